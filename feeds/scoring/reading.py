"""One sentence, read: its lexemes, its findings, and what the model makes of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from feeds.scoring.features import kind_steps
from feeds.scoring.lines import Line, joined, line_of
from feeds.scoring.model import Model, Odds, Pull, Weights, added
from feeds.scoring.pieces import Piece, pieces_in
from feeds.scoring.rules import Finding, read
from feeds.scoring.style import Style, has_pictures, style_of
from feeds.scoring.text import Sentence
from feeds.scoring.tone import CUT, score_of

_IDLE = 0.7  # how much of its weight a wholly neutral sentence loses
_GUESS = 0.5  # the say of a sentence that tells what may come, against one that tells what is


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and all that was read in it. `weight` is its say in the whole item."""

    sentence: Sentence
    pieces: list[Piece]
    line: Line
    findings: list[Finding]
    style: Style
    odds: Odds
    weight: float
    pulls: list[Pull]  # of each lexeme by itself

    @property
    def tone(self) -> float:
        """The sentence's own score."""
        return score_of(self.odds)


def mean_tone(readings: list[Reading]) -> float:
    """What the sentences say together, each by its weight; one that says little counts for less."""
    weights = [reading.weight * (1.0 - _IDLE * reading.odds.neutral) for reading in readings]
    total = sum(weights)
    tones = sum(weight * reading.tone for weight, reading in zip(weights, readings, strict=True))
    return tones / total if total else 0.0


def read_sentence(sentence: Sentence, *, model: Model, weight: float) -> Reading:
    """Read one sentence. Where its words say something clear by themselves, its pictures say nothing more."""
    pieces = pieces_in(sentence.text)
    line = joined(pieces)
    if has_pictures(sentence.text):
        words = line_of([item for item in line.items if not has_pictures(item.text)])
        told = _read_line(sentence, pieces, words, model=model, weight=weight)
        if told.findings and abs(told.tone) >= CUT:
            return told
    return _read_line(sentence, pieces, line, model=model, weight=weight)


def _read_line(
    sentence: Sentence, pieces: list[Piece], line: Line, *, model: Model, weight: float
) -> Reading:
    findings = read(line)
    style = style_of(sentence.text)
    weights = model.styled[style]
    pulls = list(map(weights.words.__getitem__, line.items))
    together = added(chain(pulls, context_pulls(line, findings, weights=weights)))
    odds = model.odds(together, size=len(line.items))
    say = weight * _GUESS if _is_guess(line.kinds) and not sentence.is_title else weight
    return Reading(sentence, pieces, line, findings, style, odds, say, pulls)


def _is_guess(kinds: list[str]) -> bool:
    """True for "Orders could rise" and "Expect orders to rise"."""
    return "may" in kinds or kinds[:1] == ["expect"]


def pull_of(line: Line, findings: list[Finding], *, weights: Weights) -> Pull:
    """All that the weights of one style add up for one sentence."""
    return added(
        chain(map(weights.words.__getitem__, line.items), context_pulls(line, findings, weights=weights))
    )


def context_pulls(line: Line, findings: list[Finding], *, weights: Weights) -> Iterator[Pull]:
    """What neighbours, kinds in order, findings and the style itself add."""
    return chain(
        (weights.bias, weights.claims[tuple(found.claim for found in findings)]),
        map(weights.steps.__getitem__, kind_steps(line.kinds)),
        (weights.findings[found.rule, found.claim] for found in findings),
        weights.pairs_in(line.stems),
    )
