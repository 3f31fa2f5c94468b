"""Fit a linear model over named features and write its weights, the same bytes every time."""

import gzip
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from feeds.scoring.features import has_style_copy
from feeds.scoring.model import UNIT
from feeds.scoring.style import Style
from training.sets import LABELS

STYLE_SCALE = 0.6
SCALES = {"r:": 2.0, "k:": 0.5, "c:": 0.3, "t:": 1.5}
PAIR_SCALE = 0.8
SMALLEST = 15  # thousandths; what weighs less is left out
ITERATIONS = 300
DOUBT = 0.5  # examples imagined for and against each label, so that a rare feature proves little
LEAST_EVIDENCE, MOST_EVIDENCE = 0.3, 3.0


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled sentence as the model sees it; `weight` says how much it counts in training."""

    features: dict[str, float]
    style: Style
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A vocabulary with its weights per label."""

    places: dict[str, int]
    weights: Any  # label x feature, scaled back to plain counts
    bias: Any

    def logits(self, examples: list[Example]) -> Any:
        """What each label gets, a row an example."""
        return matrix(examples, self.places, is_scaled=False) @ self.weights.T + self.bias


def with_style(example: Example) -> Iterable[tuple[str, float]]:
    """The features and their copies for the example's style."""
    yield f"@{example.style}", 1.0
    for name, value in example.features.items():
        yield name, value
        if has_style_copy(name):
            yield f"@{example.style}|{name}", value


def scale(name: str) -> float:
    """How freely a feature may be used: a larger scale is a weaker brake on its weight."""
    if name.startswith("@") and "|" in name:
        return STYLE_SCALE * scale(name.partition("|")[2])
    return SCALES.get(name[:2], PAIR_SCALE if " " in name else 1.0)


def matrix(examples: list[Example], places: dict[str, int], *, is_scaled: bool = True) -> Any:
    """Examples as a sparse matrix."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, example in enumerate(examples):
        for name, value in with_style(example):
            if (place := places.get(name)) is not None:
                rows.append(row)
                columns.append(place)
                values.append(value * scale(name) if is_scaled else value)
    return sp.csr_matrix((values, (rows, columns)), shape=(len(examples), len(places)))


def fit(examples: list[Example], *, strength: float, least: int = 2) -> Fitted:
    """Logistic regression, a label against the others; a feature is the freer the more it tells by itself.

    That is the trick of Wang and Manning, "Baselines and bigrams" (2012). `strength` is the inverse of the
    brake on weights; rarer features than `least` are left out.
    """
    counts = Counter(name for example in examples for name, _ in with_style(example))
    places = {
        name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count >= least))
    }
    found = matrix(examples, places)
    scales = np.array([scale(name) for name in places])
    shares = [example.weight for example in examples]
    weights, bias = [], []
    for label in LABELS:
        wanted = np.array([example.label == label for example in examples])
        tells = evidence(found, wanted)
        model = LogisticRegression(C=strength, max_iter=ITERATIONS)
        model.fit(found @ sp.diags(tells), wanted, sample_weight=shares)
        weights.append(model.coef_[0] * scales * tells)
        bias.append(model.intercept_[0])
    return Fitted(places, np.array(weights), np.array(bias))


def evidence(found: Any, wanted: Any) -> Any:
    """How much each feature tells of a label: by what factor it is likelier there than elsewhere, or less."""
    seen = (found != 0).astype(float)
    here = (seen[wanted].sum(axis=0).A1 + DOUBT) / (wanted.sum() + DOUBT)
    elsewhere = (seen[~wanted].sum(axis=0).A1 + DOUBT) / ((~wanted).sum() + DOUBT)
    return np.clip(LEAST_EVIDENCE + np.abs(np.log(here / elsewhere)), 0.0, MOST_EVIDENCE)


def write(fitted: Fitted, path: Path, *, warmth: float) -> int:
    """Write the weights against neutral, in thousandths; answers the number of features kept."""
    against = np.rint((fitted.weights - fitted.weights[1]) * UNIT).astype(int)
    bias = np.rint((fitted.bias - fitted.bias[1]) * UNIT).astype(int)
    lines = [f"@warmth\t0\t{round(warmth * UNIT)}"]
    for name, place in fitted.places.items():
        negative, positive = int(against[0, place]), int(against[2, place])
        if name in {f"@{style}" for style in Style}:
            lines.append(f"{name}\t{negative + bias[0]}\t{positive + bias[2]}")
        elif max(abs(negative), abs(positive)) >= SMALLEST:
            lines.append(f"{name}\t{negative}\t{positive}")
    path.write_bytes(gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0))
    return len(lines)
