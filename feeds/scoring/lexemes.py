"""Tokens with what is known of them: stem, kind, number. Memoised per word; phrases join into one."""

import re
import sys
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import chain, pairwise

from feeds.scoring.knowledge import knowledge
from feeds.scoring.language import stem
from feeds.scoring.languages import is_small_word
from feeds.scoring.memo import Memo
from feeds.scoring.text import pieces, tokens

_MEMO = 1 << 14
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


@dataclass(frozen=True, slots=True)
class Line:
    """The lexemes of one sentence, and beside them their stems and their kinds."""

    items: list[Lexeme]
    stems: list[str]
    kinds: list[str]


def line_of(items: list[Lexeme]) -> Line:
    """Lexemes that stand in a row."""
    return Line(items, [item.stem for item in items], [item.kind for item in items])


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


def lexeme(token: str) -> Lexeme:
    """What is known of one token by itself."""
    lower = token.lower()
    if lower in _MARKS:
        return Lexeme(token, lower, _MARKS[lower])
    if number := _NUMBER.match(lower):
        return _number(token, number)
    if lower.startswith(("http:", "https:", "www.")):
        return Lexeme(token, "<url>")
    if token[0] == "@" and len(token) > 1:
        return Lexeme(token, "<user>")
    if token[0] == "$" and len(token) > 1:
        return Lexeme(token, "$sym")
    word = lower.removesuffix("'s").strip(".") or lower
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


_WORDS: Memo[str, Lexeme] = Memo(lexeme, most=_MEMO)
_PIECES: Memo[str, tuple[Lexeme, ...]] = Memo(
    lambda piece: tuple(map(_WORDS.__getitem__, tokens(piece))), most=_MEMO
)


def lexemes(text: str) -> Line:
    """The tokens of a sentence with phrases joined: "short of expectations" is one lexeme."""
    found = list(chain.from_iterable(map(_PIECES.__getitem__, pieces(text))))
    line = line_of(found)
    phrases = knowledge().phrases
    starts = [n for n, pair in enumerate(pairwise(line.stems)) if pair in phrases]
    return _joined(line, starts) if starts else line


def _joined(line: Line, starts: list[int]) -> Line:
    joined: list[Lexeme] = []
    position = 0
    for start in starts:
        phrase = _phrase_at(line, start) if start >= position else None
        if phrase:
            joined += line.items[position:start]
            joined.append(phrase[0])
            position = start + phrase[1]
    return line_of(joined + line.items[position:]) if position else line


def _phrase_at(line: Line, position: int) -> tuple[Lexeme, int] | None:
    for words, kind in knowledge().phrases[line.stems[position], line.stems[position + 1]]:
        size = len(words)
        if tuple(line.stems[position : position + size]) == words:
            text = " ".join(item.text for item in line.items[position : position + size])
            return _phrase(text, " ".join(words), kind), size
    return None


@lru_cache(maxsize=1 << 13)
def _phrase(text: str, stems: str, kind: str) -> Lexeme:
    return Lexeme(text, stems, kind)
