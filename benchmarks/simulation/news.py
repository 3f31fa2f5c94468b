"""Days of made-up news: a rhythm of day and night, stories told by several feeds, and bursts."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from feeds.types.decisions import ScoredItem
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis, Sentiment, TickerSentiment

COMPANIES = {
    "AAPL": "Apple",
    "AMD": "Advanced Micro Devices",
    "AMZN": "Amazon",
    "BA": "Boeing",
    "F": "Ford",
    "GM": "General Motors",
    "GOOGL": "Alphabet",
    "IBM": "IBM",
    "INTC": "Intel",
    "JPM": "JPMorgan Chase",
    "KO": "Coca-Cola",
    "META": "Meta Platforms",
    "MSFT": "Microsoft",
    "NVDA": "NVIDIA",
    "PFE": "Pfizer",
    "TSLA": "Tesla",
    "WMT": "Walmart",
    "XOM": "Exxon Mobil",
}
_HAPPENINGS = (
    ("{name} raises its outlook to ${number} million", 0.5),
    ("{name} beats estimates with {number} cents a share", 0.6),
    ("{name} opens plant number {number}", 0.2),
    ("{name} names site {number} for its next store", 0.0),
    ("{name} recalls {number} thousand units", -0.5),
    ("{name} cuts {number} jobs", -0.4),
    ("{name} loses a lawsuit over patent {number}", -0.7),
    ("{name} wins an order worth ${number} million", 0.8),
)
_ECHOES = ("{title}", "{title}, filing shows", "Update: {title}", "{title}, sources say", "{title} on Monday")
_BY_HOUR = (1, 1, 1, 1, 2, 3, 5, 6, 6, 5, 5, 6, 9, 12, 12, 10, 8, 8, 8, 7, 9, 6, 3, 2)  # UTC
_WEEKEND = 0.25
_BURSTS_A_DAY = 3
_BURST_SHARE = 0.25  # of all items
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Scheduled:
    """An item, and when which feed carries it."""

    at: datetime
    feed: int
    scored: ScoredItem


def make_news(*, seed: int, items: int, feeds: int, start: datetime, days: int) -> list[Scheduled]:
    """Make so many items, in the order in which they come."""
    chance = random.Random(seed)
    bursts = _burst_hours(chance, start=start, days=days)
    made: list[Scheduled] = []
    while len(made) < items:
        is_burst = chance.random() < _BURST_SHARE
        at = chance.choice(bursts) + _HOUR * chance.random() if is_burst else _moment(chance, start, days)
        copies = list(_tell(chance, at=at, feeds=feeds, end=start + _DAY * days, serial=len(made)))
        made += copies[: items - len(made)]
    return sorted(made, key=lambda one: one.at)


def _burst_hours(chance: random.Random, *, start: datetime, days: int) -> list[datetime]:
    return [start + _HOUR * chance.randrange(24 * days) for _ in range(_BURSTS_A_DAY * days)]


def _moment(chance: random.Random, start: datetime, days: int) -> datetime:
    week = [start + _DAY * number for number in range(days)]
    day = chance.choices(week, [_WEEKEND if day.weekday() > 4 else 1.0 for day in week])[0]
    return day + _HOUR * (chance.choices(range(24), _BY_HOUR)[0] + chance.random())


def _tell(
    chance: random.Random, *, at: datetime, feeds: int, end: datetime, serial: int
) -> Iterator[Scheduled]:
    """Tell one story: half of them once, the others by up to six feeds within three hours."""
    symbol = chance.choice([*COMPANIES])
    happening, score = chance.choice(_HAPPENINGS)
    title = happening.format(name=COMPANIES[symbol], number=chance.randrange(2, 10_000))
    for copy in range(chance.choice((1, 1, 1, 2, 3, 6))):
        echo = chance.choice(_ECHOES).format(title=title) if copy else title
        heard = Sentiment(max(-1.0, min(1.0, score + chance.gauss(0, 0.2))))
        row = TickerSentiment(symbol, COMPANIES[symbol], 1.0, heard)
        key = f"item {serial + copy}"
        item = NewsItem(key, echo, url=f"https://news.example/{serial + copy}", published_at=at)
        yield Scheduled(at, chance.randrange(feeds), ScoredItem(item, Analysis(heard, 0.8, tickers=(row,))))
        at = min(at + _HOUR * 3 * chance.random(), end - timedelta(seconds=1))
