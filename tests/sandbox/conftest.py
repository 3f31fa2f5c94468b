"""Fixtures of the sandbox's tests."""

from collections.abc import AsyncIterator

import pytest

from sandbox import Sandbox
from tests.sandbox.browser import browser, kit, tab

__all__ = ["browser", "kit", "sandbox", "tab"]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A running sandbox on a free port."""
    async with Sandbox() as running:
        yield running
