"""Feeds as people see them: which to choose, which wait, and for whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feeds.types.news import Feed, FeedLink, PollResult
from handlers.blocks.feeds import MOST_LINKS, render_feed_choice, render_feeds
from tests.handlers.showing import shown

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGE = "https://news.example/"


def choice(number: int):
    links = [FeedLink(f"{PAGE}{each}.xml", f"Topic {each}") for each in range(number)]
    return render_feed_choice(PAGE, links, commands=[f"/alerts subscribe {link.url}" for link in links])


def test_a_page_offers_its_feeds_as_buttons_with_their_titles():
    (buttons,) = [block["elements"] for block in choice(2).blocks if block["type"] == "actions"]
    assert [(each["text"]["text"], each["value"]) for each in buttons] == [
        ("Topic 0", f"/alerts subscribe {PAGE}0.xml"),
        ("Topic 1", f"/alerts subscribe {PAGE}1.xml"),
    ]


def test_a_page_with_many_feeds_says_how_to_follow_those_without_a_button():
    assert "more there" not in shown(choice(MOST_LINKS))
    assert "and 3 more there" in shown(choice(MOST_LINKS + 3))


def test_a_feed_that_waits_for_its_host_says_so_and_is_not_called_failing():
    asked = Feed(
        1,
        f"{PAGE}a",
        last_polled_at=NOON,
        last_result=PollResult.RATE_LIMITED,
        wait_until=NOON + timedelta(hours=2),
        paused_by="news.example:443",
    )
    other = replace(asked, id=2, url=f"{PAGE}b", last_result=PollResult.OK, wait_until=None, paused_by=None)
    text = shown(render_feeds([asked, other], pauses={"news.example:443": NOON + timedelta(hours=2)}))
    assert text.count("news.example asks for a pause until 2026-03-02 14:00 UTC") == 2
    assert "2 feeds, all well" in text
