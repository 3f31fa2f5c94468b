"""From odds to a score and a confidence.

The score's label always is the likeliest answer: from 0.15 on the text is rather positive than neutral,
and the farther the odds are apart, the farther the score is from there.
"""

from collections.abc import Iterable
from math import sqrt

from feeds.scoring.model import Odds
from feeds.types.scores import Polarity

CUT = 0.15
_BELOW_CUT = 0.144  # the largest neutral score; rounds to 0.14
_STRETCH = 0.72  # from the cut to a score of 0.87 when there is no doubt
EVEN = Odds(0.0, 1.0, 0.0)


def score_of(odds: Odds) -> float:
    """A number in [-1, 1]."""
    lead = odds.positive - odds.negative
    side, other = max(odds.positive, odds.negative), min(odds.positive, odds.negative)
    sign = 1.0 if lead > 0 else -1.0
    margin = side - max(odds.neutral, other)
    if side > odds.neutral and side > other:
        return sign * (CUT + _STRETCH * margin)
    return sign * _BELOW_CUT * sqrt(side / odds.neutral) * abs(lead) / side if side else 0.0


def confidence_of(odds: Odds, polarity: Polarity) -> float:
    """How likely the answer that was given is."""
    by_polarity = {
        Polarity.NEGATIVE: odds.negative,
        Polarity.NEUTRAL: odds.neutral,
        Polarity.POSITIVE: odds.positive,
    }
    return round(by_polarity[polarity], 2)


def blend(parts: Iterable[tuple[Odds, float]]) -> Odds:
    """The mean of several odds, by weight; even when there are none."""
    total = negative = positive = 0.0
    for odds, weight in parts:
        total += weight
        negative += odds.negative * weight
        positive += odds.positive * weight
    if not total:
        return EVEN
    return Odds(negative / total, 1.0 - (negative + positive) / total, positive / total)
