"""The scales that pictures of charts are drawn to. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

_NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Scale:
    """From its lowest to its highest value, with the values that are marked; of scores or of counts."""

    low: float
    high: float
    ticks: tuple[float, ...]
    is_count: bool = False

    def share(self, value: float) -> float:
        """How far up a value lies, from 0 to 1."""
        return (max(self.low, min(self.high, value)) - self.low) / (self.high - self.low)

    def say(self, value: float) -> str:
        """A value as people read it: "+0.40", "1,200"."""
        if self.is_count:
            return f"{value:,.0f}"
        return f"{value:+.2f}" if value else "0.00"


MILD = Scale(-0.5, 0.5, (0.5, 0.25, 0.0, -0.25, -0.5))
TONE = Scale(-1.0, 1.0, (1.0, 0.5, 0.0, -0.5, -1.0))


def scale_for(values: Collection[float]) -> Scale:
    """The scale for some values: integers are counts, from zero up to a round number; others are scores.

    Slack fits the scale of its charts to what they hold, and so do we, but always with zero in the middle.
    """
    if not values or not all(isinstance(value, int) for value in values):
        return MILD if all(abs(value) <= MILD.high for value in values) else TONE
    step = _step(max(values))
    top = max(step, -(-max(values) // step) * step)
    return Scale(0, top, tuple(range(0, int(top) + 1, step)), is_count=True)


def _step(most: float) -> int:
    """The smallest round number that reaches `most` in three steps or fewer."""
    size = 1
    while True:
        for nice in _NICE:
            if 3 * nice * size >= most:
                return nice * size
        size *= 10
