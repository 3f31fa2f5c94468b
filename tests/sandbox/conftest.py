"""Fixtures of the sandbox's tests."""

from tests.sandbox.browser import browser, kit, tab

__all__ = ["browser", "kit", "tab"]
