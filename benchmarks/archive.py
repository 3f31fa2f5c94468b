"""Fills a database with years of made-up news, as the store would have written it.

Items go straight into the tables: through the poller a million of them would take hours. What is derived from
them (mentions, rollups) is worked out by the store's own functions. Tickers are mentioned as in life: a few
daily, most hardly ever.
"""

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, islice
from typing import Any

from sqlalchemy import Connection, insert, text

from feeds.scoring.companies import Companies
from feeds.store import Database, Unit, codec, rollups
from feeds.store.engine import make_engine
from feeds.store.rollups import Mention
from feeds.store.tables import item_tickers, items, stories
from feeds.types.news import Feed
from feeds.types.scores import Analysis, Driver, Sentiment, TickerSentiment

DAYS = 730
FEEDS = 40
TICKERS = 9_000
COMMON_WORD, RARE_WORD = "quarter", "zirconium"
RARE_EVERY = 5_000
RECENT_STORIES = 50
DAYS_AT_ONCE = 60  # in one transaction
SENTENCES = 20_000
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Archive:
    """What was filled in: tickers from the hottest to the least, until `end`."""

    symbols: Sequence[str]
    end: datetime
    items: int


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up item with its mentions."""

    row: dict[str, Any]
    mentions: tuple[Mention, ...]
    is_new_story: bool


class Press:
    """Writes news at random, always the same for the same companies."""

    def __init__(self, companies: Companies, feeds: Sequence[Feed]) -> None:
        self._chance = random.Random(7)
        self._feeds = feeds
        self.symbols = tuple(companies.listings)[:TICKERS]
        self._names = {symbol: companies.name_of(symbol) or symbol for symbol in self.symbols}
        self._weights = tuple(accumulate(1 / (place + 8) for place in range(len(self.symbols))))
        self._sentences = tuple(self._sentence() for _ in range(SENTENCES))
        self._latest: deque[int] = deque(maxlen=RECENT_STORIES)

    def item(self, id: int, *, seen_at: datetime) -> Made:
        """Write one item; a third retell one of the latest stories."""
        chance = self._chance
        is_new = not self._latest or chance.random() < 2 / 3
        story_id = id if is_new else chance.choice(self._latest)
        if is_new:
            self._latest.append(id)
        symbols = dict.fromkeys(self._pick(1 + (chance.random() < 0.25) + (chance.random() < 0.05)))
        analysis = self._analyse(tuple(symbols))
        title = f"{analysis.tickers[0].name}: {chance.choice(self._sentences)}"
        body = " ".join(chance.choices(self._sentences, k=3))
        row = {
            "id": id,
            "feed_id": chance.choice(self._feeds).id,
            "key": f"key-{id}",
            "content_hash": f"{id:016x}",
            "story_id": story_id,
            "seen_at": seen_at,
            "published_at": seen_at,
            "url": f"https://news.example/{id}",
            "author": None,
            "title": title,
            "text": f"{body} {RARE_WORD}" if id % RARE_EVERY == 0 else body,
            "symbols": codec.words.write(tuple(symbols)),
            "analysis": codec.analyses.write(analysis),
        }
        mentions = tuple(_mention(each, id=id, story_id=story_id, at=seen_at) for each in analysis.tickers)
        return Made(row, mentions, is_new_story=is_new)

    def _pick(self, count: int) -> list[str]:
        return self._chance.choices(self.symbols, cum_weights=self._weights, k=count)

    def _analyse(self, symbols: Sequence[str]) -> Analysis:
        score, summary = self._chance.gauss(0.05, 0.3), self._chance.choice(self._sentences)
        tickers = tuple(
            TickerSentiment(symbol, self._names[symbol], round(1 / (place + 1), 2), Sentiment(score))
            for place, symbol in enumerate(symbols)
        )
        drivers = (Driver(summary, round(score / 2, 2), symbols[0]), Driver(COMMON_WORD, 0.1))
        return Analysis(
            Sentiment(score), 0.8, summary, tickers=tickers, catalysts=(summary,), drivers=drivers
        )

    def _sentence(self) -> str:
        chance = self._chance
        words = [f"word{int(20_000 * chance.random() ** 4)}" for _ in range(12)]
        if chance.random() < 0.15:
            words[chance.randrange(12)] = COMMON_WORD
        return " ".join(words).capitalize()


def fill(url: str, companies: Companies, *, count: int, end: datetime) -> Archive:
    """Migrate the database and write `count` items that end at `end`, a day at a time."""
    feeds = _set_up(url, end - DAYS * DAY)
    press = Press(companies, feeds)
    engine = make_engine(url)
    days = _days(press, count=count, end=end)
    while some := list(islice(days, DAYS_AT_ONCE)):
        with engine.begin() as connection:
            for day in some:
                _write(connection, day)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze" if connection.dialect.name == "postgresql" else "analyze"))
    engine.dispose()
    return Archive(press.symbols, end, count)


def _set_up(url: str, start: datetime) -> tuple[Feed, ...]:
    db = Database.open(url)
    db.migrate()

    def add_feeds(unit: Unit) -> tuple[Feed, ...]:
        urls = (f"https://feed{number}.example/rss" for number in range(FEEDS))
        return tuple(unit.feeds.add(each, now=start, in_catalogue=True) for each in urls)

    try:
        return db.run_now(add_feeds)
    finally:
        db.close()


def _days(press: Press, *, count: int, end: datetime) -> Iterator[list[Made]]:
    """Write items evenly over time, and give them by UTC day, so that each day's rollup is whole."""
    step, day = DAYS * DAY / count, list[Made]()
    for id in range(1, count + 1):
        made = press.item(id, seen_at=end - (count - id + 1) * step)
        if day and day[0].row["seen_at"].date() != made.row["seen_at"].date():
            yield day
            day = []
        day.append(made)
    yield day


def _mention(row: TickerSentiment, *, id: int, story_id: int, at: datetime) -> Mention:
    score = round(row.sentiment.score * 100)
    return Mention(row.symbol, at, id, story_id, score, round(abs(score) * row.relevance))


def _write(connection: Connection, day: Sequence[Made]) -> None:
    started = [{"id": made.row["id"], "started_at": made.row["seen_at"]} for made in day if made.is_new_story]
    connection.execute(insert(stories), started)
    connection.execute(insert(items), [made.row for made in day])
    mentions = [(mention, made.row["feed_id"]) for made in day for mention in made.mentions]
    connection.execute(insert(item_tickers), [_ticker_row(each, feed_id=feed) for each, feed in mentions])
    changed = rollups.changes((), (mention for mention, _ in mentions))
    rollups.add(connection, changed, scope=rollups.CATALOGUE)


def _ticker_row(mention: Mention, *, feed_id: int) -> dict[str, Any]:
    names = ("symbol", "told_at", "item_id", "story_id", "score", "weight")
    return {"feed_id": feed_id, **{name: getattr(mention, name) for name in names}}
