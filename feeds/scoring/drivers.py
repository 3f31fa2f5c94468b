"""The words and phrases that decided, with weights that add up to the score."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from feeds.scoring.languages import is_small_word
from feeds.scoring.lexemes import Lexeme
from feeds.scoring.model import Model, Pull, Weights
from feeds.scoring.reading import Reading
from feeds.scoring.rules import Finding
from feeds.scoring.signs import DIRECTIONS
from feeds.scoring.subjects import Subjects
from feeds.scoring.tone import CUT
from feeds.types.scores import Driver

_MAX_DRIVERS = 8
_MAX_READINGS = 2
_MAX_SPAN = 8
_NEAR = 4
FAR = " ... "  # between a metric and a direction that stand far apart
_FAINT = 0.2  # share of the strongest below which a word is not told
_USUAL = 0.25  # score a unit of pull is worth when the words don't tell by themselves
_BOUNDS = (0.02, 0.8)
_MAX_WEIGHT = 0.8  # what one driver may claim before the rest is shared out
_MAX_NEUTRAL_WEIGHT = 0.3
_NO_NAMES: frozenset[str] = frozenset()
_IN_TITLE_CASE = 0.5  # share of capitalised words from which capitals tell nothing


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    pull: float
    symbol: str | None = None


def drivers(readings: list[Reading], *, model: Model, score: float, subjects: Subjects) -> tuple[Driver, ...]:
    """What decided, strongest first; the weights add up to `score`. A driver of one company says which."""
    heaviest = sorted(range(len(readings)), key=lambda n: -readings[n].weight)[:_MAX_READINGS]
    symbols, names = subjects.only, subjects.names
    parts = _merged(
        _Part(text, pull * readings[n].weight, symbols.get(n))
        for n in heaviest
        for text, pull in _parts(
            readings[n], model, names=names.get(n, _NO_NAMES), is_neutral=abs(score) < CUT
        )
    )
    parts.sort(key=lambda part: -abs(part.pull))
    if abs(score) < CUT and not any(readings[n].findings for n in heaviest):
        return _faint(parts, score)
    kept = [part for part in parts[:_MAX_DRIVERS] if abs(part.pull) >= _FAINT * abs(parts[0].pull)]
    return _added_up(kept, score)


def _faint(parts: list[_Part], score: float) -> tuple[Driver, ...]:
    """A neutral text without a phrase we know: its words' pulls are chance, so one word tells it all."""
    same_side = (Driver(part.text, score, part.symbol) for part in parts if part.pull * score > 0)
    return tuple(islice(same_side, 1))


def _merged(parts: Iterable[_Part]) -> list[_Part]:
    """The same words in the title and in the body are one driver."""
    found: dict[tuple[str, str | None], _Part] = {}
    for part in parts:
        key = (part.text.lower(), part.symbol)
        old = found.get(key)
        found[key] = _Part(old.text, old.pull + part.pull, old.symbol) if old else part
    return list(found.values())


def _parts(
    reading: Reading, model: Model, *, names: frozenset[str], is_neutral: bool
) -> list[tuple[str, float]]:
    """Phrases of findings, and words that weigh by themselves; a neutral text with phrases needs no words."""
    weights = model.styled[reading.style]
    pulls = list(map(_difference, reading.pulls))
    taken: set[int] = set()
    found: list[tuple[str, float]] = []
    for finding in sorted(reading.findings, key=lambda one: one.start - one.end):
        places = range(finding.start, finding.end)
        text = _told(finding, reading.lexemes)
        if taken.isdisjoint(places) and len(places) <= _MAX_SPAN and text not in names:
            taken.update(places)
            found.append((text, sum(pulls[n] for n in places) + _pull_of(finding, weights)))
    if is_neutral and found:
        return found
    has_names = _is_prose(reading.lexemes)
    for n, item in enumerate(reading.lexemes):
        is_name = has_names and n > 0 and item.text[0].isupper()
        if n not in taken and not is_name and _tells(item, names=names):
            found.append((item.text, pulls[n]))
    return found


def _is_prose(sentence: list[Lexeme]) -> bool:
    """True where a capital within the sentence means a name."""
    words = [item.text for item in sentence if item.text[0].isalpha()]
    return sum(word[0].isupper() for word in words) < _IN_TITLE_CASE * len(words)


def _told(finding: Finding, sentence: list[Lexeme]) -> str:
    """Its words; of a metric and a direction that stand far apart, only those two."""
    words = [item.text for item in sentence[finding.start : finding.end]]
    is_far = len(words) > _NEAR and finding.rule.split()[0] in DIRECTIONS
    return f"{words[0]}{FAR}{words[-1]}" if is_far else " ".join(words)


def _tells(item: Lexeme, *, names: frozenset[str]) -> bool:
    """False for marks, numbers, small words, and parts of a company's name."""
    return (
        len(item.text) > 2
        and item.text[0].isalpha()
        and item.text not in names
        and not is_small_word(item.text)
    )


def _pull_of(finding: Finding, weights: Weights) -> float:
    together = weights.claims[(finding.claim,)]
    return _difference(together) + _difference(weights.findings[finding.rule, finding.claim])


def _difference(pull: Pull) -> float:
    return pull.imag - pull.real


def _added_up(parts: list[_Part], score: float) -> tuple[Driver, ...]:
    """Scale the pulls so that they come to the score; what scaling can't do is shared by all."""
    total = sum(part.pull for part in parts)
    if not parts:
        return ()
    ratio = score / total if total else 0.0
    unit = ratio if _BOUNDS[0] <= ratio <= _BOUNDS[1] else _USUAL / max(1.0, abs(parts[0].pull))
    most = _MAX_WEIGHT if abs(score) >= CUT else _MAX_NEUTRAL_WEIGHT
    unit = min(unit, most / (abs(parts[0].pull) or 1.0))
    rest = (score - unit * total) / len(parts)
    weights = [round(unit * part.pull + rest, 2) for part in parts]
    weights[0] = round(weights[0] + score - sum(weights), 2)
    found = [
        Driver(part.text, weight + 0.0, part.symbol)
        for part, weight in zip(parts, weights, strict=True)
        if weight
    ]
    return tuple(sorted(found, key=lambda driver: -abs(driver.weight)))
