"""Labelled texts: the sets of a folder outside the project, and the project's own corpus.

Each set is split by the hash of the text, the same way for ever: one row in five is kept aside and
never trained or tuned on.
"""

import ast
import csv
import hashlib
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
HELD = Path(__file__).parent / "held"  # rows of the project's own that nothing is learned from
PUBLIC = frozenset({"sentfin", "twitter", "finentity"})
LABELS = ("negative", "neutral", "positive")
_TWITTER = {"0": "negative", "1": "positive", "2": "neutral"}
_PAIR = re.compile(r"""['"]?([^'":{}]+(?:'s[^'":{}]*)?)['"]?\s*:\s*['"](positive|negative|neutral)['"]""")
_KEPT_ASIDE = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text. `name` is the company that the label is about, for sentiment per company."""

    text: str
    label: str
    style: str
    name: str = ""
    others: tuple[str, ...] = ()  # further companies named in the text

    @property
    def is_aside(self) -> bool:
        """True for the part that is never trained on; all rows of one text fall on the same side.

        The project's own rows all teach: theirs is a test of its own, `training/held`.
        """
        if self.style not in PUBLIC:
            return False
        digest = hashlib.sha256(" ".join(self.text.lower().split()).encode()).digest()
        return digest[0] % _KEPT_ASIDE == 0

    @property
    def fold(self) -> int:
        """0 to 4, for cross-validation, by text."""
        return hashlib.sha256(" ".join(self.text.lower().split()).encode()).digest()[1] % 5


def sentfin_entities(folder: Path) -> list[Row]:
    """SEntFiN: a row a company of each headline."""
    path = folder / "sentfin" / "SEntFiN-train.csv"
    rows: list[Row] = []
    with path.open(newline="", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            decided = _decisions(line["Decisions"])
            title = " ".join(line["Title"].split())
            rows += [
                Row(title, label, "sentfin", name, tuple(n for n in decided if n != name))
                for name, label in decided.items()
            ]
    return rows


def _decisions(cell: str) -> dict[str, str]:
    try:
        found = ast.literal_eval(cell)
    except (SyntaxError, ValueError):  # a few cells have broken quotes
        found = {name.strip(): label for name, label in _PAIR.findall(cell)}
    return {str(name).strip(): str(label) for name, label in found.items() if label in LABELS}


def sentfin(folder: Path) -> list[Row]:
    """SEntFiN headlines whose companies agree."""
    by_title: dict[str, set[str]] = {}
    for row in sentfin_entities(folder):
        by_title.setdefault(row.text, set()).add(row.label)
    return [Row(title, next(iter(found)), "sentfin") for title, found in by_title.items() if len(found) == 1]


def twitter(folder: Path) -> list[Row]:
    """Tweets about finance."""
    with (folder / "twitter_fin" / "train.csv").open(newline="", encoding="utf-8") as file:
        found = {line["text"]: _TWITTER[line["label"]] for line in csv.DictReader(file)}
    return [Row(html.unescape(" ".join(text.split())), label, "twitter") for text, label in found.items()]


def finentity(folder: Path) -> list[Row]:
    """FinEntity: a row an annotated name."""
    rows: list[Row] = []
    for item in json.loads((folder / "finentity" / "FinEntity-train.json").read_text(encoding="utf-8")):
        decided: dict[str, str] = {}
        for mark in item["annotations"]:
            decided.setdefault(mark["value"], mark["label"].lower())
        rows += [
            Row(item["content"], label, "finentity", name, tuple(n for n in decided if n != name))
            for name, label in decided.items()
        ]
    return rows


def corpus(folder: Path = CORPUS) -> list[Row]:
    """The project's own sentences."""
    rows = [
        Row(text, label, style)
        for path in sorted(folder.glob("*.tsv"))
        if not path.name.endswith(".entities.tsv")
        for label, style, text in (line.split("\t") for line in _lines(path))
    ]
    return list({row.text: row for row in rows}.values())


def corpus_entities(folder: Path = CORPUS) -> list[Row]:
    """The project's own sentences about several companies: a row a company."""
    marks = [line.split("\t") for path in sorted(folder.glob("*.entities.tsv")) for line in _lines(path)]
    names: dict[str, list[str]] = {}
    for _, _, name, text in marks:
        names.setdefault(text, []).append(name)
    return [
        Row(text, label, "own", name, tuple(other for other in names[text] if other != name))
        for label, _, name, text in marks
    ]


def _lines(path: Path) -> list[str]:
    return [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
