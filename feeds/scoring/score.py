"""The scorer: one text in, one complete Analysis out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from feeds.scoring.companies import Companies, load_companies
from feeds.scoring.corrections import own_weights, shift_of
from feeds.scoring.drivers import drivers
from feeds.scoring.insight import cues_in, events, outlook
from feeds.scoring.languages import is_english
from feeds.scoring.model import Model, Odds, load_model
from feeds.scoring.reading import Reading, mean_tone, read_sentence
from feeds.scoring.subjects import Subjects, entity_answers, find_subjects, ticker_rows
from feeds.scoring.summary import summarise
from feeds.scoring.text import Sentence, sentences
from feeds.scoring.tone import EVEN, blend, confidence_of
from feeds.types.scores import Analysis, Entity, Polarity, Sentiment, TickerSentiment
from feeds.types.subscriptions import Lesson, LessonKind

_TITLE_WEIGHT = 3.0
_FADE = 0.3  # how much less each further sentence of the body says
_FOREIGN_CONFIDENCE = 0.1
_EMPTY_CONFIDENCE = 0.0
_MAX_SENTENCES = 80


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores texts. Immutable, safe to share between threads; the same words always give the same answer."""

    companies: Companies
    overall: Model
    about: Model

    @classmethod
    def load(cls) -> "Scorer":
        """Read the packaged data."""
        return cls(
            companies=load_companies(),
            overall=load_model("weights.tsv.gz"),
            about=load_model("targets.tsv.gz"),
        )

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
        found = sentences(title=title, text=text)[:_MAX_SENTENCES]
        readings = [self._read(sentence, place=n) for n, sentence in enumerate(found)]
        is_known = _is_known(readings)
        odds = blend((reading.odds, reading.weight) for reading in readings) if is_known else EVEN
        subjects = find_subjects(readings, companies=self.companies, symbols=symbols, lessons=lessons)
        tone = mean_tone(readings) if is_known else 0.0
        own = self._own_weights(readings, subjects, lessons, tone=tone) if is_known else {}
        whole = tone + shift_of(found, lessons, own=own) if is_known else 0.0
        cued = [(reading, cues_in(reading.line.stems)) for reading in readings]
        ahead = outlook(cued)
        rows = ticker_rows(subjects, readings, companies=self.companies, model=self.about, whole=whole)
        if own and len(rows) > 1:
            rows = tuple(
                _moved(row, subjects.said_of(row.symbol, readings), lessons, own=own) for row in rows
            )
        sentiment = Sentiment(whole)
        return Analysis(
            sentiment=sentiment,
            confidence=_confidence(odds, sentiment.polarity, found, is_known=is_known),
            summary=summarise(found),
            tickers=_with_outlooks(rows, cued, about=subjects.only) if len(rows) > 1 else rows,
            entities=entity_answers(entities, readings, subjects=subjects, model=self.about, whole=whole),
            events=events(cued),
            catalysts=ahead.catalysts,
            risks=ahead.risks,
            drivers=drivers(readings, model=self.overall, score=sentiment.score, subjects=subjects)
            if is_known
            else (),
        )

    def _own_weights(
        self, readings: list[Reading], subjects: Subjects, lessons: tuple[Lesson, ...], *, tone: float
    ) -> Mapping[str, float]:
        """What words weigh before anything taught of them counts; nothing is taught of most texts' words."""
        if all(lesson.kind is not LessonKind.WORD for lesson in lessons):
            return {}
        score = Sentiment(tone).score
        return own_weights(drivers(readings, model=self.overall, score=score, subjects=subjects))

    def _read(self, sentence: Sentence, *, place: int) -> Reading:
        weight = _TITLE_WEIGHT if sentence.is_title else 1.0 / (1.0 + _FADE * place)
        return read_sentence(sentence, model=self.overall, weight=weight)


def _is_known(readings: Sequence[Reading]) -> bool:
    """True for English; plain letters without a foreign word need no second look."""
    text = " ".join(reading.sentence.text for reading in readings)
    has_foreign = any(True in [piece.is_foreign for piece in reading.pieces] for reading in readings)
    return (text.isascii() and not has_foreign) or is_english(text)


def _moved(
    row: TickerSentiment, said: list[Sentence], lessons: tuple[Lesson, ...], *, own: Mapping[str, float]
) -> TickerSentiment:
    """Move a company's score by what was taught of the words that are about it."""
    return replace(row, sentiment=Sentiment(row.sentiment.score + shift_of(said, lessons, own=own)))


def _with_outlooks(
    rows: tuple[TickerSentiment, ...], cued: Sequence[tuple[Reading, list[str]]], *, about: Mapping[int, str]
) -> tuple[TickerSentiment, ...]:
    """Give each company the sentences that name it and no other."""
    own: dict[str, list[tuple[Reading, list[str]]]] = {}
    for n, symbol in about.items():
        own.setdefault(symbol, []).append(cued[n])
    return tuple(replace(row, outlook=outlook(own[row.symbol])) if row.symbol in own else row for row in rows)


def _confidence(odds: Odds, polarity: Polarity, found: list[Sentence], *, is_known: bool) -> float:
    if not is_known:
        return _FOREIGN_CONFIDENCE
    return confidence_of(odds, polarity) if found else _EMPTY_CONFIDENCE
