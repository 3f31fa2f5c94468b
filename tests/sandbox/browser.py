"""A real browser for tests, here and in tests/e2e, whose conftest.py import these fixtures.

One Chromium serves the whole session, so tests that use it run on the session's event loop:

    pytestmark = pytest.mark.asyncio(loop_scope="session")

Without a Chromium they are skipped with the reason, but where TICKERTONE_CI is 1 they fail.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, ConsoleMessage, Page, Playwright, ViewportSize, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=390, height=844)
PAGE_FOLDER = Path(__file__).parents[2] / "sandbox" / "page"


def find_chromium(playwright: Playwright) -> str | None:
    """The browser of the system, or the one playwright installed for itself."""
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    own = playwright.chromium.executable_path
    return on_path or (own if Path(own).exists() else None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            reason = f"no browser: install one of {', '.join(NAMES)}, or run `playwright install chromium`"
            (pytest.fail if os.environ.get("TICKERTONE_CI") == "1" else pytest.skip)(reason)
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def tab(browser: Browser) -> AsyncIterator[Page]:
    """A fresh tab with storage of its own; the test fails if its page logs an error or throws."""
    async with watched_tab(browser) as page:
        yield page


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def kit(browser: Browser) -> AsyncIterator[Page]:
    """An empty page, shared by all tests, that can import the page's modules without a sandbox behind it."""
    app = web.Application()
    app.router.add_get("/", blank)
    app.router.add_static("/page", PAGE_FOLDER)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with watched_tab(browser) as page:
        await page.goto(f"http://127.0.0.1:{runner.addresses[0][1]}/")
        yield page
    await runner.cleanup()


@asynccontextmanager
async def watched_tab(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport=WIDE, locale="en-US", timezone_id="America/New_York")
    page = await context.new_page()
    page.set_default_timeout(10_000)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: note_problem(message, problems))
    yield page
    await context.close()
    assert problems == []


def note_problem(message: ConsoleMessage, problems: list[str]) -> None:
    """Keep what the page's console calls an error, but for requests that a test made fail on purpose."""
    if (
        message.type == "error"
        and "Failed to load resource" not in message.text
        and "WebSocket" not in message.text
    ):
        problems.append(message.text)


async def blank(_request: web.Request) -> web.Response:
    return web.Response(
        text='<!doctype html><link rel="icon" href="data:,"><body></body>', content_type="text/html"
    )
