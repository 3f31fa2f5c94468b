"""The page's server side: static files, what the page reads, and what people do on it.

Whatever is done here goes through `sandbox.people`, so the bot can't tell the page from a test.
"""
