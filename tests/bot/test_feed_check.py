"""`feeds check` tells what a poll would do, how polite the feed is and how regular."""

import pytest
from aiohttp import web

from bot.feed_check import check_feed
from config.settings import read_settings
from feeds.types.news import PollResult

ITEMS = "".join(
    f"<item><title>Story {hour}</title><link>https://orchard.example/{hour}</link>"
    f"<pubDate>Mon, 02 Mar 2026 {hour}:00:00 GMT</pubDate></item>"
    for hour in (12, 11, 10)
)
FEED = f'<rss version="2.0"><channel><title>Orchard News</title>{ITEMS}</channel></rss>'.encode()
PAGE = b"""<html><head><title>Orchard</title>
<link rel="alternate" type="application/rss+xml" title="Orchard News" href="/feed.xml"></head></html>"""

DEALS = b'<link rel="alternate" type="application/rss+xml" title="Deals &amp; more" href="/deals.xml">'


@pytest.fixture
async def site(aiohttp_server_url):
    async def feed(_request):
        return web.Response(body=FEED, content_type="application/rss+xml", headers={"ETag": '"1"'})

    async def page(_request):
        return web.Response(body=PAGE, content_type="text/html")

    async def old(_request):
        raise web.HTTPMovedPermanently("/feed.xml")

    async def many(_request):
        return web.Response(body=PAGE.replace(b"</head>", DEALS + b"</head>"), content_type="text/html")

    return await aiohttp_server_url({"/feed.xml": feed, "/": page, "/old.xml": old, "/many": many})


async def _check(url: str):
    return await check_feed(read_settings(tickertone_allow_private_feeds=True), url)


async def test_a_feed_is_described(site):
    seen = await _check(f"{site}/feed.xml")
    assert seen.result is PollResult.OK
    assert seen.title == "Orchard News"
    assert "3 items" in seen.sentence
    assert "rhythm: an item about every 60 minutes, steadily" in seen.details
    assert "it would be asked again in about 4 hours" in seen.details
    assert any("ETag" in line for line in seen.details)


async def test_a_page_leads_to_its_feed(site):
    seen = await _check(f"{site}/")
    assert seen.result is PollResult.NOT_A_FEED
    assert seen.feed_url == f"{site}/feed.xml"
    assert "leads to the feed" in seen.sentence


async def test_a_feed_that_moved_says_so_as_a_poll_would(site):
    seen = await _check(f"{site}/old.xml")
    assert seen.result is PollResult.MOVED


async def test_a_missing_page_is_said_in_one_sentence(site):
    seen = await _check(f"{site}/nothing")
    assert seen.result is PollResult.NOT_FOUND
    assert seen.feed_url is None
    assert seen.sentence.endswith(".")


@pytest.mark.parametrize("spell", ["{}", "feed://{}", "feed:http://{}", " <http://{}>\n", "HTTP://{}#top"])
async def test_an_address_may_be_spelled_as_people_paste_it(site, spell):
    seen = await _check(spell.format(site.removeprefix("http://") + "/feed.xml"))
    assert seen.result is PollResult.OK
    assert seen.feed_url is not None
    assert seen.feed_url.strip("<> \n") == seen.feed_url


async def test_all_feeds_of_a_page_are_offered_with_their_titles(site):
    seen = await _check(f"{site}/many")
    assert [link.title for link in seen.offered] == ["Orchard News", "Deals & more"]
    assert f"also offered: Deals & more {site}/deals.xml" in seen.details
