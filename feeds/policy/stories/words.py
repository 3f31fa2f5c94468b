"""Words of market news, reduced so that two houses' words for one thing are one term."""

import re
from functools import cache, lru_cache

from config.resources import read_text

_RARE = 0.0005  # share of all headlines in which a word stands that is not in the lists
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[&'./][^\W_]+)*")
_PLAIN = str.maketrans("\u2019\u2018\u2010\u2011\u2013\u2014", "''    ")


def words(text: str) -> list[str]:
    """Cut text into words as written; numbers among them, marks not."""
    return _WORD.findall(text if text.isascii() else text.translate(_PLAIN))


def terms(written: list[str]) -> list[str]:
    """Reduce words to terms, in order; words that say nothing fall away."""
    found: list[str] = []
    pairs: dict[str, str] | None = None  # ideas that the word before begins, by the word that completes them
    before: str | None = None  # what that word is alone
    for word in written:
        term, begun = _read(word)
        if pairs is not None:
            if (idea := pairs.get(word.lower())) is not None:
                found.append(idea)
                pairs = before = None
                continue
            if before is not None:
                found.append(before)
        if begun is None and term is not None:
            found.append(term)
        pairs, before = begun, term
    if pairs is not None and before is not None:
        found.append(before)
    return found


@lru_cache(maxsize=50_000)
def _read(word: str) -> tuple[str | None, dict[str, str] | None]:
    """Give the term of one word as written, and what it begins as the first of two."""
    lower = word.lower()
    return reduce(lower), alike_pairs().get(lower)


@lru_cache(maxsize=50_000)
def reduce(word: str) -> str | None:
    """Reduce one lower-case word to its term; None for a word that says nothing, and for numbers."""
    bare = word.removesuffix("'s").removesuffix("'")
    if (idea := alike().get(bare)) is not None:
        return idea
    if len(bare) < 2 or bare in _silent() or bare[0].isdigit():
        return None
    return _stem(bare)


def _stem(word: str) -> str:
    """Take the ending off; crude, but the same for all forms of most words."""
    for ending in ("ings", "ing", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


@cache
def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in read_text("story_words.txt").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


@cache
def _silent() -> frozenset[str]:
    return frozenset(word for line in _sections()["silent"] for word in line.split())


@cache
def alike() -> dict[str, str]:
    """Give the idea of each single word that stands for one."""
    return {word: idea for word, idea in _ideas() if "_" not in word}


@cache
def alike_pairs() -> dict[str, dict[str, str]]:
    """Give the ideas of pairs of words, by first and second word."""
    found: dict[str, dict[str, str]] = {}
    for word, idea in _ideas():
        if word.count("_") == 1:
            first, second = word.split("_")
            found.setdefault(first, {})[second] = idea
    return found


def _ideas() -> list[tuple[str, str]]:
    lines = (line.partition(": ") for line in _sections()["actions"] + _sections()["alike"])
    return [(word, idea) for idea, _colon, ways in lines for word in ways.split()]


@cache
def actions() -> frozenset[str]:
    """The ideas of what happens in a story."""
    return frozenset(line.partition(": ")[0] for line in _sections()["actions"])


@cache
def places() -> dict[str, str]:
    """The terms that name a country or its central bank, each with the country."""
    lines = (line.partition(": ") for line in _sections()["places"])
    return {term: place for place, _colon, ways in lines for term in ways.split()}


@cache
def brokers() -> frozenset[str]:
    """The terms that name a house of analysts."""
    return _common("brokers")


@lru_cache(maxsize=50_000)
def usual_share(term: str) -> float:
    """Guess in which share of all headlines a term stands, before any was counted."""
    if term in everyday():
        return 0.05
    return 0.015 if term in _common("sometimes") else _RARE


@cache
def everyday() -> frozenset[str]:
    """The terms that stand in so many headlines that none is found by them."""
    return _common("often")


def is_rare(term: str) -> bool:
    """True for a term that is neither an everyday word of market news nor one of its ideas."""
    return usual_share(term) <= _RARE and term not in _all_ideas()


@cache
def _all_ideas() -> frozenset[str]:
    return frozenset(alike().values())


@cache
def _common(section: str) -> frozenset[str]:
    return frozenset(
        term for line in _sections()[section] for word in line.split() if (term := reduce(word)) is not None
    )
