"""What a text means: the complete result of scoring one item."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Polarity(StrEnum):
    """A label without its adverb."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class Label(StrEnum):
    """Seven words for a score. The cuts at 0.15 and 0.35 are those of Alpha Vantage's NEWS_SENTIMENT."""

    STRONGLY_POSITIVE = "strongly positive"
    MODERATELY_POSITIVE = "moderately positive"
    MILDLY_POSITIVE = "mildly positive"
    NEUTRAL = "neutral"
    MILDLY_NEGATIVE = "mildly negative"
    MODERATELY_NEGATIVE = "moderately negative"
    STRONGLY_NEGATIVE = "strongly negative"

    @property
    def polarity(self) -> Polarity:
        """The label without its adverb."""
        return Polarity(self.value.rpartition(" ")[2])


_CUTS = ((0.60, "strongly"), (0.35, "moderately"), (0.15, "mildly"))


@dataclass(frozen=True, slots=True)
class Sentiment:
    """A score in [-1, 1]. It is rounded to two decimals on the way in; the label follows from that."""

    score: float

    def __post_init__(self) -> None:
        rounded = round(max(-1.0, min(1.0, self.score)), 2) + 0.0  # + 0.0 turns -0.0 into 0.0
        object.__setattr__(self, "score", rounded)

    @property
    def label(self) -> Label:
        """The word for the rounded number."""
        for cut, adverb in _CUTS:
            if abs(self.score) >= cut:
                return Label(f"{adverb} {'positive' if self.score > 0 else 'negative'}")
        return Label.NEUTRAL

    @property
    def polarity(self) -> Polarity:
        """Negative, neutral or positive."""
        return self.label.polarity

    @property
    def signed(self) -> str:
        """The number as people see it: "+0.15", "-0.15", "0.00" (plain hyphen)."""
        return f"{self.score:+.2f}" if self.score else "0.00"


class Event(StrEnum):
    """What kind of news an item is."""

    EARNINGS = "earnings"
    GUIDANCE = "guidance"
    MERGERS = "m&a"
    ANALYST = "analyst rating"
    LEGAL = "legal or regulatory"
    PRODUCT = "product"
    MANAGEMENT = "management"
    CAPITAL = "capital return"
    MACRO = "macro"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Driver:
    """A word, phrase or sentence that decided, and by how much (signed). `symbol` ties it to a ticker."""

    text: str
    weight: float
    symbol: str | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Sentences that look ahead: those that may help, and those that may hurt."""

    catalysts: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TickerSentiment:
    """How the item is about one listed company. Relevance in (0, 1]; 1 means the item is about it.

    `outlook` holds the sentences about this company alone, where the item names others too. `is_marked` is
    True when more than a name or a bare symbol stands for it: $NVDA, (NASDAQ: NVDA), the publisher's tag, or
    words the workspace taught.
    """

    symbol: str
    name: str
    relevance: float
    sentiment: Sentiment
    outlook: Outlook = Outlook()
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A company asked about by name, listed or not."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntitySentiment:
    """The answer for one asked entity."""

    id: str
    sentiment: Sentiment


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything scoring says about one text. Confidence in [0, 1]."""

    sentiment: Sentiment
    confidence: float
    summary: str = ""
    tickers: tuple[TickerSentiment, ...] = ()
    entities: tuple[EntitySentiment, ...] = ()
    events: tuple[Event, ...] = ()
    catalysts: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    drivers: tuple[Driver, ...] = ()

    def ticker(self, symbol: str) -> TickerSentiment | None:
        """The row of one symbol, if the item is about it at all."""
        return next((row for row in self.tickers if row.symbol == symbol), None)

    def marked(self) -> "Analysis":
        """The same, about none but the companies that are marked."""
        return replace(self, tickers=tuple(row for row in self.tickers if row.is_marked))

    def outlook_of(self, symbol: str) -> Outlook:
        """What may help and what may hurt this company: all there is when the item is about it alone."""
        match self.tickers:
            case (TickerSentiment(symbol=only),) if only == symbol:
                return Outlook(self.catalysts, self.risks)
            case rows:
                return next((row.outlook for row in rows if row.symbol == symbol), Outlook())
