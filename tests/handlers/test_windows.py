"""A span of time is called what the asker called it; a counted one by its length."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.blocks.phrases import before, say_window, within
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
