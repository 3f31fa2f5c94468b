"""How many items speak of a ticker, and in what tone: sums that add up over days and windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from feeds.types.scores import Polarity, Sentiment

UNUSUAL = 2.0  # standard deviations from which a story count is out of the ordinary


@dataclass(frozen=True, slots=True)
class Tone:
    """The tone of a set of items about one ticker.

    `stories` counts each story once a day, and so do `positive`, `neutral` and `negative`, by the mean of
    what its items say that day: together they are all stories. The sums are exact: scores are counted in
    hundredths.
    """

    items: int = 0
    stories: int = 0
    score_sum: int = 0  # of scores in hundredths
    square_sum: int = 0  # of their squares
    positive: int = 0
    neutral: int = 0
    negative: int = 0

    @classmethod
    def of_story(cls, scores: Sequence[int]) -> "Tone":
        """The tone of one story on one day, from the scores of its items in hundredths; at least one."""
        polarity = Sentiment(sum(scores) / len(scores) / 100).polarity
        return cls(
            items=len(scores),
            stories=1,
            score_sum=sum(scores),
            square_sum=sum(score * score for score in scores),
            positive=int(polarity is Polarity.POSITIVE),
            neutral=int(polarity is Polarity.NEUTRAL),
            negative=int(polarity is Polarity.NEGATIVE),
        )

    @property
    def sentiment(self) -> Sentiment | None:
        """The mean score; None without items."""
        return Sentiment(self.score_sum / self.items / 100) if self.items else None

    @property
    def deviation(self) -> float:
        """The standard deviation of the scores; 0 without items."""
        if not self.items:
            return 0.0
        mean = self.score_sum / self.items
        return sqrt(max(0.0, self.square_sum / self.items - mean * mean)) / 100

    def __add__(self, other: "Tone") -> "Tone":
        return Tone(
            items=self.items + other.items,
            stories=self.stories + other.stories,
            score_sum=self.score_sum + other.score_sum,
            square_sum=self.square_sum + other.square_sum,
            positive=self.positive + other.positive,
            neutral=self.neutral + other.neutral,
            negative=self.negative + other.negative,
        )


@dataclass(frozen=True, slots=True)
class DayTone:
    """One UTC day of a ticker."""

    day: date
    tone: Tone


@dataclass(frozen=True, slots=True)
class StoryCount:
    """A story count beside the ticker's own history of windows of the same length.

    `usual` is their mean and `z` how many standard deviations the count is above it; both are None
    while the history is too short to say.
    """

    now: int
    usual: float | None = None
    z: float | None = None

    @property
    def is_high(self) -> bool:
        """True when far more is told of the ticker than usual."""
        return self.z is not None and self.z >= UNUSUAL

    @property
    def is_low(self) -> bool:
        """True when far less is told of it."""
        return self.z is not None and self.z <= -UNUSUAL
