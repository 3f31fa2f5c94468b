"""What a sentence can ask, as values."""

from dataclasses import dataclass

from feeds.types.reports import Window
from feeds.types.scores import Polarity


@dataclass(frozen=True, slots=True)
class AskReport:
    """How one company is doing, or how several compare. `names` are the sentence's own words."""

    names: tuple[str, ...]
    window: Window


@dataclass(frozen=True, slots=True)
class AskReasons:
    """Why a company's tone is up or down."""

    names: tuple[str, ...]
    window: Window


@dataclass(frozen=True, slots=True)
class AskNews:
    """What is new on a company."""

    names: tuple[str, ...]
    window: Window


@dataclass(frozen=True, slots=True)
class AskWhatMoves:
    """What moves at large."""

    window: Window


@dataclass(frozen=True, slots=True)
class AskToBeTold:
    """To be told of a company's news from now on; of one direction only, if given."""

    names: tuple[str, ...]
    direction: Polarity | None = None


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
    """Nothing that could be read; `names` are words that may have been meant as a company's name."""

    names: tuple[str, ...] = ()


Question = (
    AskReport
    | AskReasons
    | AskNews
    | AskWhatMoves
    | AskToBeTold
    | AskWhatYouDo
    | Thanks
    | ScoreThis
    | Unreadable
)
