"""One sentence, read: its lexemes, its findings, and what the model makes of them."""

from dataclasses import dataclass

from feeds.scoring.features import finding_values, kind_steps, pair_names
from feeds.scoring.lexemes import Lexeme, lexemes
from feeds.scoring.model import BIAS, Model, Odds, Pull, Weights
from feeds.scoring.rules import Finding, read
from feeds.scoring.style import Style, style_of
from feeds.scoring.text import Sentence
from feeds.scoring.tone import score_of


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and all that was read in it. `weight` is its say in the whole item."""

    sentence: Sentence
    lexemes: list[Lexeme]
    findings: list[Finding]
    style: Style
    odds: Odds
    weight: float

    @property
    def tone(self) -> float:
        """The sentence's own score."""
        return score_of(self.odds)


def mean_tone(readings: list[Reading]) -> float:
    """What the sentences say together, each by its weight."""
    total = sum(reading.weight for reading in readings)
    return sum(reading.weight * reading.tone for reading in readings) / total if total else 0.0


def read_sentence(sentence: Sentence, *, model: Model, weight: float) -> Reading:
    """Read one sentence."""
    words = lexemes(sentence.tokens)
    findings = read(words)
    style = style_of(sentence.text)
    odds = model.odds(pull_of(words, findings, weights=model.styled[style]))
    return Reading(sentence, words, findings, style, odds, weight)


def pull_of(words: list[Lexeme], findings: list[Finding], *, weights: Weights) -> Pull:
    """All that the weights of one style add up for one sentence."""
    negative, positive = weights.pull(BIAS)
    pulls = [weights.word_pull(item) for item in words]
    pulls += [weights.step_pull(step) for step in kind_steps(words)]
    pulls += [weights.finding_pull(found) for found in findings]
    pulls.append(weights.pair_pull(pair_names(words)))
    pulls.append(weights.weighed(finding_values(findings)))
    for pull in pulls:
        negative += pull[0]
        positive += pull[1]
    return negative, positive
