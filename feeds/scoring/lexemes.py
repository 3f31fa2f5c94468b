"""Tokens with what is known of them: stem, kind, number."""

import re
import sys
from dataclasses import dataclass, field
from enum import Enum

from feeds.scoring.knowledge import knowledge
from feeds.scoring.language import stem
from feeds.scoring.languages import is_small_word

_SHORT = 2  # letters up to which a word says no news by itself
_NUMBER = re.compile(r"^([+-]?)(\d+(?:[.,]\d+)*)([a-z]{0,3})\s?(%?)$")


class Case(Enum):
    """How a word begins."""

    NONE = "no letter"
    SMALL = "small"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True, eq=False)
class Lexeme:
    """One word, number, mark or known phrase. `kind` is its list in finance.txt, or "num", "end", "" ...

    The same word is the same object, so that what is known of it is looked up at once.
    """

    text: str
    stem: str
    kind: str = ""
    value: float | None = None
    scale: float = 1.0  # of a number written together with its scale: "13mn"
    case: Case = field(init=False)
    tells: bool = field(init=False)  # False for marks, numbers and small words: they say no news

    def __post_init__(self) -> None:
        first = self.text[0]
        case = Case.NONE if not first.isalpha() else Case.CAPITAL if first.isupper() else Case.SMALL
        tells = case is not Case.NONE and len(self.text) > _SHORT and not is_small_word(self.text)
        object.__setattr__(self, "case", case)
        object.__setattr__(self, "tells", tells)


SCALES = {
    "cent": 0.01,
    **dict.fromkeys(("thousand", "k"), 1e3),
    "lakh": 1e5,
    **dict.fromkeys(("mn", "m", "mln", "million"), 1e6),
    **dict.fromkeys(("crore", "cr"), 1e7),
    **dict.fromkeys(("bn", "b", "bln", "billion"), 1e9),
    **dict.fromkeys(("tn", "trillion"), 1e12),
}
_MARKS = {
    ",": "comma",
    ";": "stop",
    ":": "stop",
    ".": "stop",
    "?": "query",
    "!": "stop",
    "-": "dash",
    "(": "dash",
    ")": "dash",
}
_TAGS = {"@": "<user>", "$": "$sym"}  # the stems of all users and of all cashtags


def lexeme(token: str) -> Lexeme:
    """What is known of one token by itself."""
    lower = token.lower()
    if lower in _MARKS:
        return Lexeme(token, lower, _MARKS[lower])
    if lower.isalpha():
        return _word(token, lower)
    if number := _NUMBER.match(lower):
        return _number(token, number)
    if lower.startswith(("http:", "https:", "www.")):
        return Lexeme(token, "<url>")
    if token[0] in _TAGS and len(token) > 1:
        return Lexeme(token, _TAGS[token[0]])
    return _word(token, lower.removesuffix("'s").strip(".") or lower)


def _word(token: str, word: str) -> Lexeme:
    root = sys.intern(stem(word))
    return Lexeme(token, root, knowledge().kind_of(word, stemmed=root))


def _number(token: str, matched: re.Match[str]) -> Lexeme:
    """A number; one with a sign says by itself that something went up or down: "-7%"."""
    sign, digits, suffix, percent = matched.groups()
    kind = {"+": "plus", "-": "minus", "": "num"}[sign] if percent else "num"
    return Lexeme(token, f"{sign}0{percent}", kind, _value(digits), SCALES.get(suffix, 1.0))


def _value(digits: str) -> float:
    whole = (
        digits.replace(",", "")
        if "." in digits or len(digits.rpartition(",")[2]) == 3
        else digits.replace(",", ".")
    )
    head, dot, tail = whole.rpartition(".")
    return float(head.replace(".", "") + dot + tail)
