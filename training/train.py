"""Train the weights of the scorer.

    python -m training.train FOLDER            FOLDER holds sentfin/, twitter_fin/ and finentity/
    python -m training.train FOLDER --transfer prints what each style gets from a model that never saw it

The rows kept aside (see training.sets) are never used. The same rows always give the same bytes.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from feeds.scoring.companies import Companies, load_companies
from feeds.scoring.features import features
from feeds.scoring.lines import lexemes
from feeds.scoring.linking import mentions
from feeds.scoring.rules import read
from feeds.scoring.style import style_of
from feeds.scoring.subjects import others_than
from feeds.scoring.targets import about, mask, target_features
from feeds.scoring.text import clean
from training.compose import composed
from training.fit import Example, Fitted, fit, write
from training.sets import (
    HELD,
    LABELS,
    Row,
    corpus,
    corpus_entities,
    finentity,
    sentfin,
    sentfin_entities,
    twitter,
)

TARGET = Path(__file__).parent.parent / "config" / "data" / "weights.tsv.gz"
TARGETS = TARGET.with_name("targets.tsv.gz")
STRENGTH = 0.3
TARGET_STRENGTH = 0.1
OWN_WEIGHT = 2.0
COMPOSED_WEIGHT = 0.7
ROUNDS = 6
BALANCE = 0.4  # 0: as the labels fall; 1: as if all labels were equally frequent
WARMTHS = tuple(n / 20 for n in range(12, 81))


def example(row: Row, *, weight: float) -> Example:
    """A row as the model sees it."""
    text = clean(row.text)
    line = lexemes(text)
    return Example(features(line, read(line)), style_of(text), row.label, weight)


def examples(rows: list[Row], *, weight: float, balance: float = 0.0) -> list[Example]:
    """Rows as examples; frequent labels may count less."""
    shares = {label: sum(row.label == label for row in rows) / max(1, len(rows)) for label in LABELS}
    return [example(row, weight=weight * (1 / 3 / shares[row.label]) ** balance) for row in rows]


def target_example(row: Row, *, companies: Companies, weight: float) -> Example:
    """A row about one company as its model sees it: other linked companies are masked too."""
    text = clean(row.text)
    linked = sorted({mention.words for mention in mentions(text, companies=companies)})
    others = others_than((row.name,), (*row.others, *linked))
    masked = about(mask(text, target=(row.name,), others=others))
    return Example(target_features(masked), style_of(text), row.label, weight)


def target_examples(folder: Path) -> list[Example]:
    """Rows about one company; those of texts whose companies disagree teach most."""
    found: list[Example] = []
    companies = load_companies()
    for rows, weight in ((sentfin_entities(folder), 1.0), (finentity(folder), 3.0), (corpus_entities(), 3.0)):
        labels: dict[str, set[str]] = {}
        for row in rows:
            labels.setdefault(row.text, set()).add(row.label)
        found += [
            target_example(
                row, companies=companies, weight=weight * (2.0 if len(labels[row.text]) > 1 else 1.0)
            )
            for row in rows
            if not row.is_aside
        ]
    return found


def gathered(folder: Path) -> dict[str, list[Row]]:
    """All rows by where they come from, the project's own by style."""
    rows = {"sentfin": sentfin(folder), "twitter": twitter(folder), "composed": composed(rounds=ROUNDS)}
    return rows | {f"own {style}": some for style, some in by_style(corpus()).items()}


def by_style(rows: list[Row]) -> dict[str, list[Row]]:
    """Rows of each style."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.style, []).append(row)
    return found


def training_examples(rows: dict[str, list[Row]], *, keep: Callable[[Row], bool]) -> list[Example]:
    """What to train on, each source with its weight."""
    found: list[Example] = []
    for source, some in rows.items():
        kept = [row for row in some if keep(row)]
        if source == "composed":
            found += examples(kept, weight=COMPOSED_WEIGHT)
        elif source.startswith("own "):
            found += examples(kept, weight=OWN_WEIGHT)
        else:
            found += examples(kept, weight=1.0, balance=BALANCE)
    return found


def macro_f1(fitted: Fitted, rows: list[Row]) -> float:
    """Macro-F1 of the likeliest label, over the labels that occur."""
    guessed = fitted.logits(examples(rows, weight=1.0)).argmax(axis=1)
    wanted = [LABELS.index(row.label) for row in rows]
    return float(f1_score(wanted, guessed, labels=sorted(set(wanted)), average="macro"))


def sign_right(fitted: Fitted, rows: list[Row]) -> float:
    """How often rows that are not neutral lean to the right side."""
    leaning = [row for row in rows if row.label != "neutral"]
    logits = fitted.logits(examples(leaning, weight=1.0))
    is_good = np.array([row.label == "positive" for row in leaning])
    return float(((logits[:, 2] > logits[:, 0]) == is_good).mean())


def warmth_of(rows: dict[str, list[Row]]) -> float:
    """The temperature at which being sure and being right agree, on rows the model did not see."""
    halves = [_half(rows, n) for n in range(2)]
    logits = np.vstack([found for found, _ in halves])
    wanted = np.array([label for _, labels in halves for label in labels])

    def surprise(warmth: float) -> float:
        scaled = logits / warmth
        top = np.log(np.exp(scaled - scaled.max(axis=1, keepdims=True)).sum(axis=1)) + scaled.max(axis=1)
        return float((top - scaled[np.arange(len(wanted)), wanted]).mean())

    return min(WARMTHS, key=surprise)


def _half(rows: dict[str, list[Row]], half: int) -> tuple[Any, list[int]]:
    """Train on one half, answer the other."""
    fitted = fit(
        training_examples(rows, keep=lambda r: not r.is_aside and r.fold % 2 != half), strength=STRENGTH
    )
    real = [row for source, some in rows.items() if source != "composed" for row in some]
    held = [row for row in real if not row.is_aside and row.fold % 2 == half]
    return fitted.logits(examples(held, weight=1.0)), [LABELS.index(row.label) for row in held]


def transfer(rows: dict[str, list[Row]]) -> None:
    """Leave one style out, train on the others, and test on it."""
    for source, some in rows.items():
        if source == "composed":
            continue
        others = {name: other for name, other in rows.items() if name != source}
        if source == "own announcement":
            others.pop("composed", None)
        fitted = fit(training_examples(others, keep=lambda row: not row.is_aside), strength=STRENGTH)
        print(f"never saw {source:18} {macro_f1(fitted, some):.3f} on {len(some)}")


def main() -> None:
    """Train, or print the transfer."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--transfer", action="store_true")
    chosen = parser.parse_args()
    rows = gathered(chosen.folder)
    if chosen.transfer:
        transfer(rows)
        return
    fitted = fit(training_examples(rows, keep=lambda row: not row.is_aside), strength=STRENGTH)
    for source in ("sentfin", "twitter"):
        print(f"{source} kept aside: {macro_f1(fitted, [row for row in rows[source] if row.is_aside]):.3f}")
    for style, some in by_style(corpus(HELD)).items():
        figures = f"{macro_f1(fitted, some):.3f}, sign right {sign_right(fitted, some):.2f}"
        print(f"own {style} never learned: {figures} on {len(some)}")
    warmth = warmth_of(rows)
    companies = fit(target_examples(chosen.folder), strength=TARGET_STRENGTH)
    print(
        f"{write(companies, TARGETS, warmth=warmth)} features, {TARGETS.stat().st_size:,} bytes -> {TARGETS}"
    )
    count = write(fitted, TARGET, warmth=warmth)
    print(f"{count} features, warmth {warmth}, {TARGET.stat().st_size:,} bytes -> {TARGET}")


if __name__ == "__main__":
    main()
