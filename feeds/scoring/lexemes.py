"""Tokens with what is known of them: stem, kind, number. Memoised per word; phrases join into one."""

import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from feeds.scoring.knowledge import knowledge
from feeds.scoring.language import stem
from feeds.scoring.memo import Memo
from feeds.scoring.text import pieces, tokens

_MEMO = 1 << 14
_NUMBER = re.compile(r"^([+-]?)(\d+(?:[.,]\d+)*)([a-z]{0,3})\s?(%?)$")


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


SCALES = {
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
    "(": "stop",
    ")": "stop",
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


def lexemes(text: str) -> list[Lexeme]:
    """The tokens of a sentence with phrases joined: "short of expectations" is one lexeme."""
    found = list(chain.from_iterable(map(_PIECES.__getitem__, pieces(text))))
    stems = [item.stem for item in found]
    beginnings = knowledge().beginnings
    starts = [n for n, root in enumerate(stems) if root in beginnings]
    return _joined(found, stems, starts) if starts else found


def _joined(found: list[Lexeme], stems: list[str], starts: list[int]) -> list[Lexeme]:
    joined: list[Lexeme] = []
    position = 0
    for start in starts:
        phrase = _phrase_at(found, stems, start) if start >= position else None
        if phrase:
            joined += found[position:start]
            joined.append(phrase[0])
            position = start + phrase[1]
    return joined + found[position:] if position else found


def _phrase_at(found: list[Lexeme], stems: list[str], position: int) -> tuple[Lexeme, int] | None:
    for words, kind in knowledge().phrases.get(tuple(stems[position : position + 2]), ()):
        size = len(words)
        if tuple(stems[position : position + size]) == words:
            text = " ".join(item.text for item in found[position : position + size])
            return _phrase(text, " ".join(words), kind), size
    return None


@lru_cache(maxsize=1 << 13)
def _phrase(text: str, stems: str, kind: str) -> Lexeme:
    return Lexeme(text, stems, kind)
