"""How many items speak of a ticker, and in what tone: sums that add up over days and windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from feeds.types.scores import Polarity, Sentiment

UNUSUAL = 2.0  # standard deviations from which a story count is out of the ordinary


def story_score(scores: Sequence[int]) -> int:
    """The score of one story on one day: the mean of its items', all in hundredths; halves go away from 0."""
    total, count = sum(scores), len(scores)
    size = (2 * abs(total) + count) // (2 * count)
    return size if total >= 0 else -size


@dataclass(frozen=True, slots=True)
class Tone:
    """The tone of a set of items about one ticker.

    `stories` counts each story once a day, and so does all but `items`: a story's score is the mean of what
    its items say that day, however many sources tell it. `positive`, `neutral` and `negative` together are
    all stories. The sums are exact: scores are counted in hundredths.
    """

    items: int = 0
    stories: int = 0
    score_sum: int = 0  # of the stories' scores in hundredths
    square_sum: int = 0  # of their squares
    positive: int = 0
    neutral: int = 0
    negative: int = 0

    @classmethod
    def of_story(cls, scores: Sequence[int]) -> "Tone":
        """The tone of one story on one day, from the scores of its items in hundredths; at least one."""
        score = story_score(scores)
        polarity = Sentiment(score / 100).polarity
        return cls(
            items=len(scores),
            stories=1,
            score_sum=score,
            square_sum=score * score,
            positive=int(polarity is Polarity.POSITIVE),
            neutral=int(polarity is Polarity.NEUTRAL),
            negative=int(polarity is Polarity.NEGATIVE),
        )

    @property
    def sentiment(self) -> Sentiment | None:
        """The mean score of the stories; None without any."""
        return Sentiment(self.score_sum / self.stories / 100) if self.stories else None

    @property
    def deviation(self) -> float:
        """The standard deviation of the stories' scores; 0 without any."""
        if not self.stories:
            return 0.0
        mean = self.score_sum / self.stories
        return sqrt(max(0.0, self.square_sum / self.stories - mean * mean)) / 100

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
