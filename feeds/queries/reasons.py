"""Which words are told as the reasons for a company's score, so that they never say its opposite. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from feeds.types.scores import Analysis, Driver, Polarity, Sentiment


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for a score, strongest first, and at most one thing that speaks against it, but less."""

    agreeing: tuple[Driver, ...] = ()
    against: Driver | None = None


def reasons_for(analysis: Analysis, symbol: str, *, shown: Sentiment, most: int) -> Reasons:
    """Pick at most `most` drivers that agree with the score shown of a company, and one that does not.

    In an item about several companies those of its own count; those of the whole text only where none of
    them agrees. A neutral score has no more for it than what outweighs the one against it.
    """
    own = _sorted(driver for driver in analysis.drivers if driver.symbol == symbol)
    whole = _sorted(driver for driver in analysis.drivers if driver.symbol is None)
    if len(analysis.tickers) <= 1:
        own = _sorted((*own, *whole))
    sign = shown.score or (own[0].weight if own else 0.0)
    agreeing = _along(own, sign) or _along(whole, sign)
    against = _along(own, -sign)
    if shown.polarity is Polarity.NEUTRAL:
        most = _fewest(agreeing, against=against, most=most)
    kept = agreeing[:most]
    told = sum(abs(driver.weight) for driver in kept)
    return Reasons(tuple(kept), next((one for one in against if abs(one.weight) < told), None))


def _sorted(drivers: Iterable[Driver]) -> Sequence[Driver]:
    return sorted(drivers, key=lambda driver: -abs(driver.weight))


def _along(drivers: Sequence[Driver], sign: float) -> Sequence[Driver]:
    """Those that point the same way."""
    return [driver for driver in drivers if driver.weight * sign > 0]


def _fewest(agreeing: Sequence[Driver], *, against: Sequence[Driver], most: int) -> int:
    """How many it takes to outweigh the strongest against them; at least one, at most so many."""
    heaviest = abs(against[0].weight) if against else 0.0
    sums = accumulate(abs(driver.weight) for driver in agreeing[:most])
    return next((count for count, told in enumerate(sums, 1) if told > heaviest), most)
