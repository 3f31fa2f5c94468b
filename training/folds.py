"""Five-fold cross-validation of the whole-text model, all rows of the sets taking part in turn."""

from pathlib import Path

from sklearn.metrics import f1_score

from training.fit import fit
from training.sets import LABELS
from training.train import STRENGTH, examples, gathered, training_examples

FOLDS = 5


def five_folds(folder: Path) -> dict[str, float]:
    """Macro-F1 of each set: train on four folds of all rows, test on the fifth, five times."""
    rows = gathered(folder)
    wanted: dict[str, list[int]] = {"sentfin": [], "twitter": []}
    given: dict[str, list[int]] = {"sentfin": [], "twitter": []}
    for fold in range(FOLDS):
        fitted = fit(training_examples(rows, keep=lambda row, fold=fold: row.fold != fold), strength=STRENGTH)
        for name in wanted:
            held = [row for row in rows[name] if row.fold == fold]
            given[name] += fitted.logits(examples(held, weight=1.0)).argmax(axis=1).tolist()
            wanted[name] += [LABELS.index(row.label) for row in held]
    return {name: float(f1_score(wanted[name], given[name], average="macro")) for name in wanted}
