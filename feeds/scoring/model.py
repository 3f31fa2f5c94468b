"""The linear models: weights learned offline, read once, added up in plain Python.

A file of weights has a line a feature: name, and two whole numbers, what the feature adds to "negative" and
to "positive" in thousandths, against "neutral". Names that begin with `@s|` (or f, h) hold in one style only.
"""

import gzip
import io
import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from config.resources import read_bytes
from feeds.scoring.features import (
    JOINT,
    RUN,
    Claim,
    Step,
    claim_names,
    claim_values,
    neighbours,
    runs_of,
    sense_names,
    step_names,
)
from feeds.scoring.lexemes import Lexeme
from feeds.scoring.memo import Memo
from feeds.scoring.sights import Sight, sight_names
from feeds.scoring.style import Style

_WORDS, _STEPS = 12_000, 6_000  # sums remembered for each style
_USUAL_SIZE = 16  # words of a sentence up to which odds are as trained
_FAR = 30.0  # pulled farther, odds move no more
UNIT = 1000.0
Pull = complex  # real: towards negative, imaginary: towards positive; so that pulls add up in one step
_COPY = re.compile(r"@([sfh])(?:\|(.+))?$")
BIAS = ""  # the name of what a style adds before any word is read
_NO_PULL: Pull = 0j


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely each answer is; the three add up to 1."""

    negative: float
    neutral: float
    positive: float


class Weights:
    """The weights that hold in one style. What words and findings add is remembered, for they come back."""

    def __init__(
        self,
        shared: Mapping[str, Pull],
        *,
        own: Mapping[str, Pull],  # of the style, the shared ones already in them
        pairs: Mapping[tuple[str, str], Pull],  # of neighbours
        runs: Memo[str, Pull],  # of all runs of letters of a word
    ) -> None:
        self._shared = shared
        self._own = own
        self._pairs = pairs
        self.bias = self.pull(BIAS)
        self.words: Memo[Lexeme, Pull] = Memo(
            lambda item: self._named(sense_names(item)) + runs[item.text], most=_WORDS
        )
        self.steps: Memo[Step, Pull] = Memo(lambda step: self._named(step_names(step)), most=_STEPS)
        self.findings: Memo[tuple[str, Claim], Pull] = Memo(
            lambda found: self._named(claim_names(*found)), most=_STEPS
        )
        self.claims: Memo[tuple[Claim, ...], Pull] = Memo(
            lambda claims: self.weighed(claim_values(claims)), most=_STEPS
        )
        self.sights: Memo[Sight, Pull] = Memo(lambda sight: self._named(sight_names(sight)), most=_WORDS)

    def pull(self, name: str) -> Pull:
        """What one feature adds."""
        own = self._own.get(name)
        return self._shared.get(name, _NO_PULL) if own is None else own

    def pairs_in(self, stems: list[str]) -> Iterator[Pull]:
        """What neighbours add."""
        return filter(None, map(self._pairs.get, neighbours(stems)))

    def weighed(self, values: Iterable[tuple[str, float]]) -> Pull:
        """What features with values add together."""
        return added(self.pull(name) * value for name, value in values)

    def _named(self, names: Iterable[str]) -> Pull:
        return added(map(self.pull, names))


def added(pulls: Iterable[Pull]) -> Pull:
    """The sum of pulls."""
    return sum(pulls, _NO_PULL)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by style."""

    styled: Mapping[Style, Weights]
    warmth: float  # above 1: less sure than the training was

    def odds(self, pull: Pull, *, size: int = 0) -> Odds:
        """Turn a pull into odds. A long sentence pulls harder but knows no better."""
        warmth = self.warmth * math.sqrt(max(1.0, size / _USUAL_SIZE))
        negative, positive = _odds_to_one(pull.real / warmth), _odds_to_one(pull.imag / warmth)
        total = 1.0 + negative + positive
        return Odds(negative / total, 1.0 / total, positive / total)


def _odds_to_one(side: float) -> float:
    return math.exp(max(-_FAR, min(_FAR, side)))


def read_model(packed: bytes) -> Model:
    """Read a file of weights."""
    shared: dict[str, Pull] = {}
    copies: dict[str, dict[str, Pull]] = {style.value: {} for style in Style}
    warmth = 1.0
    pairs: dict[tuple[str, str], Pull] = {}
    runs: dict[str, Pull] = {}
    interned: dict[Pull, Pull] = {}
    for name, found in _weighed_names(packed):
        pull = interned.setdefault(found, found)
        if name == "@warmth":
            warmth = pull.imag
        elif name.startswith("@") and (copy := _COPY.match(name)):
            copies[copy[1]][copy[2] or BIAS] = pull
        elif JOINT in name:
            first, _, second = name.partition(JOINT)
            pairs[sys.intern(first), sys.intern(second)] = pull
        elif name.startswith(RUN):
            runs[name.removeprefix(RUN)] = pull
        else:
            shared[name] = pull
    for own in copies.values():
        for name, pull in own.items():
            own[name] = pull + shared.get(name, _NO_PULL)
    of_word: Memo[str, Pull] = Memo(
        lambda word: added(filter(None, map(runs.get, runs_of(word)))), most=_WORDS
    )
    return Model(
        {style: Weights(shared, own=copies[style.value], pairs=pairs, runs=of_word) for style in Style},
        warmth,
    )


def _weighed_names(packed: bytes) -> Iterator[tuple[str, Pull]]:
    """Lines of the file, one at a time: unpacked at once they would take megabytes for good."""
    with gzip.open(io.BytesIO(packed), "rt", encoding="utf-8") as lines:
        for line in lines:
            name, negative, positive = line.split("\t")
            yield name, complex(int(negative) / UNIT, int(positive) / UNIT)


def load_model(name: str) -> Model:
    """Read weights shipped with the project."""
    return read_model(read_bytes(name))
