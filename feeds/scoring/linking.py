"""Which listed companies a text names, and where. Qualified symbols first, then cashtags, then names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from config.resources import read_text
from feeds.scoring.companies import Companies
from feeds.types.subscriptions import Lesson, LessonKind

_QUALIFIED = re.compile(
    r"\(?\b(?:NASDAQ|NYSE|AMEX|NYSE American|NYSEAMERICAN|OTC[A-Z]*|CBOE|TSX|LSE|BATS)"
    r"\s?:\s?([A-Z][A-Z0-9.-]{0,6})\b",
    re.IGNORECASE,
)
_REUTERS = re.compile(r"<([A-Z][A-Za-z]{0,5})\.(?:N|O|OQ|K|A)>")
_CASHTAG = re.compile(r"(?<![\w$])\$([A-Za-z]{1,6}(?:[.-][A-Za-z])?)(?![\w])")
_NAME = re.compile(r"[^\W_]+(?:['&.+!-][^\W_]+)*[!+]?|&")
_SUPPORT = re.compile(
    r"(?:'s)?,?\s(?:Inc|Corp|Co|Ltd|Plc|shares?|stock|launch|said|says|reports?|beats?|unveils?)\b|'s\b"
)
_MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A symbol named at characters `start` to `end` of the text."""

    symbol: str
    start: int
    end: int
    words: str


@cache
def _private() -> frozenset[str]:
    lines = read_text("private.txt").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def mentions(text: str, *, companies: Companies, lessons: tuple[Lesson, ...] = ()) -> list[Mention]:
    """Every mention of a listed company, in order; a span belongs to one company only."""
    found = [*_marked(text, companies), *_named(text, companies, lessons)]
    taken: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not taken or mention.start >= taken[-1].end:
            taken.append(mention)
    return taken


def _marked(text: str, companies: Companies) -> Iterator[Mention]:
    for pattern in (_QUALIFIED, _REUTERS, _CASHTAG):
        for match in pattern.finditer(text):
            if symbol := companies.symbol_of(match[1]):
                yield Mention(symbol, match.start(), match.end(), match[0])


def _named(text: str, companies: Companies, lessons: tuple[Lesson, ...]) -> Iterator[Mention]:
    taught = {
        lesson.words.lower(): lesson.value.upper() for lesson in lessons if lesson.kind is LessonKind.ALIAS
    }
    blocked = {lesson.words.lower() for lesson in lessons if lesson.kind is LessonKind.BLOCK}
    words = list(_NAME.finditer(text))
    keys = [_key(word[0]) for word in words]
    position = 0
    while position < len(words):
        size, symbol = _longest(keys, position, companies=companies, taught=taught)
        start, end = words[position].start(), words[position + max(size, 1) - 1].end()
        key = " ".join(keys[position : position + size])
        is_named = symbol and key not in blocked and symbol.lower() not in blocked
        is_sure = key in taught or (
            _is_capital(words[position][0]) and _is_supported(key, text, end, companies)
        )
        if is_named and is_sure:
            yield Mention(symbol, start, end, text[start:end])
        position += max(size, 1)


def _is_supported(key: str, text: str, end: int, companies: Companies) -> bool:
    """A name that is a common word too needs a word beside it that only a company has."""
    return key not in companies.weak or bool(_SUPPORT.match(text, end))


def _key(word: str) -> str:
    return word.lower().removesuffix("'s").replace(".", "")


def _is_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word[:3])


def _longest(
    keys: list[str], position: int, *, companies: Companies, taught: dict[str, str]
) -> tuple[int, str]:
    """The longest name that starts here: how many words it has, and its symbol ("" for a private company)."""
    for size in range(min(_MAX_WORDS, len(keys) - position), 0, -1):
        key = " ".join(keys[position : position + size])
        if key in taught:
            return size, taught[key]
        if key in _private():
            return size, ""
        if symbol := companies.names.get(key):
            return size, symbol
    return 1, ""
