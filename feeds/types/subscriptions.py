"""Who asked for what: subscriptions, their rules, and what a workspace has muted or taught."""

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from feeds.types.scores import Polarity


@dataclass(frozen=True, slots=True)
class WatchTickers:
    """Any of these symbols, upper case."""

    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchFeed:
    """Everything one feed carries."""

    feed_id: int
    url: str


@dataclass(frozen=True, slots=True)
class WatchWords:
    """Any of these words or phrases, in headline or text."""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchPortfolio:
    """Whatever this user's portfolio holds at the time."""

    user: str


@dataclass(frozen=True, slots=True)
class WatchAll:
    """Everything the workspace can see."""


Watch = WatchTickers | WatchFeed | WatchWords | WatchPortfolio | WatchAll


class DigestKind(StrEnum):
    """When folded items are told."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest's rhythm; `at` is local time, None for hourly and for an exchange's open.

    `exchange` counts for the latter only; see policy.exchanges for those known.
    """

    kind: DigestKind
    at: time | None = None
    exchange: str = "NYSE"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily span of local time in which nothing is posted; it may cross midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Rules:
    """What a subscription lets through, and when. Defaults let everything through at once."""

    min_score: float = 0.0
    direction: Polarity | None = None
    min_relevance: float = 0.0
    include: str | None = None
    exclude: str | None = None
    digest: Digest | None = None
    quiet: QuietHours | None = None
    break_through: float | None = None
    max_per_day: int | None = None
    timezone: str = "UTC"

    @property
    def has_times(self) -> bool:
        """True when it matters by whose clock they are kept."""
        return self.digest is not None or self.quiet is not None or self.max_per_day is not None


@dataclass(frozen=True, slots=True)
class Place:
    """Where messages go: one channel (or direct message) of one workspace."""

    workspace: str
    channel: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """One channel's (or direct message's) standing wish in one workspace."""

    id: int
    workspace: str
    channel: str
    created_by: str
    watch: Watch
    created_at: datetime
    rules: Rules = field(default_factory=Rules)
    is_paused: bool = False
    paused_until: datetime | None = None

    @property
    def place(self) -> Place:
        """Where its messages go."""
        return Place(self.workspace, self.channel)

    def is_paused_at(self, now: datetime) -> bool:
        """True while it is paused; a pause with an end is over by itself."""
        return self.is_paused and (self.paused_until is None or self.paused_until > now)


class MuteKind(StrEnum):
    """What can be muted from an alert."""

    TICKER = "ticker"
    SOURCE = "source"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Mute:
    """Silence about a ticker, a source (feed id) or a story in one channel; `until` None is for good."""

    id: int
    workspace: str
    channel: str
    kind: MuteKind
    value: str
    until: datetime | None
    created_by: str

    @property
    def place(self) -> Place:
        """Where it is silent."""
        return Place(self.workspace, self.channel)

    def is_on_at(self, now: datetime) -> bool:
        """True until its end; without one, for good."""
        return self.until is None or self.until > now


@dataclass(frozen=True, slots=True)
class Holding:
    """One symbol in one user's portfolio, as far as routing needs to know it."""

    workspace: str
    user: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Routes:
    """All that decides where one feed's items go (`unit.routes_for(feed_id)`).

    Subscriptions of every workspace that sees the feed, paused ones too (they get a verdict), and what
    those workspaces have muted and hold. For those in `cashtag_only` an item is about marked companies alone.
    """

    subscriptions: tuple[Subscription, ...] = ()
    mutes: tuple[Mute, ...] = ()
    holdings: tuple[Holding, ...] = ()
    cashtag_only: frozenset[str] = frozenset()


class LessonKind(StrEnum):
    """What a workspace can teach."""

    ALIAS = "alias"  # these words mean this ticker
    BLOCK = "block"  # these words do not mean this ticker
    LABEL = "label"  # a vote on an item's label
    WORD = "word"  # these words count so much more, or less, than they did


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a vote is about: an item as a whole, or what it says of one of several companies."""

    item_id: int
    symbol: str = ""

    def pack(self) -> str:
        """Write it as a lesson keeps it."""
        return f"{self.item_id}:{self.symbol}" if self.symbol else str(self.item_id)

    @classmethod
    def unpack(cls, packed: str) -> "Ballot | None":
        """Read it back; None for what is none."""
        item_id, _, symbol = packed.partition(":")
        return cls(int(item_id), symbol) if item_id.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing a workspace has taught; removable.

    The words of a label are its ballot. The value of a correction of words is a number, with the ballot of
    the vote that taught it behind an @ (not in what was brought from a file).
    """

    id: int
    workspace: str
    kind: LessonKind
    words: str
    value: str
    taught_by: str
    taught_at: datetime

    @property
    def shift(self) -> float:
        """How much more words count, or less."""
        return float(shift_in(self.value))

    @property
    def ballot(self) -> Ballot | None:
        """The vote that it is, or that taught it; None for what somebody said of words."""
        match self.kind:
            case LessonKind.LABEL:
                return Ballot.unpack(self.words)
            case LessonKind.WORD:
                return Ballot.unpack(self.value.partition("@")[2])
            case LessonKind.ALIAS | LessonKind.BLOCK:
                return None


def shift_in(value: str) -> str:
    """The number in the value of a correction, with its sign."""
    return value.partition("@")[0]
