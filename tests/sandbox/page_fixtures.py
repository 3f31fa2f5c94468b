"""Fixtures for tests of the page with a sandbox and a bot behind it, on the session's event loop."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from sandbox import Sandbox
from tests.sandbox.bots import make_bot, over_socket
from tests.sandbox.scripted_bot import give_script


@pytest_asyncio.fixture(loop_scope="session")
async def world():
    """A sandbox without a bot."""
    async with Sandbox(has_rate_limits=False) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def bot(world):
    """The scripted bot, connected."""
    app = give_script(make_bot(world))
    async with over_socket(world, app):
        yield app


@pytest.fixture
def post(bot):
    """Post as the bot; gives the message's ts."""

    async def post(text="An alert", *, channel="#markets", **more):
        answer = await bot.client.chat_postMessage(channel=channel, text=text, **more)
        return answer["ts"]

    return post


@pytest.fixture
def visit(world, tab):
    """Open the page at a state; the tab closes before the sandbox does."""

    async def visit(**query):
        words = "&".join(f"{name}={value}" for name, value in query.items())
        await tab.goto(f"{world.url}/?{words}")
        await expect(tab.locator("#app")).not_to_have_attribute("aria-busy", "true")
        return tab

    return visit


@pytest.fixture
def direct(world):
    """The id of U01's conversation with the bot."""
    return world.workspace.direct_channel("U01").id


@pytest.fixture
def open_form(visit, bot):
    """Open the scripted bot's modal; gives the page and the dialog."""

    async def open_form():
        page = await visit(channel="markets")
        await send(page, "/alerts")
        form = page.get_by_role("dialog", name="New alert")
        await expect(form).to_be_visible()
        return page, form

    return open_form


def message(page, text):
    """The last message with these words."""
    return page.get_by_role("article").filter(has_text=text).last


async def send(page, text):
    """Write into the message box and press Enter."""
    await page.locator("#composer").fill(text)
    await page.locator("#composer").press("Enter")
