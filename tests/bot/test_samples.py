"""The demo's invented feeds are well formed and appear over time."""

from datetime import UTC, datetime, timedelta

import pytest
from defusedxml import ElementTree

from bot.samples import MINUTES_A_DAY, existing_file, read_archive, read_samples, render_rss
from feeds.errors import UsageError

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _titles(feed, *, after_s: int, shows_all: bool = False) -> list[str]:
    body = render_rss(feed, started=START, now=START + timedelta(seconds=after_s), shows_all=shows_all)
    return [node.text for node in ElementTree.fromstring(body).findall("./channel/item/title")]


@pytest.mark.parametrize("feed", read_samples(), ids=lambda feed: feed.path)
def test_every_sample_says_that_it_is_invented_and_none_is_too_old(feed):
    assert "invented" in feed.title
    assert all(item.minutes_ago < 7 * 24 * 60 for item in feed.items)


@pytest.mark.parametrize("feed", read_samples(), ids=lambda feed: feed.path)
def test_later_items_appear_while_the_demo_stays_open(feed):
    assert len(_titles(feed, after_s=0)) < len(_titles(feed, after_s=600))
    assert _titles(feed, after_s=600) == _titles(feed, after_s=0, shows_all=True)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(UsageError, match=r"nowhere\.xml"):
        existing_file("nowhere.xml")


def test_the_archive_is_history_newest_first_and_says_that_it_is_invented():
    archive = read_archive()
    ages = [item.minutes_ago for item in archive.items]
    assert ages == sorted(ages)
    assert ages[-1] > 30 * MINUTES_A_DAY
    assert "invented" in archive.title
