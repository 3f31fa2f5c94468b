"""Digests: what is folded together, in which order, and that nothing gets lost on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.digests import MOST_GROUPS, MOST_LINES, OTHERS, fold
from feeds.types.decisions import HeldItem, Reason
from feeds.types.digests import DigestReport
from tests.policy.samples import NOW, stored, ticker

HOUR = timedelta(hours=1)


def held(
    id: int, *tickers, story: int | None = None, feed: int = 1, asked=(), reason=Reason.WAITING
) -> HeldItem:
    return HeldItem(replace(stored(id, *tickers, story_id=story), feed_id=feed), reason, asked)


def folded(*items: HeldItem, changes=()) -> DigestReport:
    return fold(items, changes=dict(changes), since=NOW - HOUR, until=NOW)


def test_nothing_held_makes_an_empty_digest():
    assert folded() == DigestReport(NOW - HOUR, NOW)


def test_a_story_of_several_sources_is_one_line_with_what_each_said_last():
    report = folded(
        held(1, ticker("NVDA", score=0.5), story=7, feed=1),
        held(2, ticker("NVDA", score=0.1), story=7, feed=2),
        held(3, ticker("NVDA", score=-0.5), story=7, feed=2),
    )
    ((line,),) = [group.lines for group in report.groups]
    assert (line.item.id, line.sources, line.spread.disagrees) == (1, 2, True)
    assert (report.stories, report.items) == (1, 3)


def test_groups_come_by_change_times_relevance():
    report = folded(
        held(1, ticker("AAPL")),
        held(2, ticker("NVDA", relevance=0.5)),
        held(3, ticker("TSLA")),
        held(4),
        changes={"AAPL": 0.1, "NVDA": -0.6, "TSLA": 0.4},
    )
    assert [group.symbol for group in report.groups] == ["TSLA", "NVDA", "AAPL", None]


def test_what_is_about_no_ticker_comes_last_under_a_name_of_its_own():
    report = folded(held(1), held(2, ticker("AAPL", score=0.0)))
    assert [(group.symbol, group.name) for group in report.groups] == [("AAPL", "AAPL Corp"), (None, OTHERS)]


def test_a_story_is_filed_under_the_ticker_that_was_asked_for():
    report = folded(held(1, ticker("NVDA", relevance=1.0), ticker("AMD", relevance=0.4), asked=("AMD",)))
    assert [group.symbol for group in report.groups] == ["AMD"]


def test_stories_without_room_are_counted():
    report = folded(*(held(id, ticker("NVDA")) for id in range(1, 11)))
    assert [(len(group.lines), group.more) for group in report.groups] == [(MOST_LINES, 10 - MOST_LINES)]


def test_groups_without_room_are_counted():
    report = folded(*(held(id, ticker(f"T{id:03}")) for id in range(1, 15)))
    assert (len(report.groups), len(report.others)) == (MOST_GROUPS, 4)


def test_a_digest_says_why_its_items_waited():
    report = folded(
        held(1, reason=Reason.CAP), held(2, reason=Reason.QUIET_HOURS), held(3, reason=Reason.QUIET_HOURS)
    )
    assert report.held == ((Reason.QUIET_HOURS, 2), (Reason.CAP, 1))


@pytest.mark.parametrize("change", [None, 0.3])
def test_a_group_carries_the_change_of_its_ticker(change):
    (group,) = folded(held(1, ticker("NVDA")), changes={"NVDA": change}).groups
    assert group.change == change


tickers = st.lists(st.sampled_from(["AAPL", "NVDA", "TSLA", "F", "GM"]), max_size=3, unique=True)
helds = st.lists(
    st.builds(
        lambda id, symbols, story, feed: held(id, *map(ticker, symbols), story=story, feed=feed),
        st.integers(1, 60),
        tickers,
        st.integers(1, 25),
        st.integers(1, 3),
    ),
    unique_by=lambda one: one.item.id,
)


@given(helds)
def test_every_held_story_is_shown_or_counted(items):
    report = folded(*items)
    counted = sum(len(group.lines) + group.more for group in report.groups) + len(report.others)
    assert counted == report.stories == len({one.item.story_id for one in items})
    assert report.items == sum(count for _reason, count in report.held) == len(items)


@given(helds, st.randoms())
def test_the_order_in_which_items_come_does_not_matter(items, chance):
    mixed = list(items)
    chance.shuffle(mixed)
    report, other = folded(*items), folded(*mixed)
    assert (report.groups, report.stories) == (other.groups, other.stories)
