"""Which known names are spelt most like a word that is none. Pure."""

from collections.abc import Callable, Iterable

FEWEST = 4  # letters below which everything is like something
_PER_EDIT = 3  # letters that one wrong letter needs around it


def nearest(word: str, names: Iterable[str], *, rank: Callable[[str], int]) -> list[str]:
    """The names a few letters away (two swapped are one), the likest first; of those the larger company.

    `rank` is a name's place by size, 0 the largest.
    """
    if len(word) < FEWEST:
        return []
    from rapidfuzz import process  # noqa: PLC0415 - megabytes that scoring texts never needs
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    cutoff = len(word) // _PER_EDIT
    found = process.extract(word, list(names), scorer=OSA.distance, score_cutoff=cutoff, limit=None)
    likeness = [(edits, name[:1] != word[:1], rank(name), name) for name, edits, _ in found]
    return [name for *_, name in sorted(likeness)]
