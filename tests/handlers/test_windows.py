"""A span of time is called what the asker called it; a counted one by its length."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.blocks.phrases import before, say_window, widened, within
from handlers.language.windows import find_window

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=ZoneInfo("America/New_York"))  # a Wednesday


@pytest.mark.parametrize(
    ("said", "name", "inside", "compared"),
    [
        ("this week", "this week", "this week", "the same span before"),
        ("since monday", "since Monday", "since Monday", "the same span before"),
        ("in october", "in October", "in October", "the same span before"),
        ("yesterday's", "yesterday", "yesterday", "the same span before"),
        ("in the past 3 days", "last 3 days", "in the last 3 days", "the 3 days before"),
        ("24h", "last 24 hours", "in the last 24 hours", "the 24 hours before"),
    ],
)
def test_a_window_is_called_as_people_call_it(said, name, inside, compared):
    spoken = find_window(f"how is Nvidia doing {said}?", now=NOW)
    assert spoken is not None
    assert say_window(spoken.window) == name
    assert within(spoken.window) == inside
    assert before(spoken.window) == compared


@pytest.mark.parametrize(
    ("said", "wider"),
    [
        ("today", "last 24 hours"),
        ("so far this week", "last 7 days"),
        ("in the current month", "last 30 days"),
        ("this quarter", "last 90 days"),
        ("this year", "last 365 days"),
        ("last week", ""),
        ("since monday", ""),
        ("24h", ""),
    ],
)
def test_a_span_that_has_begun_has_a_longer_one_to_ask_for(said, wider):
    spoken = find_window(f"how is Nvidia doing {said}?", now=NOW)
    assert spoken is not None
    assert widened(spoken.window) == wider
    assert not wider or find_window(f"how is Nvidia doing in the {wider}?", now=NOW) is not None


@pytest.mark.parametrize("said", ["on 31 february", "2026-13-01", "in 2030", "since 5 may 2027", "in q9"])
def test_a_date_there_is_none_of_or_that_is_to_come_is_no_window(said):
    assert find_window(f"Nvidia {said}", now=NOW) is None


def test_a_span_of_more_than_a_year_is_called_by_its_length():
    spoken = find_window("Nvidia since 2019", now=NOW)
    assert spoken is not None
    assert say_window(spoken.window) == "last 365 days"


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("between 20 december and 3 january", "2025-12-20", "2026-01-04"),
        ("from november to february", "2025-11-01", "2026-03-01"),
        ("in q4", "2025-10-01", "2026-01-01"),
        ("on 29 feb 2024", "2024-02-29", "2024-03-01"),
    ],
)
def test_dates_without_a_year_are_the_latest(said, since, until):
    spoken = find_window(f"Nvidia {said}", now=NOW)
    assert spoken is not None
    here = [datetime.fromisoformat(each).replace(tzinfo=NOW.tzinfo) for each in (since, until)]
    assert [spoken.window.since, spoken.window.until] == here
