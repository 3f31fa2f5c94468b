"""Long patterns as lists that can be read: a phrase a line, a space for any space, notes behind "  #"."""

import re
from typing import TypeVar

Meaning = TypeVar("Meaning")


def joined(phrases: str) -> str:
    """Any of these phrases."""
    lines = (line.partition("  #")[0].strip() for line in phrases.splitlines())
    return f"(?:{'|'.join(map(_spaced, filter(None, lines)))})"


def any_of(phrases: str) -> re.Pattern[str]:
    """Any of these phrases in any case, as whole words and not behind a $."""
    return _whole(joined(phrases))


def table(
    *rows: tuple[str | re.Pattern[str], Meaning],
) -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    """Phrases, in any case and as whole words, each with what it means; a pattern stays as it is."""
    return tuple(
        (each if isinstance(each, re.Pattern) else _whole(_spaced(each)), what) for each, what in rows
    )


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$]){pattern}(?!\w)", re.IGNORECASE)


def _spaced(phrase: str) -> str:
    return phrase.replace(" ", r"\s+")
