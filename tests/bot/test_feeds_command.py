"""`tickertone feeds` and its neighbours, as a person at a terminal sees them."""

import asyncio
import json
import subprocess
import sys
from datetime import datetime

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

    async def ends(_request):
        is_over = next(polls)
        return web.Response(status=410) if is_over else web.Response(body=FEED, content_type="text/xml")

    polls = iter([False, True])

    async def page(_request):
        link = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
        links = link.format("Orchard News", "/feed.xml") + link.format("Deals", "/deals.xml")
        return web.Response(text=f"<html><head>{links}</head></html>", content_type="text/html")

    return await aiohttp_server_url({"/feed.xml": feed, "/ends.xml": ends, "/page": page})


async def test_an_import_says_what_it_took_what_stood_and_what_it_left_out(site, tickertone, tmp_path):
    urls = [f"{site}/feed.xml", "https://b.example/rss", "https://B.example/rss", "ftp://c.example/"]
    outlines = "".join(f"<outline xmlUrl='{url}'/>" for url in urls)
    (tmp_path / "list.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    await tickertone("feeds", "add", f"{site}/feed.xml")
    printed = await tickertone("feeds", "import", str(tmp_path / "list.opml"))
    assert "Took 1 feed of" in printed
    assert "; 1 stood already; 2 left out." in printed
    assert "  https://B.example/rss: The file names it twice." in printed
    assert "  ftp://c.example/: ftp addresses are not fetched." in printed


async def test_the_same_address_in_another_spelling_is_the_same_feed(site, tickertone):
    first = await tickertone("feeds", "add", f"{site}/feed.xml")
    again = await tickertone("feeds", "add", site.replace("http", "HTTP") + "/feed.xml#top")
    assert again == first


async def test_a_page_with_several_feeds_offers_them_and_adds_none(site, tickertone):
    printed = (await tickertone("feeds", "add", f"{site.removeprefix('http://')}/page")).splitlines()
    assert printed[1:3] == [f"{site}/feed.xml   Orchard News", f"{site}/deals.xml  Deals"]
    assert printed[3].startswith("error: The page offers 2 feeds. Add the one you mean")
    assert "There are no feeds yet" in await tickertone("feeds", "list")


async def test_no_command_prints_a_password(site, tickertone):
    secret = site.replace("//", "//ada:sesame@") + "/feed.xml?token=sesame"
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
    await tickertone("feeds", "add", f"{site}/ends.xml")
    await tickertone("poll", f"{site}/ends.xml")
    row = (await tickertone("feeds", "list")).splitlines()[1]
    assert "gone" in row
    assert "asleep" in row


async def test_an_address_that_never_worked_is_neither_listed_nor_exported(site, tickertone):
    printed = await tickertone(
        "poll", "https://a.example/" + "x" * 2000, f"{site}/no-such-feed.xml", "rubbish"
    )
    words = [line.partition("  ")[0] for line in printed.splitlines()]
    assert words == ["refused_address", "not_found", "unreachable"]
    assert "There are no feeds yet" in await tickertone("feeds", "list")
    assert "outline" not in await tickertone("feeds", "export")


async def test_feeds_are_listed_as_json(site, tickertone):
    await tickertone("poll", f"{site}/feed.xml")
    (listed,) = json.loads(await tickertone("feeds", "list", "--json"))
    assert (listed["title"], listed["last_result"]) == ("Orchard News", "ok")
    assert datetime.fromisoformat(listed["next_poll_at"]) > datetime.fromisoformat(listed["last_ok_at"])
    assert listed["skip_hours"] == []
