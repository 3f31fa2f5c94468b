"""The words and phrases that decided, with weights that add up to the score."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from feeds.scoring.clauses import owners
from feeds.scoring.lexemes import Case, Lexeme
from feeds.scoring.model import Model, Pull, Weights, added
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
_Key = tuple[str, str | None]  # words in small letters, and the company they are about
_NO_NAMES: frozenset[str] = frozenset()
_IN_TITLE_CASE = 0.5  # share of capitalised words from which capitals tell nothing


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    pull: float
    symbol: str | None = None


def drivers(readings: list[Reading], *, model: Model, score: float, subjects: Subjects) -> tuple[Driver, ...]:
    """What decided, strongest first; the weights add up to `score`. A driver of one company says which.

    Of a sentence about several a driver is of the company in whose clause it stands.
    """
    heaviest = sorted(range(len(readings)), key=lambda n: -readings[n].weight)[:_MAX_READINGS]
    names, named = subjects.names, subjects.named
    is_neutral = abs(score) < CUT
    told = {
        n: _told(readings[n], model, names=names.get(n, _NO_NAMES), is_neutral=is_neutral) for n in heaviest
    }
    pulls: dict[_Key, float] = {}  # the same words in the title and in the body are one driver
    texts: dict[_Key, str] = {}
    for n, parts in told.items():
        weight, owner = readings[n].weight, _owner_in(readings[n], named.get(n, {}))
        for text, pull, place in parts:
            key = (text.lower(), owner(place))
            pulls[key] = pulls.get(key, 0.0) + pull * weight
            texts.setdefault(key, text)
    if is_neutral and not any(readings[n].findings for n in heaviest):
        pulls = _faint(pulls, score)
    kept = [_Part(texts[key], pull, key[1]) for key, pull in _strongest(pulls)]
    return _added_up(kept, score)


def _owner_in(reading: Reading, named: Mapping[str, Iterable[str]]) -> Callable[[int], str | None]:
    """Says of which company alone a place of a sentence is, if of one."""
    if len(named) > 1:
        return owners(reading.line, named).__getitem__
    only = next(iter(named), None)
    return lambda _place: only


def _faint(pulls: dict[_Key, float], score: float) -> dict[_Key, float]:
    """A neutral text without a phrase we know: its words' pulls are chance, so one word tells it all."""
    same_side = {key: pull for key, pull in pulls.items() if pull * score > 0}
    strongest = max(same_side, key=lambda key: abs(same_side[key]), default=None)
    return {strongest: score} if strongest else {}


def _strongest(pulls: dict[_Key, float]) -> list[tuple[_Key, float]]:
    """The strongest of all, and what is not faint among all that is said of the same company."""
    ranked = sorted(pulls.items(), key=lambda pair: -abs(pair[1]))
    most: dict[str | None, float] = {}
    for (_text, symbol), pull in ranked:
        most.setdefault(symbol, abs(pull))
    most[None] = abs(ranked[0][1]) if ranked else 0.0
    return [(key, pull) for key, pull in ranked if abs(pull) >= _FAINT * most[key[1]]][:_MAX_DRIVERS]


def _told(
    reading: Reading, model: Model, *, names: frozenset[str], is_neutral: bool
) -> list[tuple[str, float, int]]:
    """Phrases of findings, and words that weigh by themselves; a neutral text with phrases needs no words."""
    weights, items, pulls = model.styled[reading.style], reading.line.items, reading.pulls
    taken: set[int] = set()
    found: list[tuple[str, float, int]] = []
    for finding in sorted(reading.findings, key=lambda one: one.start - one.end):
        places = range(finding.start, finding.end)
        text = _words_of(finding, items)
        if taken.isdisjoint(places) and len(places) <= _MAX_SPAN and text not in names:
            taken.update(places)
            pull = _lean(added(pulls[finding.start : finding.end])) + _lean_of(finding, weights)
            found.append((text, pull, finding.start))
    if is_neutral and found:
        return found
    has_names = _is_prose(items)
    return found + [
        (item.text, _lean(pulls[n]), n)
        for n, item in enumerate(items)
        if item.tells
        and n not in taken
        and not (has_names and n and item.case is Case.CAPITAL)
        and item.text not in names
    ]


def _is_prose(sentence: list[Lexeme]) -> bool:
    """True where a capital within the sentence means a name."""
    cases = [item.case for item in sentence]
    capitals = cases.count(Case.CAPITAL)
    return capitals < _IN_TITLE_CASE * (capitals + cases.count(Case.SMALL))


def _words_of(finding: Finding, sentence: list[Lexeme]) -> str:
    """Its words; of a metric and a direction that stand far apart, only those two."""
    words = [item.text for item in sentence[finding.start : finding.end]]
    is_far = len(words) > _NEAR and finding.rule.split()[0] in DIRECTIONS
    return f"{words[0]}{FAR}{words[-1]}" if is_far else " ".join(words)


def _lean_of(finding: Finding, weights: Weights) -> float:
    together = weights.claims[(finding.claim,)]
    return _lean(together) + _lean(weights.findings[finding.rule, finding.claim])


def _lean(pull: Pull) -> float:
    """How much farther towards good than towards bad."""
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
