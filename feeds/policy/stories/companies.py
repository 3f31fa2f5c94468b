"""The companies an item names: which of them it is about, by which words it calls them.

A company without a symbol is known by the name that the headline begins with.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from feeds.policy.stories.words import is_rare, reduce, terms, words
from feeds.types.scores import Analysis

_MAIN_SHARE = 0.6  # of the highest relevance: what an item is about, not what it mentions
_MIN_RELEVANCE = 0.3
_ASIDE = re.compile(  # who another company is: "Intel supplier Acme", "Acme, backed by Intel"
    r"\b(?P<of>[A-Z][\w&.]*)(?:['\u2019]s)?[ -](?i:supplier|partner|customer|backer|rival|peer|backed)\b"
    r"|\b[Bb]acked by (?P<by>[A-Z][\w&.]*)"
)

Named = tuple[str, str]  # symbol and name


@dataclass(frozen=True, slots=True)
class Companies:
    """The companies with a symbol that an item names."""

    subjects: frozenset[str]  # symbols it is about
    callings: frozenset[str]  # terms that call those by symbol or name
    symbols: frozenset[str]  # symbols it is about or mentions, but for those told as an aside
    subject_marks: frozenset[str]  # "$" and symbol: the terms that stand for a company
    marks: frozenset[str]
    terms: frozenset[str]  # those that only name one of them; its mark stands for all of them


def read_companies(analysis: Analysis, *, aside: frozenset[str]) -> Companies:
    """Read who is named; `aside` are terms of those that only say who another one is."""
    named = tuple((row.symbol, row.name) for row in analysis.tickers)
    told = {
        row.symbol: row.relevance
        for row in analysis.tickers
        if not aside or aside.isdisjoint(_called(row.symbol, row.name))
    }
    floor = max(_MIN_RELEVANCE, max(told.values(), default=0.0) * _MAIN_SHARE)
    subjects = tuple(symbol for symbol, relevance in told.items() if relevance >= floor)
    return _gather(named, told=tuple(told), subjects=subjects)


def read_asides(title: str) -> tuple[str, frozenset[str]]:
    """Take out of a headline who a company is by another one; the terms of those not named again, too."""
    told = [found["of"] or found["by"] for found in _ASIDE.finditer(title)]
    if not told:
        return title, frozenset()
    bare = _ASIDE.sub("", title)
    return bare, frozenset(terms(told)).difference(terms(words(bare)))


def read_names(title: list[str], lead: list[str]) -> tuple[str, ...]:
    """Find the names in a headline, in order: its first word, and words with a capital inside a sentence.

    Where every word of a headline has a capital, those count that have one inside the lead, too.
    """
    inner = _capitalised(title[1:])
    is_sentence = len(inner) * 2 < len(title)
    known = {word.lower() for word in (*_capitalised(lead[1:]), *(inner if is_sentence else ()), *title[:1])}
    reduced = (reduce(word.lower()) for word in title if word.lower() in known)
    return tuple(dict.fromkeys(term for term in reduced if term is not None and is_rare(term)))


def _capitalised(written: list[str]) -> set[str]:
    return {word for word in written if not word.islower() and word[0].isupper()}


@lru_cache(maxsize=4_096)
def _gather(named: tuple[Named, ...], *, told: tuple[str, ...], subjects: tuple[str, ...]) -> Companies:
    """One value for all items that name the same: most items name what others name, too."""
    return Companies(
        subjects=frozenset(subjects),
        callings=frozenset(
            term for symbol, name in named if symbol in subjects for term in _called(symbol, name)
        ),
        symbols=frozenset(told),
        subject_marks=_marks(subjects),
        marks=_marks(symbol for symbol, _name in named),
        terms=frozenset(term for symbol, name in named for term in terms(words(f"{symbol} {name}"))),
    )


@lru_cache(maxsize=4_096)
def _called(symbol: str, name: str) -> tuple[str, ...]:
    """The terms of the symbol and of the first word of the name."""
    return tuple(terms(words(f"{symbol} {name}")[:2]))


def _marks(symbols: Iterable[str]) -> frozenset[str]:
    return frozenset(f"${symbol}" for symbol in symbols)
