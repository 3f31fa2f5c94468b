"""What a sentence can ask, as values."""

from dataclasses import dataclass
from enum import Enum, auto

from feeds.types.reports import Window
from feeds.types.scores import Polarity
from feeds.types.subscriptions import Digest


class Topic(Enum):
    """What is to be said about companies."""

    REPORT = auto()  # how one is doing, or how several compare
    REASONS = auto()  # why the tone is up or down
    NEWS = auto()  # what is new
    BEYOND = auto()  # prices, advice: what the news can't tell


@dataclass(frozen=True, slots=True)
class AskAbout:
    """A question about companies. `names` are the sentence's own words for them.

    `earlier` are those of the conversation before it, oldest first: "compare them" means all.
    """

    names: tuple[str, ...]
    window: Window
    topic: Topic = Topic.REPORT
    earlier: tuple[str, ...] = ()
    direction: Polarity | None = None  # "why is it down?", "any good news?"
    listed: tuple[str, ...] = ()  # words among the names that no company is called: to be said, not kept
    without: tuple[str, ...] = ()  # names left out of those
    beside: str = ""  # what stands among the names and is no company: an index, a currency
    doubtful: tuple[str, ...] = ()  # words beside the names that count if they are spelt like one
    unheard: tuple[str, ...] = ()  # words beside the names that mean nothing
    item_id: int | None = None  # of the alert in whose thread it was asked


@dataclass(frozen=True, slots=True)
class AskWhatMoves:
    """What moves at large, or in one direction."""

    window: Window
    direction: Polarity | None = None


@dataclass(frozen=True, slots=True)
class AskAboutItem:
    """Why an item has its score: that of an alert, or the one behind an address."""

    item_id: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class AskToBeTold:
    """To be told of companies' news from now on; of one direction only, if given."""

    names: tuple[str, ...]
    direction: Polarity | None = None
    earlier: tuple[str, ...] = ()
    min_score: float = 0.0
    is_by_price: bool = False  # "when it falls 5%": what alerts on news can't do
    digest: Digest | None = None
    channel: str = ""  # another one than this, to which it is to come
    limits: tuple[str, ...] = ()  # words that may say of what about them
    unheard: tuple[str, ...] = ()  # what of it can't be done
    moment: str = ""  # a time at which it is to come, which alerts on news can't keep


@dataclass(frozen=True, slots=True)
class Wish:
    """A whole wish in the words of `/alerts`, "subscribe" first."""

    text: str


@dataclass(frozen=True, slots=True)
class AllBut:
    """Everything but some companies, which no answer can leave out of all."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskOwnAlerts:
    """To see, stop or change what is followed, or why something did not come."""


@dataclass(frozen=True, slots=True)
class TwoSpans:
    """Several companies, each over a span of its own."""


@dataclass(frozen=True, slots=True)
class UnreadSpan:
    """A span of time, in the asker's words, that lies ahead or can't be read.

    `readings` are the whole question in each of its meanings, where its dates have two.
    """

    words: str
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskPortfolio:
    """How the asker's own holdings do."""


@dataclass(frozen=True, slots=True)
class AskWhatYouDo:
    """A greeting, or a cry for help."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """Thanks: nothing is asked."""


@dataclass(frozen=True, slots=True)
class ScoreThis:
    """A pasted article, to be scored."""

    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Nothing that could be read; `about` is what it asks if its unknown words are companies."""

    about: AskAbout | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The words that may have been meant as companies' names."""
        return self.about.names if self.about else ()


@dataclass(frozen=True, slots=True)
class NotCovered:
    """What is no company: an index, a sector, a currency."""

    words: str


@dataclass(frozen=True, slots=True)
class NotEnglish:
    """A question in another language."""


Aside = (
    AskPortfolio
    | AskWhatYouDo
    | AskOwnAlerts
    | Wish
    | Thanks
    | UnreadSpan
    | TwoSpans
    | AllBut
    | Unreadable
    | NotEnglish
    | NotCovered
)  # what a conversation goes on after as before it
Question = AskAbout | AskAboutItem | AskWhatMoves | AskToBeTold | ScoreThis | Aside
