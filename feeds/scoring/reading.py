"""One sentence, read: its lexemes, its findings, and what the model makes of them."""

from dataclasses import dataclass

from feeds.scoring.features import finding_values, kind_steps
from feeds.scoring.lexemes import Lexeme, lexemes
from feeds.scoring.model import BIAS, Model, Odds, Pull, Weights
from feeds.scoring.rules import Finding, read
from feeds.scoring.style import Style, style_of
from feeds.scoring.text import Sentence
from feeds.scoring.tone import score_of

_IDLE = 0.7  # how much of its weight a wholly neutral sentence loses
_GUESS = 0.5  # the say of a sentence that tells what may come, against one that tells what is


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and all that was read in it. `weight` is its say in the whole item."""

    sentence: Sentence
    lexemes: list[Lexeme]
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
    """Read one sentence."""
    words = lexemes(sentence.tokens)
    findings = read(words)
    style = style_of(sentence.text)
    weights = model.styled[style]
    pulls = [weights.word_pull(item) for item in words]
    together = added([*pulls, *context_pulls(words, findings, weights=weights)])
    odds = model.odds(together, size=len(words))
    say = weight * _GUESS if _is_guess(words) and not sentence.is_title else weight
    return Reading(sentence, words, findings, style, odds, say, pulls)


def _is_guess(words: list[Lexeme]) -> bool:
    """True for "Orders could rise" and "Expect orders to rise"."""
    return any(item.kind == "may" for item in words) or (bool(words) and words[0].kind == "expect")


def pull_of(words: list[Lexeme], findings: list[Finding], *, weights: Weights) -> Pull:
    """All that the weights of one style add up for one sentence."""
    return added([*map(weights.word_pull, words), *context_pulls(words, findings, weights=weights)])


def context_pulls(words: list[Lexeme], findings: list[Finding], *, weights: Weights) -> list[Pull]:
    """What neighbours, kinds in order, findings and the style itself add."""
    return [
        weights.pull(BIAS),
        *map(weights.step_pull, kind_steps(words)),
        *map(weights.finding_pull, findings),
        weights.pair_pull(words),
        weights.weighed(finding_values(findings)),
    ]


def added(pulls: list[Pull]) -> Pull:
    """The sum of pulls."""
    negative = positive = 0.0
    for pull in pulls:
        negative += pull[0]
        positive += pull[1]
    return negative, positive
