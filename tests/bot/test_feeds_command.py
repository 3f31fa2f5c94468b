"""`tickertone feeds` and its neighbours, as a person at a terminal sees them."""

import asyncio
import subprocess
import sys

import pytest
from aiohttp import web

FEED = (
    b"<rss version='2.0'><channel><title>Orchard News</title><item><title>Nvidia beats estimates</title>"
    b"<link>https://orchard.example/1</link></item></channel></rss>"
)


@pytest.fixture
def tickertone(tmp_path, monkeypatch):
    """Run the command line over a database of this test alone; gives all that it printed."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/feeds.db")
    monkeypatch.setenv("TICKERTONE_ALLOW_PRIVATE_FEEDS", "1")

    async def run(*words):
        command = [sys.executable, "-m", "bot", *words]
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    return run


@pytest.fixture
async def site(aiohttp_server_url):
    async def feed(_request):
        return web.Response(body=FEED, content_type="application/rss+xml")

    async def ended(_request):
        return web.Response(status=410)

    return await aiohttp_server_url({"/feed.xml": feed, "/ended.xml": ended})


async def test_no_command_prints_a_password(site, tickertone):
    secret = site.replace("//", "//ada:sesame@") + "/feed.xml"
    printed = [
        await tickertone("feeds", "check", secret),
        await tickertone("feeds", "add", secret),
        await tickertone("poll", secret),
        await tickertone("feeds", "list"),
        await tickertone("feeds", "list", "--json"),
        await tickertone("feeds", "export"),
        await tickertone("doctor"),
    ]
    assert "Orchard News" in printed[0]
    assert "1 item, 1 new" in printed[2]
    assert "sesame" not in "".join(printed)


async def test_a_feed_that_has_ended_is_shown_asleep(site, tickertone):
    await tickertone("poll", f"{site}/ended.xml")
    row = (await tickertone("feeds", "list")).splitlines()[1]
    assert "gone" in row
    assert "asleep" in row
