"""The product against the stand-in, and a real browser on its page, shared by the end-to-end tests."""

import pytest_asyncio

from bot.demo import DemoOptions, open_stage
from tests.e2e.kiosk import Kiosk
from tests.sandbox.browser import browser, tab

__all__ = ["browser", "tab"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stage():
    """The product against the stand-in, with every sample item polled and posted."""
    async with open_stage(DemoOptions(is_offline=True, stays=False)) as stage:
        for url in stage.urls:
            await stage.bot.poller.poll(url, force=True)
        assert await stage.bot.delivery.drain(limit_s=60)
        yield stage


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def kiosk():
    """A feed of the test's own, empty at first."""
    async with Kiosk() as kiosk:
        yield kiosk
