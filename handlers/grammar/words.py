"""Cuts a command's text into words: quotes hold a phrase together, wherever in the word they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.grammar.problems import Misread

_STRAIGHT = r'"(?:\\.|[^"\\])*"?'
_CURLY = r"[“”„«][^“”»]*[“”»]?"
_WORD = re.compile(rf'(?:{_STRAIGHT}|{_CURLY}|[^\s"“”„«])+')
_CLOSED = re.compile(r'(?:"(?:\\.|[^"\\])*"|[“”„«][^“”»]*[“”»]|[^\s"“”„«])*')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'"})
_SLACK_LINK = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed, and what it says."""

    raw: str

    @property
    def text(self) -> str:
        """Without the quotes."""
        return unquote(self.raw)

    @property
    def lower(self) -> str:
        """For comparing with the grammar's own words."""
        return self.text.casefold()

    @property
    def open_at(self) -> int | None:
        """Where a quote opens that is never closed; None when all are."""
        found = _CLOSED.match(self.raw)
        end = found.end() if found else 0
        return end if end < len(self.raw) else None

    @property
    def is_quoted(self) -> bool:
        """True for a phrase in quotes, as against an option with a quoted value."""
        return self.raw[0] in '"“”„«'


@dataclass(frozen=True, slots=True)
class Line:
    """A command with the words after it; knows how to say itself again with one of them put right."""

    command: str
    words: tuple[Word, ...]

    @classmethod
    def read(cls, command: str, text: str) -> "Line":
        """Cut `text`, which came after `command`."""
        plain = _SLACK_LINK.sub(r"\1", text.translate(_APOSTROPHES))
        return cls(command, tuple(Word(raw) for raw in _WORD.findall(plain)))

    def says(self, *raws: str) -> str:
        """The command with these words after it."""
        return " ".join((self.command, *raws))

    def replaced(self, at: int, raw: str) -> str:
        """The whole command with the word at this place replaced; an empty `raw` drops it."""
        raws = [word.raw for word in self.words]
        raws[at : at + 1] = [raw] if raw else []
        return self.says(*raws)

    def check_quotes(self) -> None:
        """Raise Misread at the first quote that is never closed."""
        for at, word in enumerate(self.words):
            opens = word.open_at
            if opens is not None:
                closing = '"' if word.raw[opens] == '"' else "”"
                within = word.raw[opens + 1 :].strip()
                if not within:
                    raise Misread(
                        "The quote at the end is never closed.", self.replaced(at, word.raw[:opens])
                    )
                right = self.replaced(at, word.raw.rstrip("\\ ") + closing)
                raise Misread(f"The quote before “{within}” is never closed.", right)

    def after(self, count: int) -> str:
        """What was said after the first `count` words, in one piece."""
        return " ".join(word.text for word in self.words[count:])

    def drop_first(self) -> "Line":
        """The same line, its first word now part of the command."""
        return Line(f"{self.command} {self.words[0].raw}", self.words[1:])


def unquote(raw: str) -> str:
    """What a word says: without the quotes around it; those within, escaped or curly, become straight."""
    text = raw.translate(_QUOTES)
    if raw.startswith('"'):
        inner = raw[1:-1] if len(raw) > 1 and raw.endswith('"') else raw[1:]
        return inner.replace('\\"', '"').translate(_QUOTES).strip()
    return text.replace('"', "").strip()


def in_quotes(words: Sequence[str]) -> str:
    """Several words as one phrase in quotes."""
    return '"' + " ".join(words).replace('"', "") + '"'
