"""Finds the words that stand in a list with known names, as a company's name would. Pure.

Known names are put out of the way first, so that an "and" within one parts nothing.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

MOST_WORDS = 4

HIDDEN = "\0"  # stands in the place of a name
_JOINT = re.compile(
    r"\s*(?:[,;/&+]|\b(?:and|or|vs\.?|versus)\b|(?<=\0)\s(?:with|against|than|to)\b)[\s,]*", re.IGNORECASE
)
_BEFORE_NAME = frozenset({"the", "some", "a", "an", "also", "then", "even", "maybe", "perhaps", "compare"})
_WORD = re.compile(rf"{HIDDEN}|\$?[^\W_]+(?:['.&:-][^\W_]+)*")


def find_listed(text: str, *, known: Sequence[str], unknown: Sequence[str]) -> tuple[str, ...]:
    """Find the unknown words that are joined to a known name: "openai" in "compare nvidia and openai"."""
    found: list[str] = []
    for clause in hide_names(text, known).split("|"):
        parts = [_WORD.findall(part) for part in _JOINT.split(clause)]
        names = [_as_name(part, unknown) for part in parts]
        for at, name in enumerate(names):
            if name and _is_joined(at, parts, names):
                found.append(name)
    return tuple(dict.fromkeys(found))


def find_terse(text: str, *, known: Sequence[str], unknown: Sequence[str]) -> tuple[str, ...]:
    """Find the unknown words of a text that is nothing but names and such words: "tesla nvdia amd"."""
    words = _WORD.findall(hide_names(text, known))
    is_terse = bool(known) and all(word == HIDDEN or word in unknown for word in words)
    runs = groupby(words, key=lambda word: word in unknown)
    return tuple(" ".join(run) for is_unknown, run in runs if is_unknown) if is_terse else ()


def hide_names(text: str, names: Iterable[str]) -> str:
    """Put one sign in the place of each of these names, the longest first."""
    for name in sorted(names, key=len, reverse=True):
        pattern = r"[\s,]*".join(map(re.escape, name.split()))
        text = re.sub(rf"(?<!\w){pattern}(?!\w)", HIDDEN, text)
    return text


def _as_name(words: Sequence[str], unknown: Sequence[str]) -> str:
    """The words as a name, without small ones before them; nothing when they are no such words alone."""
    rest = list(words)
    while rest and rest[0].casefold() in _BEFORE_NAME:
        del rest[0]
    is_name = 0 < len(rest) <= MOST_WORDS and all(word in unknown for word in rest)
    return " ".join(rest) if is_name else ""


def _is_joined(at: int, parts: Sequence[Sequence[str]], names: Sequence[str]) -> bool:
    """True when the chain of such words that holds this one touches a known name at either end.

    Several words before one are a name only if they are written so: "quarter-point cut and JPM" lists one.
    """
    first = last = at
    while first and names[first - 1]:
        first -= 1
    is_like_a_name = " " not in names[at] or names[at].istitle()
    while last + 1 < len(names) and names[last + 1]:
        last += 1
    before = parts[first - 1] if first else ()
    behind = parts[last + 1] if last + 1 < len(parts) else ()
    return HIDDEN in before[-1:] or (is_like_a_name and HIDDEN in behind[:1])
