"""Fixtures of the sandbox's tests."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import Sandbox
from tests.sandbox.browser import browser, kit, tab
from tests.sandbox.page_fixtures import bot, direct, open_form, post, visit, world
from tests.sandbox.web_client import Client

__all__ = ["bot", "browser", "direct", "kit", "open_form", "post", "sandbox", "tab", "visit", "world"]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A running sandbox on a free port."""
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[Client]:
    """A bare client of the sandbox's Web API."""
    async with aiohttp.ClientSession() as session:
        yield Client(sandbox, session)
