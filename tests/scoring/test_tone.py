"""A score says what the odds say."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from feeds.scoring.model import Odds
from feeds.scoring.tone import blend, score_of
from feeds.types.scores import Polarity, Sentiment

WEIGHT = st.floats(min_value=0.001, max_value=1)


@given(negative=WEIGHT, neutral=WEIGHT, positive=WEIGHT)
def test_the_label_is_the_likeliest_answer(negative: float, neutral: float, positive: float):
    total = negative + neutral + positive
    odds = Odds(negative / total, neutral / total, positive / total)
    by_size = sorted((odds.negative, odds.neutral, odds.positive))
    assume(by_size[2] - by_size[1] > 0.001)
    polarity = Sentiment(score_of(odds)).polarity
    by_polarity = {
        Polarity.NEGATIVE: odds.negative,
        Polarity.NEUTRAL: odds.neutral,
        Polarity.POSITIVE: odds.positive,
    }
    assert by_polarity[polarity] == pytest.approx(max(by_polarity.values()))


def test_surer_is_farther_from_zero():
    scores = [score_of(Odds(0.0, 1 - sure, sure)) for sure in (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)]
    assert scores == sorted(scores)


def test_no_odds_are_even():
    assert score_of(blend(())) == 0
