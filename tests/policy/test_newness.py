"""What stands in a feed at a first sync is not news; after that everything is but the stale."""

import pytest

from feeds.policy.newness import Arrived, Backlog, CountsAsNew, arrival_at, oldest_first, refuse_old
from feeds.types.decisions import Reason
from tests.policy.samples import DAY, HOUR, NOW, feed, item

SUBSCRIBED = NOW - 2 * HOUR
BEFORE = Arrived(previous_ok_at=SUBSCRIBED - HOUR)  # this poll is the first since the subscription was made
SINCE = Arrived(previous_ok_at=SUBSCRIBED + HOUR)


@pytest.mark.parametrize(
    ("arrival", "published_at", "reason"),
    [
        pytest.param(Backlog("stood there"), NOW, Reason.BEFORE_SUBSCRIPTION, id="first sync, dated now"),
        pytest.param(Backlog("stood there"), None, Reason.BEFORE_SUBSCRIPTION, id="first sync, undated"),
        pytest.param(
            BEFORE, SUBSCRIBED - HOUR / 2, Reason.BEFORE_SUBSCRIPTION, id="dated before the subscription"
        ),
        pytest.param(BEFORE, SUBSCRIBED + HOUR, None, id="dated after the subscription"),
        pytest.param(BEFORE, None, None, id="undated"),
        pytest.param(SINCE, SUBSCRIBED - DAY, None, id="dated before the subscription, but new since"),
        pytest.param(SINCE, NOW - 7 * DAY, None, id="a week old"),
        pytest.param(SINCE, NOW - 7 * DAY - HOUR, Reason.TOO_OLD, id="more than a week old"),
        pytest.param(SINCE, NOW + 30 * DAY, None, id="dated in the future"),
        pytest.param(CountsAsNew(), NOW - 400 * DAY, None, id="demo"),
    ],
)
def test_item_is_refused_as_old_when(arrival, published_at, reason):
    ruling = refuse_old(arrival, published_at=published_at, subscribed_at=SUBSCRIBED, now=NOW)
    assert (ruling and ruling.reason) == reason


def test_too_old_names_the_age_and_the_limit():
    ruling = refuse_old(SINCE, published_at=NOW - 12 * DAY, subscribed_at=SUBSCRIBED, now=NOW)
    assert ruling is not None
    assert "12 days back" in ruling.detail
    assert "7 days" in ruling.detail


def test_everything_in_a_feed_never_polled_well_is_backlog():
    assert isinstance(arrival_at(feed(last_ok_at=None)), Backlog)


def test_what_a_later_poll_finds_has_arrived_since_the_last_good_one():
    assert arrival_at(feed(last_ok_at=NOW - HOUR)) == Arrived(NOW - HOUR)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        pytest.param((3, 2, 1), "cba", id="newest first"),
        pytest.param((1, 2, 3), "abc", id="oldest first"),
        pytest.param((2, 3, 1), "cab", id="in no order"),
        pytest.param((2, 2, 2), "cba", id="all alike"),
        pytest.param((1, None, 3), "cba", id="one undated"),
        pytest.param((), "", id="none"),
    ],
)
def test_items_are_told_oldest_first_when(dates, order):
    items = tuple(
        item(key, published_at=None if day is None else NOW + day * DAY)
        for key, day in zip("abc", dates, strict=False)
    )
    assert "".join(told.key for told in oldest_first(items)) == order
