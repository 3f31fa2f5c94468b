"""What readers ask for, worked out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from feeds.types.scores import Sentiment

DISAGREEMENT = 0.15  # two scores of this size or more and of opposite signs disagree


@dataclass(frozen=True, slots=True)
class Spread:
    """The scores of one story's sources: lowest, highest and mean."""

    low: Sentiment
    high: Sentiment
    mean: Sentiment

    @classmethod
    def of(cls, sentiments: Iterable[Sentiment]) -> "Spread":
        """Take at least one score."""
        scores = [sentiment.score for sentiment in sentiments]
        return cls(
            low=Sentiment(min(scores)),
            high=Sentiment(max(scores)),
            mean=Sentiment(sum(scores) / len(scores)),
        )

    @property
    def disagrees(self) -> bool:
        """True when two scores of 0.15 or more in size have opposite signs."""
        return self.low.score <= -DISAGREEMENT and self.high.score >= DISAGREEMENT

    @property
    def is_wide(self) -> bool:
        """True when the scores are not all the same."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time, its start within and its end without."""

    since: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.until - self.since

    @property
    def before(self) -> "Window":
        """The window of the same length that ends where this one begins."""
        return Window(self.since - self.length, self.since)

    def holds(self, moment: datetime) -> bool:
        """True for a moment within."""
        return self.since <= moment < self.until
