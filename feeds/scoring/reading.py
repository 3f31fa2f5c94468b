"""One sentence, read: its lexemes, its findings, and what the model makes of them."""

from dataclasses import dataclass

from feeds.scoring.features import finding_values, kind_names, pair_names
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


def read_sentence(sentence: Sentence, *, model: Model, weight: float) -> Reading:
    """Read one sentence."""
    words = lexemes(sentence.tokens)
    findings = read(words)
    style = style_of(sentence.text)
    odds = model.odds(pull_of(words, findings, model=model, style=style))
    return Reading(sentence, words, findings, style, odds, weight)


def pull_of(words: list[Lexeme], findings: list[Finding], *, model: Model, style: Style) -> Pull:
    """All that the model adds up for one sentence."""
    negative, positive = model.bias(style)
    for part in (
        _words_pull(words, model=model, style=style),
        _findings_pull(findings, model=model, style=style),
    ):
        negative, positive = negative + part[0], positive + part[1]
    pairs = model.pull_all(pair_names(words), style)
    kinds = model.pull_all(kind_names(words), style)
    return negative + pairs[0] + kinds[0], positive + pairs[1] + kinds[1]


def _words_pull(words: list[Lexeme], *, model: Model, style: Style) -> Pull:
    negative = positive = 0.0
    for item in words:
        pull = model.word_pull(item, style)
        negative += pull[0]
        positive += pull[1]
    return negative, positive


def _findings_pull(findings: list[Finding], *, model: Model, style: Style) -> Pull:
    negative = positive = 0.0
    for name, value in finding_values(findings):
        pull = model.pull(name, style)
        negative += pull[0] * value
        positive += pull[1] * value
    return negative, positive
