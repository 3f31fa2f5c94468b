"""The words and phrases that decided, with weights that add up to the score."""

from dataclasses import dataclass

from feeds.scoring.features import finding_values
from feeds.scoring.languages import is_small_word
from feeds.scoring.model import Model, Weights
from feeds.scoring.reading import Reading
from feeds.scoring.rules import Finding
from feeds.types.scores import Driver

_MAX_DRIVERS = 8
_MAX_READINGS = 2
_MAX_SPAN = 8
_FAINT = 0.12  # share of the strongest below which a word is not told
_USUAL = 0.25  # score a unit of pull is worth when the words don't tell by themselves
_BOUNDS = (0.02, 0.8)


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    pull: float
    symbol: str | None = None


def drivers(
    readings: list[Reading], *, model: Model, score: float, symbols: dict[int, str]
) -> tuple[Driver, ...]:
    """What decided, strongest first; the weights add up to `score`. `symbols`: a reading's one ticker."""
    heaviest = sorted(range(len(readings)), key=lambda n: -readings[n].weight)[:_MAX_READINGS]
    parts = [
        _Part(text, pull * readings[n].weight, symbols.get(n))
        for n in heaviest
        for text, pull in _parts(readings[n], model, is_neutral=not score)
    ]
    parts.sort(key=lambda part: -abs(part.pull))
    kept = [part for part in parts[:_MAX_DRIVERS] if abs(part.pull) >= _FAINT * abs(parts[0].pull)]
    return _added_up(kept, score)


def _parts(reading: Reading, model: Model, *, is_neutral: bool) -> list[tuple[str, float]]:
    """Phrases of findings, and single words that weigh by themselves; of those, none made a text neutral."""
    weights = model.styled[reading.style]
    pulls = [positive - negative for negative, positive in reading.pulls]
    taken: set[int] = set()
    found: list[tuple[str, float]] = []
    for finding in sorted(reading.findings, key=lambda one: one.start - one.end):
        places = range(finding.start, finding.end)
        if taken.isdisjoint(places) and len(places) <= _MAX_SPAN:
            taken.update(places)
            text = " ".join(reading.lexemes[n].text for n in places)
            found.append((text, sum(pulls[n] for n in places) + _pull_of(finding, weights)))
    for n, item in enumerate(reading.lexemes):
        if n not in taken and item.text[0].isalpha() and not (is_neutral or is_small_word(item.text)):
            found.append((item.text, pulls[n]))
    return found


def _pull_of(finding: Finding, weights: Weights) -> float:
    together = weights.weighed(finding_values([finding]))
    return _difference(together) + _difference(weights.finding_pull(finding))


def _difference(pull: tuple[float, float]) -> float:
    return pull[1] - pull[0]


def _added_up(parts: list[_Part], score: float) -> tuple[Driver, ...]:
    """Scale the pulls so that they come to the score; what scaling can't do is shared by all."""
    total = sum(part.pull for part in parts)
    if not parts:
        return ()
    ratio = score / total if total else 0.0
    unit = ratio if _BOUNDS[0] <= ratio <= _BOUNDS[1] else _USUAL / max(1.0, abs(parts[0].pull))
    rest = (score - unit * total) / len(parts)
    weights = [round(unit * part.pull + rest, 2) for part in parts]
    weights[0] = round(weights[0] + score - sum(weights), 2)
    found = [
        Driver(part.text, weight + 0.0, part.symbol)
        for part, weight in zip(parts, weights, strict=True)
        if weight
    ]
    return tuple(sorted(found, key=lambda driver: -abs(driver.weight)))
