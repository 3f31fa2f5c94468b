"""How regular a feed is, by the dates of its items."""

from datetime import timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.rhythm import Regularity, Rhythm, rhythm_of
from tests.policy.samples import HOUR, NOW


def dates(*gaps_hours):
    return [NOW + HOUR * age for age in accumulate(gaps_hours, initial=0)]


@pytest.mark.parametrize(
    ("gaps", "rhythm"),
    [
        pytest.param((1, 1, 1, 1), Rhythm(HOUR, HOUR, Regularity.STEADY), id="on the hour"),
        pytest.param((24, 24, 25, 23), Rhythm(24 * HOUR, 25 * HOUR, Regularity.STEADY), id="daily, about"),
        pytest.param((1, 10), Rhythm(5.5 * HOUR, 10 * HOUR, Regularity.MIXED), id="three items"),
        pytest.param((1, 3, 2, 5, 1), Rhythm(2 * HOUR, 5 * HOUR, Regularity.MIXED), id="now and then"),
        pytest.param((1, 1, 1, 90, 1, 1), Rhythm(HOUR, 90 * HOUR, Regularity.BURSTS), id="bursts"),
        pytest.param((0, 0, 0), Rhythm(0 * HOUR, 0 * HOUR, Regularity.BURSTS), id="all at once"),
    ],
)
def test_rhythm_is_told_by_the_gaps(gaps, rhythm):
    assert rhythm_of(dates(*gaps)) == rhythm


@pytest.mark.parametrize("few", [0, 1, 2])
def test_two_items_have_no_rhythm(few):
    assert rhythm_of(dates(1)[:few]) is None


@given(st.lists(st.datetimes(), min_size=3))
def test_any_dates_have_a_rhythm_whatever_their_order(moments):
    found = rhythm_of(moments)
    assert found is not None
    assert timedelta(0) <= found.usual <= found.longest
    assert rhythm_of(reversed(moments)) == found
