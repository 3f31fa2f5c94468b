"""Finds the words of a sentence that name companies, and those that may."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feeds.scoring.vocabulary import words_of
from handlers.language.tokens import MARKS, WORD, Knows, cut, is_alone
from handlers.language.uncovered import LONGEST_NAME, count_uncovered
from handlers.language.vocabulary import (
    COMMANDS,
    FIRM_WORDS,
    JOINERS,
    SHORTEST_SYMBOL,
    SHOUTED,
    STOP_WORDS,
    UNIT_WORDS,
)

TERSE = 4  # words up to which a message may be nothing but symbols in small letters

__all__ = ["LONGEST_NAME", "Knows", "find_names", "find_phrases"]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a whole sentence says about each of its words."""

    is_alone: bool  # one word is all there is
    is_loud: bool  # in capitals throughout, so that they mark nothing
    is_foreign: bool  # mostly words that are not known: some may be spelt as a symbol


def find_names(text: str, *, knows: Knows) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the known names in a text, in order and each once, and the words left that may be one.

    `knows` says whether words are exactly a company's name or symbol. What means an index, a sector or
    a country, and what means a person, is neither.
    """
    words = cut(text, knows=knows)
    alone, foreign = is_alone(words), _is_foreign(words, knows=knows)
    sentence = _Sentence(is_alone=alone, is_loud=text.isupper() and not alone, is_foreign=foreign)
    known: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(words):
        rest = words[at:]
        passed = _count_others(rest, knows=knows, sentence=sentence)
        size = 0 if passed else _name_length(rest[:LONGEST_NAME], knows=knows, sentence=sentence)
        if size and _goes_on(rest, size, knows=knows):
            size += 1
            unknown.append(" ".join(rest[:size]))
        elif size:
            known.append(" ".join(rest[:size]))
        elif not passed and not _says_nothing(rest[0]):
            unknown.append(rest[0])
        at += passed or size or 1
    return tuple(dict.fromkeys(known)), tuple(unknown)


def find_phrases(text: str, *, knows: Knows, holding: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Find where the known names of several words begin and end that hold what a pattern finds."""
    sentence = _Sentence(is_alone=False, is_loud=text.isupper(), is_foreign=False)
    words = list(WORD.finditer(text))
    holds = [holding.search(word.group()) is not None for word in words]
    at = 0
    while at < len(words):
        size = 0
        if any(holds[at : at + LONGEST_NAME]):
            said = [word.group() for word in words[at : at + LONGEST_NAME]]
            size = _name_length(said, knows=knows, sentence=sentence)
        if size > 1 and any(holds[at : at + size]):
            yield words[at].start(), words[at + size - 1].end()
        at += size or 1


def _count_others(words: Sequence[str], *, knows: Knows, sentence: _Sentence) -> int:
    """How many words from the first on mean something else than a company."""
    if _is_person(words, knows=knows):
        return 2
    return count_uncovered(words, has_company=knows, is_alone=sentence.is_alone)


def _is_person(words: Sequence[str], *, knows: Knows) -> bool:
    """True for a given name and a surname, unless they are a company's name together."""
    if len(words) < 2 or words[0].casefold() not in words_of("given"):
        return False
    is_named = words[0].istitle() and words[1].removesuffix("'s").istitle()
    return is_named and not _is_name(words[1], knows=knows) and not knows(" ".join(words[:2]))


def _name_length(words: Sequence[str], *, knows: Knows, sentence: _Sentence) -> int:
    """How many words from the first on are a known name, the most possible; 0 for none."""
    for size in range(len(words), 1, -1):
        if _may_be_phrase(words[:size]) and knows(" ".join(words[:size])):
            return size
    return int(_may_be_name(words[0], knows=knows, sentence=sentence) and knows(words[0]))


def _goes_on(words: Sequence[str], size: int, *, knows: Knows) -> bool:
    """True where a name is only the beginning of another company's: Meta, but Meta Materials."""
    following = words[size] if size < len(words) else ""
    is_firm = following.casefold() in FIRM_WORDS or (
        following.istitle() and following.casefold() in UNIT_WORDS
    )
    return is_firm and _is_name(" ".join(words[:size]), knows=knows)


def _is_name(words: str, *, knows: Knows) -> bool:
    """True for a company's name, false for a symbol: only a name takes a legal form."""
    return knows(f"{words} Inc")


def _may_be_phrase(words: Sequence[str]) -> bool:
    """True for words that hold together, and of which one at least is no plain word or all are capital."""
    last = words[-1].casefold()
    if words[0] in MARKS or last in MARKS or last in JOINERS or last == "the":
        return False
    return not all(map(_is_plain, words)) or all(word.istitle() for word in words)


def _may_be_name(word: str, *, knows: Knows, sentence: _Sentence) -> bool:
    """True unless one word alone says too little: "now" and "it" are symbols only when marked as such."""
    if word.startswith("$"):
        return True
    if word.casefold() in SHOUTED:
        return False
    if _is_plain(word):
        is_shown = word.isupper() and not sentence.is_loud
        return is_shown or (sentence.is_alone and _is_title(word) and _is_name(word, knows=knows))
    if sentence.is_foreign and not word.isupper():
        return _is_name(word, knows=knows)
    return not word.islower() or len(word) >= SHORTEST_SYMBOL


def _is_title(word: str) -> bool:
    return word.istitle() and word.casefold() not in COMMANDS


def _is_foreign(words: Sequence[str], *, knows: Knows) -> bool:
    """True for a sentence most of whose words are neither of a question nor a company's."""
    if len(words) <= TERSE:
        return False
    plain = sum(map(_says_nothing, words))
    known = sum(knows(word) for word in words if not _says_nothing(word))
    return len(words) - plain - known > plain


def _says_nothing(word: str) -> bool:
    return _is_plain(word) or word.casefold() in SHOUTED


def _is_plain(word: str) -> bool:
    """True for a word of the language, which says nothing about a company."""
    bare = word.casefold().removesuffix("'s")
    return word in MARKS or bare in JOINERS or bare in STOP_WORDS or (bare.isdecimal() and len(bare) < 5)
