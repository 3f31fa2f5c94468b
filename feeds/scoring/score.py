"""The scorer: one text in, one complete Analysis out."""

import math
from dataclasses import dataclass

from feeds.scoring.companies import Companies, load_companies
from feeds.scoring.insight import catalysts_and_risks, events
from feeds.scoring.lexemes import Lexeme, lexemes
from feeds.scoring.linking import mentions
from feeds.scoring.rules import Finding, read
from feeds.scoring.summary import summarise
from feeds.scoring.text import Sentence, clean, sentences
from feeds.types.scores import Analysis, Driver, Entity, EntitySentiment, Sentiment, TickerSentiment
from feeds.types.subscriptions import Lesson

_TITLE_WEIGHT = 3.0
_MAX_DRIVERS = 8
_MAX_TICKERS = 12


@dataclass(frozen=True, slots=True)
class _Read:
    """One sentence with all that was read in it."""

    sentence: Sentence
    lexemes: list[Lexeme]
    findings: list[Finding]
    weight: float

    @property
    def tone(self) -> float:
        """Good minus bad, squeezed into [-1, 1]."""
        return math.tanh(0.45 * sum(found.sign for found in self.findings))


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores texts. Immutable, safe to share between threads; the same words always give the same answer."""

    companies: Companies

    @classmethod
    def load(cls) -> "Scorer":
        """Read the packaged data."""
        return cls(companies=load_companies())

    def score(
        self,
        *,
        title: str,
        text: str = "",
        symbols: tuple[str, ...] = (),
        entities: tuple[Entity, ...] = (),
        lessons: tuple[Lesson, ...] = (),
    ) -> Analysis:
        """Say all there is to say of one item. Never raises; reads a bounded part of a long text."""
        found = sentences(title=title, text=text)
        reads = [_read(sentence, place=n) for n, sentence in enumerate(found)]
        tone = _mean(reads)
        catalysts, risks = catalysts_and_risks([(one.sentence, one.tone) for one in reads])
        return Analysis(
            sentiment=Sentiment(tone),
            confidence=_confidence(reads),
            summary=summarise(found),
            tickers=self._tickers(reads, symbols=symbols, lessons=lessons),
            entities=tuple(
                EntitySentiment(e.id, Sentiment(_tone_of(reads, e.names, tone))) for e in entities
            ),
            events=events(found),
            catalysts=catalysts,
            risks=risks,
            drivers=_drivers(reads),
        )

    def _tickers(
        self, reads: list[_Read], *, symbols: tuple[str, ...], lessons: tuple[Lesson, ...]
    ) -> tuple[TickerSentiment, ...]:
        where: dict[str, list[_Read]] = {}
        for one in reads:
            for mention in mentions(one.sentence.text, companies=self.companies, lessons=lessons):
                where.setdefault(mention.symbol, []).append(one)
        for tag in symbols:
            if symbol := self.companies.symbol_of(tag):
                where.setdefault(symbol, [])
        total = sum(one.weight for one in reads) or 1.0
        rows = [
            TickerSentiment(
                symbol,
                self.companies.name_of(symbol) or symbol,
                _relevance(hits, total=total),
                Sentiment(_mean(hits or reads)),
            )
            for symbol, hits in where.items()
        ]
        return tuple(sorted(rows, key=lambda row: (-row.relevance, row.symbol))[:_MAX_TICKERS])


def _read(sentence: Sentence, *, place: int) -> _Read:
    words = lexemes(sentence.tokens)
    weight = _TITLE_WEIGHT if sentence.is_title else 1.0 / (1.0 + 0.25 * place)
    return _Read(sentence, words, read(words), weight)


def _mean(reads: list[_Read]) -> float:
    total = sum(one.weight for one in reads)
    return sum(one.tone * one.weight for one in reads) / total if total else 0.0


def _confidence(reads: list[_Read]) -> float:
    weight = sum(abs(found.sign) for one in reads for found in one.findings)
    return round(min(0.9, 0.3 + 0.15 * weight), 2) if weight else 0.3


def _relevance(hits: list[_Read], *, total: float) -> float:
    return round(max(0.1, min(1.0, 0.3 + sum({id(h): h.weight for h in hits}.values()) / total)), 2)


def _tone_of(reads: list[_Read], names: tuple[str, ...], whole: float) -> float:
    hits = [
        one
        for one in reads
        if any(clean(name).lower() in one.sentence.text.lower() for name in names if name)
    ]
    return _mean(hits) if hits else whole


def _drivers(reads: list[_Read]) -> tuple[Driver, ...]:
    total = sum(one.weight for one in reads) or 1.0
    drivers = [
        Driver(
            " ".join(item.text for item in one.lexemes[found.start : found.end]),
            round(0.45 * found.sign * one.weight / total, 2),
        )
        for one in reads
        for found in one.findings
    ]
    ordered = sorted(drivers, key=lambda driver: -abs(driver.weight))
    return tuple(driver for driver in ordered if driver.weight)[:_MAX_DRIVERS]
