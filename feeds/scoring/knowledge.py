"""What words of finance mean: the hand-written lists of config/data/finance.txt, ready to look up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from config.resources import read_text
from feeds.scoring.language import stem


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Kinds by exact form, by stem, and of phrases by their first two stems (longest first)."""

    exact: Mapping[str, str]
    stems: Mapping[str, str]
    phrases: Mapping[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]

    def kind_of(self, word: str, *, stemmed: str) -> str:
        """The kind of one lower-case word; "" for a word that is in no list."""
        return self.exact.get(word) or self.stems.get(stemmed, "")


def read_knowledge(text: str) -> Knowledge:
    """Parse the lists. The first list that names a word keeps it."""
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    phrases: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, entries = line.partition(": ")
        for entry in entries.split(", "):
            for words in _spelt_out(entry):
                if entry.startswith("="):
                    exact.setdefault(entry[1:], kind)
                elif len(words) == 1:
                    stems.setdefault(words[0], kind)
                else:
                    phrases.setdefault(words[:2], {}).setdefault(words, kind)
    ordered = {
        start: tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))
        for start, found in phrases.items()
    }
    return Knowledge(exact=exact, stems=stems, phrases=ordered)


def _spelt_out(entry: str) -> Iterator[tuple[str, ...]]:
    """The stems of an entry, one row for each choice that "slump|rout slows|eases" leaves."""
    return product(*(dict.fromkeys(map(stem, word.split("|"))) for word in entry.split()))


@cache
def knowledge() -> Knowledge:
    """The lists shipped with the project, read once."""
    return read_knowledge(read_text("finance.txt"))
