"""Tokens with what is known of them: stem, kind, number. Memoised per word; phrases join into one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from feeds.scoring.knowledge import Knowledge, knowledge
from feeds.scoring.language import stem

_NUMBER = re.compile(r"^[+-]?(\d+(?:[.,]\d+)*)([a-z]{0,3})$")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word, number, mark or known phrase. `kind` is its list in finance.txt, or "num", "end", "" ..."""

    text: str
    stem: str
    kind: str = ""
    value: float | None = None


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


@lru_cache(maxsize=1 << 15)
def lexeme(token: str) -> Lexeme:
    """What is known of one token by itself."""
    lower = token.lower()
    if lower in _MARKS:
        return Lexeme(token, lower, _MARKS[lower])
    if number := _NUMBER.match(lower):
        return Lexeme(token, "0", "num", _value(number[1]))
    if lower.startswith(("http", "www.", "@")) and len(lower) > 3:
        return Lexeme(token, "@url" if lower[0] != "@" else "@user")
    if token[0] == "$" and len(token) > 1:
        return Lexeme(token, "$sym")
    word = lower.removesuffix("'s").strip(".")
    root = stem(word)
    return Lexeme(token, root, knowledge().kind_of(word, stemmed=root))


def _value(digits: str) -> float:
    whole = (
        digits.replace(",", "")
        if "." in digits or len(digits.rpartition(",")[2]) == 3
        else digits.replace(",", ".")
    )
    head, dot, tail = whole.rpartition(".")
    return float(head.replace(".", "") + dot + tail)


def lexemes(tokens: tuple[str, ...]) -> list[Lexeme]:
    """The tokens of a sentence with phrases joined: "short of expectations" is one lexeme."""
    found = [lexeme(token) for token in tokens]
    known = knowledge()
    if not any(item.stem in known.phrases for item in found):
        return found
    return _joined(found, known)


def _joined(found: list[Lexeme], known: Knowledge) -> list[Lexeme]:
    joined: list[Lexeme] = []
    position = 0
    while position < len(found):
        phrase = _phrase_at(found, position, known=known)
        joined.append(phrase[0] if phrase else found[position])
        position += phrase[1] if phrase else 1
    return joined


def _phrase_at(found: list[Lexeme], position: int, *, known: Knowledge) -> tuple[Lexeme, int] | None:
    for stems, kind in known.phrases.get(found[position].stem, ()):
        size = len(stems)
        if tuple(item.stem for item in found[position : position + size]) == stems:
            words = found[position : position + size]
            return Lexeme(" ".join(item.text for item in words), " ".join(stems), kind), size
    return None
