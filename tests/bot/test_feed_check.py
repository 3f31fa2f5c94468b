"""`feeds check` tells what a poll would do, how polite the feed is and how regular."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.feed_check import check_feed, usual_gap
from config.settings import read_settings
from feeds.types.news import PollResult

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ITEMS = "".join(
    f"<item><title>Story {hour}</title><link>https://orchard.example/{hour}</link>"
    f"<pubDate>Mon, 02 Mar 2026 {hour}:00:00 GMT</pubDate></item>"
    for hour in (12, 11, 10)
)
FEED = f'<rss version="2.0"><channel><title>Orchard News</title>{ITEMS}</channel></rss>'.encode()
PAGE = b"""<html><head><title>Orchard</title>
<link rel="alternate" type="application/rss+xml" title="Orchard News" href="/feed.xml"></head></html>"""


@pytest.fixture
async def site(aiohttp_server_url):
    async def feed(_request):
        return web.Response(body=FEED, content_type="application/rss+xml", headers={"ETag": '"1"'})

    async def page(_request):
        return web.Response(body=PAGE, content_type="text/html")

    async def old(_request):
        raise web.HTTPMovedPermanently("/feed.xml")

    return await aiohttp_server_url({"/feed.xml": feed, "/": page, "/old.xml": old})


async def _check(url: str):
    return await check_feed(read_settings(tickertone_allow_private_feeds=True), url)


async def test_a_feed_is_described(site):
    seen = await _check(f"{site}/feed.xml")
    assert seen.result is PollResult.OK
    assert seen.title == "Orchard News"
    assert "3 items" in seen.sentence
    assert "rhythm: an item about every 60 minutes" in seen.details
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


@pytest.mark.parametrize(
    ("hours", "gap"),
    [([], None), ([0], None), ([0, 1], None), ([0, 1, 2], 1), ([0, 1, 11], 5.5)],
)
def test_the_usual_gap_is_the_median_and_needs_three_items(hours, gap):
    dates = [NOON - timedelta(hours=hour) for hour in hours]
    assert usual_gap(dates) == (None if gap is None else timedelta(hours=gap))
