"""What to do about what came in.

Rule: pure decisions; no clock, no chance, no I/O. `now` and `jitter` are arguments.
"""
