"""The commands of the command line, one module each; each exposes `command`.

Rule: what is heavy is imported inside the function that needs it, so that `--help` stays fast.
"""
