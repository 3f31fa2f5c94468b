"""What the rules of cadence come to over weeks of polling: nothing is missed, little is asked in vain."""

from statistics import median

import pytest

from benchmarks.cadence import KINDS, Followed, Kind, Log, simulate

DAYS = 35


def followed(kind: Kind) -> Log:
    """What happens to one feed of this kind."""
    feed = Followed(kind, seed=7, days=DAYS)
    simulate([feed], days=DAYS)
    return feed.log


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_item_is_missed_or_comes_later_than_the_wait_that_stood(kind: Kind):
    log = followed(kind)
    assert (log.missed, log.overdue) == (0, 0)
    assert log.items > 0


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_feed_is_asked_at_most_as_often_as_it_speaks_and_a_little(kind: Kind):
    log = followed(kind)
    assert log.polls / DAYS <= 40 + 14 * log.items / DAYS


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if not kind.outages and not kind.ttl_s], ids=lambda kind: kind.name
)
def test_news_comes_within_hours_where_it_is_rare_and_minutes_where_it_is_not(kind: Kind):
    log = followed(kind)
    first_sync, *late_s = log.late_s
    assert median(late_s or [first_sync]) < (15 * 60 if log.items > 10 * DAYS else 5 * 3_600)
    assert max(late_s or [first_sync]) < 5 * 3_600


def test_an_item_that_others_held_up_is_overdue():
    many = [Followed(KINDS[0], seed=seed, days=1) for seed in range(500)]
    simulate(many, days=1 / 12, at_once=1)
    assert sum(feed.log.overdue for feed in many) > 0
