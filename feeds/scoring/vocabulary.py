"""The hand-written lists that linking leans on (config/data/linking.txt), and private companies."""

from collections.abc import Mapping
from functools import cache

from config.resources import read_text


def read_lists(text: str) -> Mapping[str, frozenset[str]]:
    """Parse lists: NAME: word, word, ..."""
    lines = (line.partition(": ") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: frozenset(words.split(", ")) for name, _, words in lines}


@cache
def words_of(name: str) -> frozenset[str]:
    """One list of words."""
    return read_lists(read_text("linking.txt"))[name]


@cache
def private_companies() -> frozenset[str]:
    """Keys of companies that are known and not listed."""
    lines = read_text("private.txt").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
