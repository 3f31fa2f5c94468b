"""Decides whether an item concerns what a subscription watches, and by which ticker rows it is judged."""

import re
from dataclasses import dataclass
from functools import lru_cache

from feeds.policy.candidate import Candidate
from feeds.policy.urls import redacted
from feeds.types.scores import TickerSentiment
from feeds.types.subscriptions import (
    Watch,
    WatchAll,
    WatchFeed,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """It does. `rows` are the tickers that were asked for; empty: the item is judged as a whole."""

    rows: tuple[TickerSentiment, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """It does not; `why` says what was looked for."""

    why: str


def look(watch: Watch, candidate: Candidate, *, held: frozenset[str] = frozenset()) -> Hit | Miss:
    """Look for what is watched; `held` are the symbols of the portfolio a WatchPortfolio names."""
    match watch:
        case WatchAll():
            return Hit()
        case WatchFeed(feed_id=feed_id, url=url):
            return Hit() if feed_id == candidate.feed_id else Miss(f"not from {redacted(url)}")
        case WatchWords(phrases=phrases):
            return _saying(candidate, phrases)
        case WatchTickers(symbols=symbols):
            return _about(candidate, frozenset(symbols), otherwise="not about " + _listed(symbols))
        case WatchPortfolio():
            return _about(candidate, held, otherwise="not about anything the portfolio holds")


def _about(candidate: Candidate, symbols: frozenset[str], *, otherwise: str) -> Hit | Miss:
    rows = tuple(row for row in candidate.analysis.tickers if row.symbol in symbols)
    return Hit(rows) if rows else Miss(otherwise)


def _saying(candidate: Candidate, phrases: tuple[str, ...]) -> Hit | Miss:
    if any(_says(candidate.words, phrase) for phrase in phrases):
        return Hit()
    return Miss("does not say " + " or ".join(f'"{phrase}"' for phrase in phrases))


def _listed(symbols: tuple[str, ...]) -> str:
    shown = " or ".join(f"${symbol}" for symbol in symbols[:5])
    return shown if len(symbols) <= 5 else f"{shown} or {len(symbols) - 5} others"


def _says(text: str, phrase: str) -> bool:
    pattern = _pattern(phrase)
    return pattern is not None and pattern.search(text) is not None


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str] | None:
    """Whole words in order, whatever their case and whatever stands between them but other words."""
    words = re.findall(r"\w+", phrase)
    if not words:
        return None
    return re.compile(r"\b" + r"\W+".join(re.escape(word) for word in words) + r"\b", re.IGNORECASE)
