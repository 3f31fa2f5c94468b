"""How regularly a feed speaks, told from the dates of its items. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median, quantiles

_STEADY = 1.5  # the upper quartile of the gaps is at most so many times the lower one
_BURSTS = 6  # the longest gap is at least so many times the usual one


class Regularity(StrEnum):
    """How much the gaps between items differ, as a word that follows "an item every hour"."""

    STEADY = "steadily"
    BURSTS = "in bursts"
    MIXED = "give or take"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The usual time between two items, the longest, and how much they differ."""

    usual: timedelta
    longest: timedelta
    regularity: Regularity


def rhythm_of(dates: Iterable[datetime]) -> Rhythm | None:
    """The rhythm of items published at these moments; None for fewer than three."""
    ordered = sorted(dates)
    gaps_s = [(later - earlier).total_seconds() for earlier, later in pairwise(ordered)]
    if len(gaps_s) < 2:
        return None
    usual_s = median(gaps_s)
    return Rhythm(timedelta(seconds=usual_s), timedelta(seconds=max(gaps_s)), _regularity(gaps_s, usual_s))


def _regularity(gaps_s: list[float], usual_s: float) -> Regularity:
    lower, _, upper = quantiles(gaps_s, n=4, method="inclusive")
    if upper <= lower * _STEADY and max(gaps_s) < usual_s * _BURSTS:
        return Regularity.STEADY
    return Regularity.BURSTS if max(gaps_s) >= usual_s * _BURSTS else Regularity.MIXED
