"""What a workspace has said about words: how far each moves the sentences that say it, what a vote teaches.

A correction is a number that is added where its words stand: in full in a headline, by half in a text. Of one
vote it is nowhere more than the words weigh there by themselves, and a little: it silences them and does not
turn them round. Votes on two items that agree may, since each adds as much.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from feeds.scoring.drivers import FAR
from feeds.scoring.text import Sentence
from feeds.types.scores import Analysis, Driver, Label
from feeds.types.subscriptions import Lesson, LessonKind

IN_TEXT = 0.5
MOST_TAUGHT = 3
LEAST = 0.05
LITTLE = 0.05  # what a vote may move words by that weigh nothing
_GAP = r".{1,120}?"
FULL = 1.0  # more than that no words are moved, whatever was taught of them

# A label a person voted for, as a number: the middle of its span.
MIDDLES = {
    Label.STRONGLY_POSITIVE: 0.8,
    Label.MODERATELY_POSITIVE: 0.47,
    Label.MILDLY_POSITIVE: 0.25,
    Label.NEUTRAL: 0.0,
    Label.MILDLY_NEGATIVE: -0.25,
    Label.MODERATELY_NEGATIVE: -0.47,
    Label.STRONGLY_NEGATIVE: -0.8,
}


def shift_of(sentences: Iterable[Sentence], lessons: Iterable[Lesson], *, own: Mapping[str, float]) -> float:
    """How far these sentences are moved together; `own` is what words weigh in them, in small letters."""
    taught: defaultdict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        if lesson.kind is LessonKind.WORD:
            taught[lesson.words.lower()].append(lesson)
    if not taught:
        return 0.0
    said = tuple(sentences)
    titles = " ".join(sentence.text for sentence in said if sentence.is_title)
    text = " ".join(sentence.text for sentence in said if not sentence.is_title)
    return sum(
        _shift(some, own=own.get(words, 0.0))
        * (1.0 if says(titles, words) else IN_TEXT if says(text, words) else 0.0)
        for words, some in taught.items()
    )


def own_weights(drivers: Iterable[Driver]) -> Mapping[str, float]:
    """What words weigh by themselves, in small letters."""
    weights: defaultdict[str, float] = defaultdict(float)
    for driver in drivers:
        weights[driver.text.lower()] += driver.weight
    return weights


def corrections_of(
    analysis: Analysis, *, voted: Label, symbol: str = "", parts: Mapping[str, str] | None = None
) -> tuple[tuple[str, float], ...]:
    """What a vote says about the words that decided: those that pulled the wrong way, else all.

    Each takes its share of the difference, and at most its own weight. Names of companies are never taught
    a tone. A vote about one company (`symbol`) leaves alone what is said of others: `parts` holds each
    company's words.
    """
    row = analysis.ticker(symbol)
    gap = MIDDLES[voted] - (row or analysis).sentiment.score
    names = " ".join(f"{row.symbol} {row.name}" for row in analysis.tickers)
    drivers = [
        driver
        for driver in analysis.drivers
        if not says(names, driver.text) and _is_about(driver, symbol, parts or {})
    ]
    wrong = [driver for driver in drivers if driver.weight * gap < 0]
    blamed = sorted(wrong or drivers, key=lambda driver: -abs(driver.weight))[:MOST_TAUGHT]
    total = sum(abs(driver.weight) for driver in blamed)
    found = {
        driver.text: round(_bounded(gap * abs(driver.weight) / total, most=abs(driver.weight)), 2)
        for driver in blamed
        if total
    }
    return tuple((words, shift) for words, shift in found.items() if abs(shift) >= LEAST)


def _shift(lessons: list[Lesson], *, own: float) -> float:
    """What several lessons on the same words come to where these weigh so much by themselves."""
    votes = {lesson.ballot.item_id if lesson.ballot else -lesson.id for lesson in lessons}
    most = min(FULL, len(votes) * abs(own) + LITTLE)
    return _bounded(sum(lesson.shift for lesson in lessons), most=most)


def _is_about(driver: Driver, symbol: str, parts: Mapping[str, str]) -> bool:
    """False for words about another company than the one voted on."""
    if not symbol or driver.symbol == symbol:
        return True
    if driver.symbol is not None:
        return False
    whose = {each for each, part in parts.items() if says(part, driver.text)}
    return not whose or symbol in whose


def says(text: str, words: str) -> bool:
    """True when the words stand in a text: whole, in order, in any case; FAR stands for others between."""
    return _pattern(words).search(text) is not None


def _bounded(shift: float, *, most: float) -> float:
    return max(-most, min(most, shift))


@lru_cache(maxsize=1_024)
def _pattern(words: str) -> re.Pattern[str]:
    pieces = [re.findall(r"\w+", piece) for piece in words.split(FAR)]
    told = [r"\b" + r"\W+".join(map(re.escape, piece)) + r"\b" for piece in pieces if piece]
    return re.compile(_GAP.join(told) if told else r"(?!)", re.IGNORECASE)
