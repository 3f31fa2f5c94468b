"""Daily rollups: kept in step with the rows they sum up, inside the same transaction, by what changed.

`tally` and `difference` are pure; the rest writes. A scope is 0 for the catalogue, else one feed's id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, literal, select, text

from feeds.store.statements import insert
from feeds.store.tables import ticker_days
from feeds.types.scores import Polarity, Sentiment
from feeds.types.tones import Tone

CATALOGUE = 0

_STORY_LOCK = 7_221_002
_SUMS = tuple(field.name for field in fields(Tone))


@dataclass(frozen=True, slots=True)
class TickerDay:
    """Which rollup an item counts in."""

    symbol: str
    day: date


@dataclass(frozen=True, slots=True)
class TickerMention:
    """One item speaks of one ticker, in hundredths of a score."""

    symbol: str
    seen_at: datetime
    item_id: int
    story_id: int
    score: int

    @property
    def ticker_day(self) -> TickerDay:
        """The rollup it counts in: the day is UTC's."""
        return TickerDay(self.symbol, self.seen_at.date())


def tally(mentions: Iterable[TickerMention]) -> dict[TickerDay, Tone]:
    """Sum mentions up by ticker and day; a story counts once in each."""
    sums: dict[TickerDay, Tone] = {}
    told: set[tuple[TickerDay, int]] = set()
    for mention in mentions:
        key = mention.ticker_day
        is_new_story = (key, mention.story_id) not in told
        told.add((key, mention.story_id))
        sums[key] = sums.get(key, Tone()) + _tone(mention.score, is_new_story=is_new_story)
    return sums


def difference(before: Mapping[TickerDay, Tone], after: Mapping[TickerDay, Tone]) -> dict[TickerDay, Tone]:
    """What must be added to `before` to get `after`, without the zeros."""
    changes = {
        key: _minus(after.get(key, Tone()), before.get(key, Tone())) for key in before.keys() | after.keys()
    }
    return {key: change for key, change in changes.items() if change != Tone()}


def add(connection: Connection, changes: Mapping[TickerDay, Tone], *, scope: int) -> None:
    """Add changes to the rollups of one scope."""
    rows = [
        {"symbol": key.symbol, "day": key.day, "scope": scope, **_sums(changes[key])}
        for key in sorted(changes, key=lambda key: (key.symbol, key.day))
    ]
    if rows:
        connection.execute(_adding(insert(connection, ticker_days)), rows)


def merge_into_catalogue(connection: Connection, feed_id: int) -> None:
    """Count what a feed brought in the catalogue's rollups from now on."""
    own = select(
        ticker_days.c.symbol,
        ticker_days.c.day,
        literal(CATALOGUE),
        *(ticker_days.c[name] for name in _SUMS),
    ).where(ticker_days.c.scope == feed_id)
    merged = insert(connection, ticker_days).from_select(["symbol", "day", "scope", *_SUMS], own)
    connection.execute(_adding(merged))
    forget_scope(connection, feed_id)


def forget_scope(connection: Connection, feed_id: int) -> None:
    """Delete the rollups of one feed of its own."""
    connection.execute(delete(ticker_days).where(ticker_days.c.scope == feed_id))


def lock(connection: Connection) -> None:
    """Make other workers wait to assign stories or count items until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _STORY_LOCK})


def _adding(statement: Any) -> Any:
    sums = {name: ticker_days.c[name] + statement.excluded[name] for name in _SUMS}
    return statement.on_conflict_do_update(index_elements=["symbol", "day", "scope"], set_=sums)


def _tone(score: int, *, is_new_story: bool) -> Tone:
    polarity = Sentiment(score / 100).polarity
    return Tone(
        items=1,
        stories=int(is_new_story),
        score_sum=score,
        square_sum=score * score,
        positive=int(polarity is Polarity.POSITIVE),
        neutral=int(polarity is Polarity.NEUTRAL),
        negative=int(polarity is Polarity.NEGATIVE),
    )


def _sums(tone: Tone) -> dict[str, int]:
    return {name: getattr(tone, name) for name in _SUMS}


def _minus(one: Tone, other: Tone) -> Tone:
    return Tone(**{name: getattr(one, name) - getattr(other, name) for name in _SUMS})
