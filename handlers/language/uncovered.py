"""Finds what people name beside companies: indices, sectors, commodities, currencies, countries. Pure."""

from collections.abc import Mapping, Sequence
from functools import cache

from config.resources import read_text
from feeds.scoring.vocabulary import read_lists
from handlers.language.tokens import Knows, cut, is_alone

LONGEST_NAME = 6  # words


def find_uncovered(text: str, *, has_company: Knows) -> str:
    """The first words of a text that mean such a thing, "the S&P 500"; nothing when there are none.

    `has_company` says whether words are exactly a company's name or symbol: a longer name holds them
    without meaning it (Gold Fields), and so does a symbol alone or marked ($DOW).
    """
    words = cut(text, knows=has_company)
    alone = is_alone(words)
    at = 0
    while at < len(words):
        size = count_uncovered(words[at:], has_company=has_company, is_alone=alone)
        if size:
            start = at - (at > 0 and words[at - 1].casefold() == "the")
            return " ".join(words[start : at + size])
        at += _named(words[at : at + LONGEST_NAME], has_company=has_company) or 1
    return ""


def count_uncovered(words: Sequence[str], *, has_company: Knows, is_alone: bool) -> int:
    """How many of the words from the first on mean such a thing; 0 when a company or nothing does."""
    size = _listed(words)
    if not size or _named(words[:LONGEST_NAME], has_company=has_company) > size:
        return 0
    is_symbol = is_alone and words[0].isupper() and not _is_code(words[0]) and has_company(words[0])
    return 0 if is_symbol else size


def _named(words: Sequence[str], *, has_company: Knows) -> int:
    """How many of these words, two at least, are a company's name."""
    return next((size for size in range(len(words), 1, -1) if has_company(" ".join(words[:size]))), 0)


def _listed(words: Sequence[str]) -> int:
    """How many of the words from the first on stand in the list together, the most possible."""
    keys = tuple(word.casefold().removesuffix("'s") for word in words[:LONGEST_NAME])
    sizes = _first_words().get(keys[0], ()) if keys else ()
    return next((size for size in sizes if keys[:size] in _entries()), 0)


def _is_code(word: str) -> bool:
    """True for a word that everybody writes in capitals."""
    return _entries().get((word.casefold(),), "").isupper()


@cache
def _entries() -> Mapping[tuple[str, ...], str]:
    """Each entry's words in small letters, and the entry as it is written."""
    written = (each for some in read_lists(read_text("not_companies.txt")).values() for each in some)
    return {tuple(cut(each.casefold(), knows=lambda _: False)): each for each in written}


@cache
def _first_words() -> Mapping[str, tuple[int, ...]]:
    """The first word of each entry, and how long such entries are, longest first."""
    sizes: dict[str, set[int]] = {}
    for words in _entries():
        sizes.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(some, reverse=True)) for first, some in sizes.items()}
