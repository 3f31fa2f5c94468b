"""What stands between two spaces, read once for all: its lexemes, and what may name a company in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feeds.scoring.languages import is_foreign_word
from feeds.scoring.lexemes import Lexeme, lexeme
from feeds.scoring.memo import Memo
from feeds.scoring.names import WORD, word_key
from feeds.scoring.text import split_at_spaces, tokens
from feeds.scoring.vocabulary import words_of

BARE_SYMBOL = re.compile(r"(?<![\w$.&-])(\()?([A-Z]{2,5})(\))?(?![\w&'-])")
_MEMO = 1 << 14
_NEAR = 4  # letters among which a capital makes a name: "uniQure"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text. A key is a word as names of companies are looked up by."""

    lexemes: tuple[Lexeme, ...]
    is_foreign: bool  # with a small word of other languages that English has not
    keys: tuple[str, ...]
    openings: tuple[str, ...]  # keys of words that may begin a name
    symbols: tuple[str, ...]  # bare ones


def pieces_in(text: str) -> list[Piece]:
    """All pieces of a text, in order."""
    return list(map(_PIECES.__getitem__, split_at_spaces(text)))


def may_open_name(word: str) -> bool:
    """True for a digit and for a capital near the beginning: "Ford", "3M", "eBay", "uniQure"."""
    return word[0].isdigit() or (not word[:_NEAR].islower() and any(map(str.isupper, word[:_NEAR])))


def _read(text: str) -> Piece:
    return _read_word(text) if text.isalpha() else _search(text)


def _read_word(word: str) -> Piece:
    """Most pieces are plain words, in which nothing needs to be searched for."""
    key = (word_key(word),)
    return Piece(
        lexemes=(_LEXEMES[word],),
        is_foreign=is_foreign_word(word),
        keys=key,
        openings=key if may_open_name(word) else (),
        symbols=tuple(_bare_symbols(word)) if word.isupper() else (),
    )


def _search(text: str) -> Piece:
    words = WORD.findall(text)
    found = tuple(map(_LEXEMES.__getitem__, tokens(text)))
    return Piece(
        lexemes=found,
        is_foreign=any(is_foreign_word(item.text) for item in found),
        keys=tuple(map(word_key, words)),
        openings=tuple(word_key(word) for word in words if may_open_name(word)),
        symbols=tuple(_bare_symbols(text)),
    )


def _bare_symbols(text: str) -> Iterator[str]:
    acronyms = words_of("acronym")
    return (name for _, name, _ in BARE_SYMBOL.findall(text) if name.lower() not in acronyms)


_LEXEMES: Memo[str, Lexeme] = Memo(lexeme, most=_MEMO)
_PIECES: Memo[str, Piece] = Memo(_read, most=_MEMO)
