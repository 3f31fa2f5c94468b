"""What readers ask for, worked out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from feeds.types.companies import Company
from feeds.types.decisions import StoredItem
from feeds.types.scores import Polarity, Sentiment
from feeds.types.tones import StoryCount, Tone

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
        first, *others = sentiments
        if not others:
            return cls(first, first, first)
        scores = [first.score, *(sentiment.score for sentiment in others)]
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
    """A span of time, its start within and its end without.

    `called` is what the asker called it ("this week", "since Monday"), `is_over` that it had ended when it
    was asked about; neither takes part in comparison. `against` is another window to hold it against.
    """

    since: datetime
    until: datetime
    called: str | None = field(default=None, compare=False)
    is_over: bool = field(default=False, compare=False)
    against: "Window | None" = None

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.until - self.since

    @property
    def whole_days(self) -> int:
        """Its length in days, rounded down; 0 for a few hours."""
        return self.length // timedelta(days=1)

    @property
    def before(self) -> "Window":
        """What it is held against: without a wish the window of the same length that ends where it begins."""
        return self.against or Window(self.since - self.length, self.since)

    def holds(self, moment: datetime) -> bool:
        """True for a moment within."""
        return self.since <= moment < self.until


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One step of a trend, from `since` to the next point."""

    since: datetime
    tone: Tone


@dataclass(frozen=True, slots=True)
class TopStory:
    """A story about a ticker: its first item, what its sources say of the ticker, and its weight."""

    item: StoredItem
    spread: Spread
    sources: int
    weight: float
    last_told_at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """The newest stories about a ticker in a window, or of those the good or the bad ones.

    `total` counts all stories of the window as reports do, `more` those wanted that are not among `stories`,
    of which there are at least so many if `is_at_least`. `kept` is the first and the last day with a story of
    any kind, looked up when none is shown.
    """

    company: Company
    window: Window
    stories: tuple[TopStory, ...]
    total: int
    more: int = 0
    is_at_least: bool = False
    wanted: Polarity | None = None
    kept: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class TickerReport:
    """How one ticker did in the news over a window, against the window before.

    `change` is None when either window has too few stories to say. `disagreements` counts the top stories
    whose sources disagree about the ticker. `kept` is the first and the last day with a story, looked up when
    the window has none or may reach back before the first.
    """

    company: Company
    window: Window
    tone: Tone
    before: Tone
    change: float | None
    count: StoryCount
    trend: tuple[TrendPoint, ...] = ()
    top: tuple[TopStory, ...] = ()
    catalysts: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    disagreements: int = 0
    last_item_at: datetime | None = None
    kept: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several tickers over the same window, in the order asked; without trends and stories.

    `begins` is the first day with a story of any of them, looked up when the window may reach back before it.
    """

    window: Window
    reports: tuple[TickerReport, ...]
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Mover:
    """One ticker's line among the movers."""

    company: Company
    tone: Tone
    before: Tone
    change: float | None
    count: StoryCount


@dataclass(frozen=True, slots=True)
class Movers:
    """The largest changes of tone, and the names loudest against their own history.

    When the best or the worst were `wanted`, they are `ranked` by tone instead; on fewer stories than others
    (`is_thin`) where none with enough is such.
    """

    window: Window
    changed: tuple[Mover, ...] = ()
    loudest: tuple[Mover, ...] = ()
    ranked: tuple[Mover, ...] = ()
    wanted: Polarity | None = None
    is_thin: bool = False
