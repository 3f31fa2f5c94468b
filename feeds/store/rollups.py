"""Daily rollups: kept in step with the mentions they sum up, inside the same transaction, by what changed.

`changes` is pure; the rest writes. A scope is 0 for the catalogue, else one feed's id.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, literal, select, text

from feeds.store.statements import insert_for
from feeds.store.tables import ticker_days
from feeds.types.scores import Polarity, Sentiment
from feeds.types.tones import Tone, story_score

CATALOGUE = 0
CLEAR = next(score for score in range(101) if Sentiment(score / 100).polarity is Polarity.POSITIVE)

_STORY_LOCK = 7_221_002
_SUMS = tuple(field.name for field in fields(Tone))
_LOCK = text("select pg_advisory_xact_lock(:key)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One item speaks of one ticker, in hundredths of a score."""

    symbol: str
    told_at: datetime
    item_id: int
    story_id: int
    score: int
    weight: int = 0


Changes = Mapping[tuple[str, date], Tone]


def changes(before: Iterable[Mention], after: Iterable[Mention]) -> Changes:
    """What must be added to the rollups when `after` takes the place of `before`: by symbol and UTC day.

    All mentions of a story must be given, because it counts once a day however many items tell it, with the
    mean of their scores.
    """
    sums: defaultdict[tuple[str, date], list[int]] = defaultdict(lambda: [0] * len(_SUMS))
    for sign, mentions in ((-1, before), (1, after)):
        told: defaultdict[tuple[str, date, int], list[int]] = defaultdict(list)
        for mention in mentions:
            told[mention.symbol, mention.told_at.date(), mention.story_id].append(mention.score)
        for (symbol, day, _story), scores in told.items():
            _count(sums[symbol, day], scores, sign=sign)
    return {key: Tone(*counted) for key, counted in sums.items() if any(counted)}


def add(connection: Connection, changed: Changes, *, scope: int) -> None:
    """Add changes to the rollups of one scope."""
    rows = [
        {"symbol": symbol, "day": day, "scope": scope, **{name: getattr(tone, name) for name in _SUMS}}
        for (symbol, day), tone in sorted(changed.items(), key=lambda change: change[0])
    ]
    if rows:
        connection.execute(_add(connection.dialect.name), rows)


def merge_into_catalogue(connection: Connection, feed_id: int) -> None:
    """Count what a feed brought in the catalogue's rollups from now on."""
    own = select(
        ticker_days.c.symbol,
        ticker_days.c.day,
        literal(CATALOGUE),
        *(ticker_days.c[name] for name in _SUMS),
    ).where(ticker_days.c.scope == feed_id)
    merged = insert_for(connection.dialect.name, ticker_days).from_select(
        ["symbol", "day", "scope", *_SUMS], own
    )
    connection.execute(_adding(merged))
    forget_scope(connection, feed_id)


def forget_scope(connection: Connection, feed_id: int) -> None:
    """Delete the rollups of one feed of its own."""
    connection.execute(delete(ticker_days).where(ticker_days.c.scope == feed_id))


def lock(connection: Connection) -> None:
    """Make other workers wait to assign stories or count items until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK, {"key": _STORY_LOCK})


def _count(sums: list[int], scores: Sequence[int], *, sign: int) -> None:
    """Add what one story says in a day, in the order of Tone's fields, or take it away."""
    score = story_score(scores)
    sums[0] += sign * len(scores)
    sums[1] += sign
    sums[2] += sign * score
    sums[3] += sign * score * score
    sums[4 if score >= CLEAR else 6 if score <= -CLEAR else 5] += sign


@cache
def _add(dialect: str) -> Any:
    return _adding(insert_for(dialect, ticker_days))


def _adding(statement: Any) -> Any:
    sums = {name: ticker_days.c[name] + statement.excluded[name] for name in _SUMS}
    return statement.on_conflict_do_update(index_elements=["symbol", "day", "scope"], set_=sums)
