"""Surprises: what counts as out of the ordinary, and what is too little to say so."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.surprises import SPIKE_STORIES, TURN_STORIES, find_surprises
from feeds.types.surprises import StorySpike, ToneTurn
from feeds.types.tones import DayTone, Tone

TODAY = date(2026, 3, 2)


def tone(stories: int, score: float = 0.1) -> Tone:
    return Tone(items=stories, stories=stories, score_sum=round(score * 100) * stories)


def days(*stories: int, score: float = 0.1) -> list[DayTone]:
    """The days before today, yesterday first; days without a story have no row."""
    return [
        DayTone(TODAY - timedelta(days=ago), tone(count, score))
        for ago, count in enumerate(stories, start=1)
        if count
    ]


def surprises(stories: int, history: list[DayTone], score: float = 0.1) -> list[type]:
    found = find_surprises("NVDA", today=DayTone(TODAY, tone(stories, score)), history=history)
    return [type(surprise) for surprise in found]


@pytest.mark.parametrize(
    ("stories", "history", "is_spike"),
    [
        pytest.param(12, days(*[2, 3, 1, 2] * 7), True, id="six_times_the_usual"),
        pytest.param(4, days(*[2, 3, 1, 2] * 7), False, id="twice_the_usual"),
        pytest.param(2, days(*[0] * 29, 1), False, id="a_quiet_ticker's_second_story"),
        pytest.param(6, days(*[0] * 29, 1), True, id="a_quiet_ticker's_loud_day"),
        pytest.param(60, days(*[50, 55, 45, 40] * 7), False, id="a_loud_ticker's_usual_day"),
        pytest.param(120, days(*[50, 55, 45, 40] * 7), True, id="a_loud_ticker's_loud_day"),
        pytest.param(12, days(2, 2), False, id="too_little_history"),
        pytest.param(12, [], False, id="no_history"),
    ],
)
def test_spike_is_told_when(stories, history, is_spike):
    assert (StorySpike in surprises(stories, history)) is is_spike


@pytest.mark.parametrize(
    ("stories", "score", "history", "is_turn"),
    [
        pytest.param(4, -0.5, days(*[2] * 20, score=0.1), True, id="tone_turns"),
        pytest.param(4, 0.3, days(*[2] * 20, score=0.1), False, id="tone_wanders"),
        pytest.param(2, -0.9, days(*[2] * 20, score=0.1), False, id="too_few_stories"),
        pytest.param(4, -0.5, days(*[2] * 5, score=0.1), False, id="too_few_days"),
        pytest.param(4, 0.6, days(*[2] * 20, score=-0.1), True, id="tone_brightens"),
    ],
)
def test_turn_of_tone_is_told_when(stories, score, history, is_turn):
    assert (ToneTurn in surprises(stories, history, score)) is is_turn


def test_days_older_than_thirty_and_later_than_today_are_passed_over():
    old = DayTone(TODAY - timedelta(days=31), tone(500))
    later = DayTone(TODAY + timedelta(days=1), tone(500))
    assert surprises(12, [*days(*[2, 3, 1, 2] * 7), old, later]) == [StorySpike]


def test_turn_says_what_was_usual_and_how_far_it_is():
    (turn,) = find_surprises("NVDA", today=DayTone(TODAY, tone(4, -0.5)), history=days(*[2] * 20, score=0.1))
    assert (turn.now.signed, turn.usual.signed, turn.z) == ("-0.50", "+0.10", -5.0)


counts = st.integers(0, 80)


@given(counts, st.floats(-1, 1), st.lists(counts, max_size=40))
def test_few_stories_are_never_a_surprise(stories, score, history):
    found = surprises(stories, days(*history), score)
    assert stories >= SPIKE_STORIES or StorySpike not in found
    assert stories >= TURN_STORIES or ToneTurn not in found


@given(counts, st.lists(counts, max_size=40))
def test_more_stories_are_no_less_a_spike(stories, history):
    if StorySpike in surprises(stories, days(*history)):
        assert StorySpike in surprises(stories + 1, days(*history))
