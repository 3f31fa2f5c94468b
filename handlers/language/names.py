"""Finds the words of a sentence that name companies, and those that may."""

import re
from collections.abc import Callable, Iterator, Sequence

from handlers.language.vocabulary import JOINERS, SHORTEST_SYMBOL, SHOUTED, STOP_WORDS

LONGEST_NAME = 6

Knows = Callable[[str], bool]

_WORD = re.compile(r"\$?[^\W_]+(?:['.&:-][^\W_]+)*|[&|,/+]")


def find_names(text: str, *, knows: Knows) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the known names in a text, in order and each once, and the words left that may be one.

    `knows` says whether words are exactly a company's name or symbol.
    """
    is_loud = text.isupper()
    known: list[str] = []
    unknown: list[str] = []
    words = _WORD.findall(text)
    at = 0
    while at < len(words):
        size = _name_length(words[at : at + LONGEST_NAME], knows=knows, is_loud=is_loud)
        if size:
            known.append(" ".join(words[at : at + size]))
        elif not _is_plain(words[at]):
            unknown.append(words[at])
        at += size or 1
    return tuple(dict.fromkeys(known)), tuple(unknown)


def find_phrases(text: str, *, knows: Knows, holding: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Find where the known names of several words begin and end that hold what a pattern finds."""
    is_loud = text.isupper()
    words = list(_WORD.finditer(text))
    holds = [holding.search(word.group()) is not None for word in words]
    at = 0
    while at < len(words):
        size = 0
        if any(holds[at : at + LONGEST_NAME]):
            said = [word.group() for word in words[at : at + LONGEST_NAME]]
            size = _name_length(said, knows=knows, is_loud=is_loud)
        if size > 1 and any(holds[at : at + size]):
            yield words[at].start(), words[at + size - 1].end()
        at += size or 1


def _name_length(words: Sequence[str], *, knows: Knows, is_loud: bool) -> int:
    """How many words from the first on are a known name, the most possible; 0 for none."""
    for size in range(len(words), 1, -1):
        if _may_be_phrase(words[:size]) and knows(" ".join(words[:size])):
            return size
    return int(_may_be_name(words[0], is_loud=is_loud) and knows(words[0]))


def _may_be_phrase(words: Sequence[str]) -> bool:
    """True for words that hold together, and of which one at least is no plain word or all are capital."""
    if _is_mark(words[0]) or _is_mark(words[-1]) or words[-1].casefold() in JOINERS:
        return False
    return not all(map(_is_plain, words)) or all(word.istitle() for word in words)


def _may_be_name(word: str, *, is_loud: bool) -> bool:
    """True unless one word alone says too little: "now" and "it" are symbols only when marked as such."""
    if word.startswith("$"):
        return True
    if _is_plain(word):
        return word.isupper() and not is_loud and len(word) > 1 and word.casefold() not in SHOUTED
    return not word.islower() or len(word) >= SHORTEST_SYMBOL


def _is_plain(word: str) -> bool:
    """True for a word of the language, which says nothing about a company."""
    bare = word.casefold().removesuffix("'s")
    return _is_mark(word) or bare in JOINERS or bare in STOP_WORDS or (bare.isdecimal() and len(bare) < 5)


def _is_mark(word: str) -> bool:
    return word in {"|", ",", "/", "+", "&"}
