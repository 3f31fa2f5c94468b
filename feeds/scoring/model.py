"""The linear models: weights learned offline, read once, added up in plain Python.

A file of weights has a line a feature: name, and two whole numbers, what the feature adds to "negative" and
to "positive" in thousandths, against "neutral". Names that begin with `@s|` (or f, h) hold in one style only.
"""

import gzip
import io
import math
import re
import sys
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from config.resources import read_bytes
from feeds.scoring.features import END, JOINT, START, Step, finding_names, step_names, word_names
from feeds.scoring.lexemes import Lexeme
from feeds.scoring.rules import Finding
from feeds.scoring.style import Style

_MEMO = 12_000  # sums remembered for each style
_USUAL_SIZE = 16  # words of a sentence up to which odds are as trained
UNIT = 1000.0
Pull = tuple[float, float]  # towards negative, towards positive
_COPY = re.compile(r"@([sfh])(?:\|(.+))?$")
BIAS = ""  # the name of what a style adds before any word is read
_NO_PULL: Pull = (0.0, 0.0)
_NO_PAIRS: Mapping[str, Pull] = {}


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely each answer is; the three add up to 1."""

    negative: float
    neutral: float
    positive: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights that hold in one style. What words and findings add is remembered, for they come back."""

    shared: Mapping[str, Pull]
    own: Mapping[str, Pull]  # of the style, the shared ones already in them
    pairs: Mapping[
        str, Mapping[str, Pull]
    ]  # of neighbours, by the first and the second; alike in every style
    memo: dict[Hashable, Pull] = field(default_factory=dict, repr=False, compare=False)

    def pull(self, name: str) -> Pull:
        """What one feature adds."""
        return self.own.get(name) or self.shared.get(name, _NO_PULL)

    def word_pull(self, item: Lexeme) -> Pull:
        """What one word adds by its stem and its letters."""
        return self.memo.get(item.text) or self._remember(item.text, word_names(item))

    def step_pull(self, step: Step) -> Pull:
        """What one kind adds behind two others."""
        return self.memo.get(step) or self._remember(step, step_names(step))

    def finding_pull(self, found: Finding) -> Pull:
        """What one finding adds by itself."""
        key = (found.rule, found.role, found.sign > 0, found.sign < 0)
        return self.memo.get(key) or self._remember(key, finding_names(found))

    def pair_pull(self, sentence: Iterable[Lexeme]) -> Pull:
        """What neighbours add together; the ends of the sentence count as neighbours."""
        negative = positive = 0.0
        seconds = self.pairs.get(START, _NO_PAIRS)
        for item in sentence:
            if pull := seconds.get(item.stem):
                negative += pull[0]
                positive += pull[1]
            seconds = self.pairs.get(item.stem, _NO_PAIRS)
        last = seconds.get(END, _NO_PULL)
        return negative + last[0], positive + last[1]

    def weighed(self, values: Iterable[tuple[str, float]]) -> Pull:
        """What features with values add together."""
        negative = positive = 0.0
        for name, value in values:
            pull = self.pull(name)
            negative += pull[0] * value
            positive += pull[1] * value
        return negative, positive

    def _remember(self, key: Hashable, names: Iterable[str]) -> Pull:
        pull = self.weighed((name, 1.0) for name in names)
        if len(self.memo) < _MEMO:
            self.memo[key] = pull
        return pull


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by style."""

    styled: Mapping[Style, Weights]
    warmth: float  # above 1: less sure than the training was

    def odds(self, pull: Pull, *, size: int = 0) -> Odds:
        """Turn a pull into odds. A long sentence pulls harder but knows no better."""
        warmth = self.warmth * math.sqrt(max(1.0, size / _USUAL_SIZE))
        negative, positive = (math.exp(max(-30.0, min(30.0, side / warmth))) for side in pull)
        total = 1.0 + negative + positive
        return Odds(negative / total, 1.0 / total, positive / total)


def read_model(packed: bytes) -> Model:
    """Read a file of weights."""
    shared: dict[str, Pull] = {}
    copies: dict[str, dict[str, Pull]] = {style.value: {} for style in Style}
    warmth = 1.0
    pairs: dict[str, dict[str, Pull]] = {}
    interned: dict[Pull, Pull] = {}
    for name, found in _weighed_names(packed):
        pull = interned.setdefault(found, found)
        if name == "@warmth":
            warmth = pull[1]
        elif name.startswith("@") and (copy := _COPY.match(name)):
            copies[copy[1]][copy[2] or BIAS] = pull
        elif JOINT in name:
            first, _, second = name.partition(JOINT)
            pairs.setdefault(sys.intern(first), {})[sys.intern(second)] = pull
        else:
            shared[name] = pull
    for own in copies.values():
        for name, (negative, positive) in own.items():
            both = shared.get(name, _NO_PULL)
            own[name] = (negative + both[0], positive + both[1])
    return Model({style: Weights(shared, copies[style.value], pairs) for style in Style}, warmth)


def _weighed_names(packed: bytes) -> Iterator[tuple[str, Pull]]:
    """Lines of the file, one at a time: unpacked at once they would take megabytes for good."""
    with gzip.open(io.BytesIO(packed), "rt", encoding="utf-8") as lines:
        for line in lines:
            name, negative, positive = line.split("\t")
            yield name, (int(negative) / UNIT, int(positive) / UNIT)


def load_model(name: str) -> Model:
    """Read weights shipped with the project."""
    return read_model(read_bytes(name))
