"""Findings: what hand-written financial knowledge reads in one sentence, each with a sign and a reason.

Direction x metric ("loss narrows" is good), plain good and bad words, negation, hedges. The model
decides how much each kind of finding weighs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from feeds.scoring.lexemes import Lexeme

_DIRECTION = {"up": 1.0, "up2": 1.6, "down": -1.0, "down2": -1.6}
_METRIC = {"mgood": 1.0, "mbad": -1.0, "mflat": 0.0}
_PLAIN = {"good": 1.0, "bad": -1.0, "buy": 1.2, "sell": -1.2}
_REACH = 6  # lexemes between a direction and the metric that it moves
_NEGATION_REACH = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """Lexemes `start` to `end` say something good (sign > 0) or bad; `rule` names why."""

    start: int
    end: int
    sign: float
    rule: str


def read(sentence: list[Lexeme]) -> list[Finding]:
    """All findings of one sentence, in order."""
    taken: set[int] = set()
    moves = list(_moves(sentence, taken))
    plain = [
        Finding(n, n + 1, _PLAIN[item.kind], item.kind)
        for n, item in enumerate(sentence)
        if item.kind in _PLAIN and n not in taken
    ]
    return [_negated(found, sentence) for found in sorted([*moves, *plain], key=lambda found: found.start)]


def _moves(sentence: list[Lexeme], taken: set[int]) -> Iterator[Finding]:
    for n, item in enumerate(sentence):
        if item.kind not in _DIRECTION:
            continue
        metric = _metric_near(sentence, n)
        if metric is None:
            yield Finding(n, n + 1, _DIRECTION[item.kind] * 0.8, f"bare {item.kind}")
            continue
        taken.add(metric)
        sign = _DIRECTION[item.kind] * (
            _METRIC.get(sentence[metric].kind) or _PLAIN.get(sentence[metric].kind, 0.0)
        )
        yield Finding(min(n, metric), max(n, metric) + 1, sign, f"{item.kind} {sentence[metric].kind}")


def _metric_near(sentence: list[Lexeme], place: int) -> int | None:
    """The metric a direction moves: the nearest before it, else after it, within the clause."""
    for step in (-1, 1):
        for n in range(place + step, place + step * (_REACH + 1), step):
            if not 0 <= n < len(sentence) or sentence[n].kind in {"stop", "but"}:
                break
            if sentence[n].kind in _METRIC or sentence[n].kind == "bad":
                return n
    return None


def _negated(found: Finding, sentence: list[Lexeme]) -> Finding:
    window = sentence[max(0, found.start - _NEGATION_REACH) : found.start]
    if any(item.kind == "not" for item in window):
        return Finding(found.start, found.end, -0.5 * found.sign, f"not {found.rule}")
    return found
