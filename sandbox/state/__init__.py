"""What the sandbox remembers, in memory: workspaces, people, channels, messages, views, files.

Holds no web server and talks to nobody; who wants to know of a change subscribes to it.
"""
