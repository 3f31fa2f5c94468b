"""Cuts a sentence into the words that may name something."""

import re
from collections.abc import Callable, Sequence

Knows = Callable[[str], bool]

MARKS = frozenset("|,/+&")

_CLASS = r"\$?[A-Za-z]{1,5}/[A-Za-z](?![^\W_])"  # BRK/B
WORD = re.compile(rf"{_CLASS}|\$?[^\W_]+(?:['.&:-][^\W_]+)*|[&|,/+]")
_EXCHANGE = re.compile(r"\b(NYSE|NASDAQ|AMEX|XETRA|FRA|LON|EPA|AMS|TYO|HKG|TSX|ASX):\s+(?=[A-Z0-9])")
_NOWORDS = re.compile(r"https?://\S+|:(?=[a-z])[a-z0-9_+'-]{2,}:")  # addresses, and emoji by their names


def cut(text: str, *, knows: Knows) -> list[str]:
    """The words and marks of a text in order. `knows` says whether words are exactly a name or a symbol.

    A stroke holds the two together where they are a symbol: BRK/B is one word, AMD/F are three.
    """
    plain = _EXCHANGE.sub(r"\1:", _NOWORDS.sub(" | ", text))
    words: list[str] = []
    for word in WORD.findall(plain):
        is_parted = len(word) > 1 and "/" in word and not knows(word)
        words.extend(re.split("(/)", word) if is_parted else [_without_possessive(word, knows=knows)])
    return words


def is_alone(words: Sequence[str]) -> bool:
    """True for one word with nothing but marks beside it."""
    return sum(word not in MARKS for word in words) == 1


def _without_possessive(word: str, *, knows: Knows) -> str:
    """NVDA of NVDA's; a name keeps it, as some have one."""
    bare = word.removesuffix("'s")
    return bare if bare != word and not knows(word) and knows(bare) else word
