"""What the rules of cadence come to over weeks of polling: nothing is missed, little is asked in vain."""

from statistics import median

import pytest

from benchmarks.cadence import KINDS, Kind, simulate

DAYS = 35


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_item_is_missed(kind: Kind):
    log = simulate(kind, seed=7, days=DAYS)
    assert log.missed == 0
    assert log.items > 0


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_feed_is_asked_at_most_as_often_as_it_speaks_and_a_little(kind: Kind):
    log = simulate(kind, seed=7, days=DAYS)
    assert log.polls / DAYS <= 40 + 14 * log.items / DAYS


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if "down" not in kind.name], ids=lambda kind: kind.name
)
def test_news_comes_within_hours_where_it_is_rare_and_minutes_where_it_is_not(kind: Kind):
    log = simulate(kind, seed=7, days=DAYS)
    first_sync, *late_s = log.late_s
    assert median(late_s or [first_sync]) < (15 * 60 if log.items > 10 * DAYS else 5 * 3_600)
    assert max(late_s or [first_sync]) < 5 * 3_600
