"""Filters of words: `chips AND (export OR tariff) NOT rumour`, read once and asked often.

    expression = conjunction { OR conjunction }
    conjunction = term { [AND] term }               words side by side mean AND
    term = [NOT | -] ( word | "a phrase" | ( expression ) )

Words match whole words in any case; operators may be written in any case, and quoted they are words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from feeds.errors import UsageError

MAX_LENGTH = 1_000
MAX_DEPTH = 20

_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))"""
    r"""|(?P<quote>"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)'[^']+'(?!\w))"""
    r"""|(?P<minus>-(?=[\w"“(]))"""
    r"""|(?P<word>[^\s()"“”„«»]+)|(?P<stray>\S))"""
)
_PATTERN_LIKE = re.compile(r"\.[*+]|\\|\(\?|^\^|\[[^\]]*\]|\{\d|\w[*]|[*]\w|\||^/.+/\w*$")
_OPERATORS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One word or several in a row."""

    words: str


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is not."""

    part: "Filter"


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple["Filter", ...]


Filter = Phrase | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def parse(expression: str) -> Filter:
    """Read an expression. Raises UsageError that points at the place, in the user's own words."""
    if len(expression) > MAX_LENGTH:
        raise UsageError(f"A filter may have {MAX_LENGTH} characters; this one has {len(expression)}.")
    if _PATTERN_LIKE.search(expression.strip()):
        raise UsageError(
            f"Filters take words, not patterns: “{expression.strip()[:60]}” looks like one. "
            'Write words, "phrases", AND, OR, NOT and parentheses.'
        )
    reader = _Reader(tuple(_tokens(expression)))
    found = reader.read_any(depth=0)
    reader.expect_end()
    return found


def write(wanted: Filter) -> str:
    """Write a filter so that `parse` reads the same back."""
    match wanted:
        case Phrase(words=words):
            return f'"{words}"'
        case Not(part=part):
            return f"NOT {_enclosed(part)}"
        case AllOf(parts=parts):
            return " AND ".join(_enclosed(part) for part in parts)
        case AnyOf(parts=parts):
            return " OR ".join(_enclosed(part) for part in parts)


def matches(wanted: Filter, text: str) -> bool:
    """Tell whether the text passes."""
    match wanted:
        case Phrase(words=words):
            return _compiled(words).search(text) is not None
        case Not(part=part):
            return not matches(part, text)
        case AllOf(parts=parts):
            return all(matches(part, text) for part in parts)
        case AnyOf(parts=parts):
            return any(matches(part, text) for part in parts)


def explain(wanted: Filter, text: str) -> str:
    """Name the part that decided, e.g. `"export" is not in it`."""
    match wanted:
        case Phrase(words=words):
            return f'"{words}" is {"" if matches(wanted, text) else "not "}in it'
        case Not(part=part):
            return explain(part, text)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            verdict = matches(wanted, text)
            deciding = [part for part in parts if matches(part, text) is verdict]
            is_decided_by_one = isinstance(wanted, AllOf) is not verdict
            chosen = deciding[:1] if is_decided_by_one else deciding
            return " and ".join(explain(part, text) for part in chosen)


def _enclosed(wanted: Filter) -> str:
    return write(wanted) if isinstance(wanted, Phrase) else f"({write(wanted)})"


@lru_cache(maxsize=4_096)
def _compiled(words: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _tokens(expression: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(expression):
        kind = found.lastgroup or "stray"
        text, start = found[kind], found.start(kind)
        if kind == "stray":
            raise UsageError(f'A quote is open {_place(expression, start)}; close it with another ".')
        if kind == "word" and text.upper() in _OPERATORS:
            yield _Token(text.upper(), text, start)
        else:
            yield _Token(kind, text, start)


def _place(expression: str, start: int) -> str:
    before = expression[:start].split()
    return f"after {before[-1]!r}" if before else "at the beginning"


class _Reader:
    """Reads tokens by recursive descent, one method a rule of the grammar."""

    def __init__(self, tokens: tuple[_Token, ...]) -> None:
        self._tokens = tokens
        self._at = 0

    def read_any(self, *, depth: int) -> Filter:
        parts = [self._read_all(depth=depth)]
        while self._take("OR"):
            parts.append(self._read_all(depth=depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def expect_end(self) -> None:
        if self._kind() == "close":
            raise UsageError(f"A closing parenthesis {self._where()} has no opening one.")

    def _read_all(self, *, depth: int) -> Filter:
        parts = [self._read_term(depth=depth)]
        while self._take("AND") or self._kind() in {"word", "quote", "open", "minus", "NOT"}:
            parts.append(self._read_term(depth=depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _read_term(self, *, depth: int) -> Filter:
        if depth > MAX_DEPTH:
            raise UsageError(f"The filter is nested more than {MAX_DEPTH} deep; make it flatter.")
        if self._take("NOT") or self._take("minus"):
            return Not(self._read_term(depth=depth + 1))
        if self._take("open"):
            return self._read_group(depth=depth + 1)
        return self._read_phrase()

    def _read_group(self, *, depth: int) -> Filter:
        found = self.read_any(depth=depth)
        if not self._take("close"):
            raise UsageError(f"A closing parenthesis is missing {self._where()}.")
        return found

    def _read_phrase(self) -> Filter:
        token = self._take("word") or self._take("quote")
        if token is None:
            raise UsageError(f'A word or a "phrase" is missing {self._where()}.')
        words = token.text[1:-1] if token.kind == "quote" else token.text.strip("$,;")
        if not any(letter.isalnum() for letter in words):
            raise UsageError(f"{token.text!r} has no word in it to look for.")
        return Phrase(" ".join(words.split()))

    def _kind(self) -> str | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _take(self, kind: str) -> _Token | None:
        if self._kind() != kind:
            return None
        self._at += 1
        return self._tokens[self._at - 1]

    def _where(self) -> str:
        return f"after {self._tokens[self._at - 1].text!r}" if self._at else "at the beginning"
