"""One sentence, read: its lexemes, its findings, and what the model makes of them."""

from dataclasses import dataclass

from feeds.scoring.features import finding_values, kind_steps, pair_names
from feeds.scoring.lexemes import Lexeme, lexemes
from feeds.scoring.model import Model, Odds, Pull
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
    odds = model.odds(pull_of(words, findings, model=model, style=style))
    return Reading(sentence, words, findings, style, odds, weight)


def pull_of(words: list[Lexeme], findings: list[Finding], *, model: Model, style: Style) -> Pull:
    """All that a model adds up for one sentence."""
    negative, positive = model.bias(style)
    pulls = [model.word_pull(item, style) for item in words]
    pulls += [model.step_pull(step, style) for step in kind_steps(words)]
    pulls += [model.finding_pull(found, style) for found in findings]
    pulls.append(model.pair_pull(pair_names(words)))
    pulls.append(model.weighed(finding_values(findings), style))
    for pull in pulls:
        negative += pull[0]
        positive += pull[1]
    return negative, positive
