"""What a workspace has said about words: how far each moves the sentences that say it, what a vote teaches.

A correction is a number that is added where its words stand: in full in a headline, by half in a text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from feeds.scoring.drivers import FAR
from feeds.scoring.reading import Reading
from feeds.types.scores import Analysis, Label
from feeds.types.subscriptions import Lesson, LessonKind

IN_TEXT = 0.5
MOST_TAUGHT = 3
LEAST = 0.05
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


def shift_of(readings: Iterable[Reading], lessons: Iterable[Lesson]) -> float:
    """How far these sentences are moved together; what was taught of the same words adds up."""
    taught: defaultdict[str, float] = defaultdict(float)
    for lesson in lessons:
        if lesson.kind is LessonKind.WORD:
            taught[lesson.words.lower()] += float(lesson.value)
    if not taught:
        return 0.0
    sentences = [reading.sentence for reading in readings]
    titles = " ".join(sentence.text for sentence in sentences if sentence.is_title)
    text = " ".join(sentence.text for sentence in sentences if not sentence.is_title)
    return sum(
        _bounded(shift, most=FULL) * (1.0 if says(titles, words) else IN_TEXT if says(text, words) else 0.0)
        for words, shift in taught.items()
    )


def corrections_of(analysis: Analysis, *, voted: Label) -> tuple[tuple[str, float], ...]:
    """What a vote says about the words that decided: those that pulled the wrong way, else all.

    Each takes its share of the difference, and at most its own weight: one vote silences a word and does
    not turn it around. Names of companies are never taught a tone.
    """
    gap = MIDDLES[voted] - analysis.sentiment.score
    names = " ".join(f"{row.symbol} {row.name}" for row in analysis.tickers)
    drivers = [driver for driver in analysis.drivers if not says(names, driver.text)]
    wrong = [driver for driver in drivers if driver.weight * gap < 0]
    blamed = sorted(wrong or drivers, key=lambda driver: -abs(driver.weight))[:MOST_TAUGHT]
    total = sum(abs(driver.weight) for driver in blamed)
    found = {
        driver.text: round(_bounded(gap * abs(driver.weight) / total, most=abs(driver.weight)), 2)
        for driver in blamed
        if total
    }
    return tuple((words, shift) for words, shift in found.items() if abs(shift) >= LEAST)


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
