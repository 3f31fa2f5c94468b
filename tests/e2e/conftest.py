"""A real browser for the end-to-end tests."""

from tests.sandbox.browser import browser, tab

__all__ = ["browser", "tab"]
