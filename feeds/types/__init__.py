"""The values that travel between the doors, the pure decisions and the store.

Rule: frozen dataclasses and closed unions only. Nothing here does I/O, reads a clock or imports
another part of the project. Times are aware UTC datetimes; spans are whole seconds.
"""
