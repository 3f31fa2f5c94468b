"""What was not understood, and the nearest right form with the person's own words in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from feeds.errors import UsageError

_ALIKE = 0.7  # of 1: two letters wrong, or swapped, in a word of seven


@dataclass(frozen=True, slots=True)
class UsageProblem:
    """One sentence on what was not understood, and the command as it may have been meant."""

    what: str
    nearest: str | None = None


class Misread(UsageError):
    """Ends the reading of a command; the parse functions turn it into a UsageProblem."""

    def __init__(self, what: str, nearest: str | None = None) -> None:
        super().__init__(what)
        self.problem = UsageProblem(what, nearest)


def nearest_word(word: str, words: Iterable[str], *, cutoff: float = _ALIKE) -> str | None:
    """Find the word that this one begins, or that is spelt most like it; None when none is alike."""
    known = list(words)
    begun = [full for full in known if len(word) > 1 and full.startswith(word.casefold())]
    if begun:
        return begun[0]
    found = process.extractOne(
        word.casefold(), known, scorer=OSA.normalized_similarity, processor=str.casefold, score_cutoff=cutoff
    )
    return None if found is None else str(found[0])
