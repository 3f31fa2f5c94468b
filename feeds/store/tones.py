"""What a workspace's items say about tickers: whole UTC days from the rollups, the rest from the mentions.

A story counts once a day, and once more for each feed outside the catalogue that tells it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, func, or_, select, union_all

from feeds.store.columns import Instant, Words
from feeds.store.rollups import CATALOGUE, CUT
from feeds.store.tables import feeds, item_tickers, ticker_days, workspace_feeds
from feeds.store.visibility import IS_VISIBLE
from feeds.types.tones import DayTone, Tone

PIECES = 2  # a window has at most so many besides its whole days
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_SUMS = ("items", "stories", "score_sum", "square_sum", "positive", "neutral", "negative")


@dataclass(frozen=True, slots=True)
class Window:
    """A window cut at midnights: whole days from `first` to before `last`, and pieces within one day."""

    first: date
    last: date
    pieces: tuple[tuple[datetime, datetime], ...]


def cut(since: datetime, until: datetime) -> Window:
    """Cut a window (from `since` on, before `until`) at the midnights of UTC."""
    first, last = _midnight_from(since), _midnight_before(until)
    if first > last:  # both within one day
        return Window(first.date(), first.date(), ((since, until),) if since < until else ())
    pieces = ((since, first), (last, until))
    return Window(first.date(), last.date(), tuple(piece for piece in pieces if piece[0] < piece[1]))


def _add_up(rows: Any) -> list[ColumnElement[Any]]:
    return [func.sum(rows.c[name]).label(name) for name in _SUMS]


def _of_piece(mentions: Any) -> Select[Any]:
    """Sum up mentions of one piece of a window by ticker, apart for each scope."""
    symbol, score = mentions.c.symbol, mentions.c.score
    sums = (
        func.count().label("items"),
        func.count(mentions.c.story_id.distinct()).label("stories"),
        func.sum(score).label("score_sum"),
        func.sum(score * score).label("square_sum"),
        func.sum(case((score >= CUT, 1), else_=0)).label("positive"),
        func.sum(case((score.between(1 - CUT, CUT - 1), 1), else_=0)).label("neutral"),
        func.sum(case((score <= -CUT, 1), else_=0)).label("negative"),
    )
    scope = case((feeds.c.in_catalogue, CATALOGUE), else_=feeds.c.id)
    wanted = select(symbol, *sums).join(feeds, feeds.c.id == mentions.c.feed_id)
    return wanted.where(IS_VISIBLE).group_by(symbol, scope)


def _mentions(number: int) -> Select[Any]:
    start, end = (bindparam(f"{name}_{number}", type_=Instant()) for name in ("start", "end"))
    columns = (item_tickers.c[name] for name in ("symbol", "feed_id", "story_id", "score"))
    return select(*columns).where(item_tickers.c.seen_at >= start, item_tickers.c.seen_at < end)


def _sum_up(parts: Sequence[Select[Any]]) -> Select[Any]:
    rows = union_all(*parts).subquery()
    summed = select(rows.c.symbol, *_add_up(rows)).group_by(rows.c.symbol)
    return summed.having(func.sum(rows.c["items"]) >= bindparam("at_least"))


_watched = select(workspace_feeds.c.feed_id).where(workspace_feeds.c.workspace == bindparam("workspace"))
_sees_scope = or_(ticker_days.c.scope == CATALOGUE, ticker_days.c.scope.in_(_watched))
_days = select(ticker_days.c.symbol, *(ticker_days.c[name] for name in _SUMS)).where(
    ticker_days.c.day >= bindparam("first"), ticker_days.c.day < bindparam("last"), _sees_scope
)
_named = bindparam("symbols", type_=Words(), expanding=True)

_OF_MANY = _sum_up(
    [
        _days.where(ticker_days.c.symbol.in_(_named)),
        *(
            _of_piece(_mentions(number).where(item_tickers.c.symbol.in_(_named)).subquery())
            for number in range(PIECES)
        ),
    ]
)
# unless told to, SQLite would walk all mentions in the order of their tickers
_OF_ALL = _sum_up(
    [
        _days,
        *(
            _of_piece(_mentions(number).cte(f"piece_{number}").prefix_with("MATERIALIZED"))
            for number in range(PIECES)
        ),
    ]
)
_BY_DAY = (
    select(ticker_days.c.day, *_add_up(ticker_days))
    .where(
        ticker_days.c.symbol == bindparam("symbol"),
        ticker_days.c.day >= bindparam("first"),
        ticker_days.c.day <= bindparam("last"),
        ticker_days.c["items"] > 0,
        _sees_scope,
    )
    .group_by(ticker_days.c.day)
    .order_by(ticker_days.c.day)
)


class Tones:
    """The tone of tickers, in what one workspace sees."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def of(self, symbol: str, *, since: datetime, until: datetime) -> Tone:
        """Sum up one ticker from `since` on and before `until`."""
        return self.of_many((symbol,), since=since, until=until).get(symbol, Tone())

    def of_many(self, symbols: Iterable[str], *, since: datetime, until: datetime) -> Mapping[str, Tone]:
        """Sum up each of these tickers; those without items are left out."""
        window = _parameters(cut(since, until))
        return self._read(_OF_MANY, {**window, "symbols": list(symbols), "at_least": 1})

    def of_all(self, *, since: datetime, until: datetime, at_least: int = 1) -> Mapping[str, Tone]:
        """Sum up every ticker that has at least so many items in the window."""
        return self._read(_OF_ALL, {**_parameters(cut(since, until)), "at_least": at_least})

    def by_day(self, symbol: str, *, since: date, until: date) -> tuple[DayTone, ...]:
        """List the days of a ticker that have items, from `since` to `until`, both included, in order."""
        window = {"workspace": self._workspace, "symbol": symbol, "first": since, "last": until}
        return tuple(
            DayTone(day, Tone(*map(int, sums))) for day, *sums in self._connection.execute(_BY_DAY, window)
        )

    def _read(self, statement: Select[Any], values: dict[str, Any]) -> Mapping[str, Tone]:
        rows = self._connection.execute(statement, {"workspace": self._workspace, **values})
        return {symbol: Tone(*map(int, sums)) for symbol, *sums in rows}


def _parameters(window: Window) -> dict[str, Any]:
    """Name a window's parts for a statement; a piece it does not have is one without length."""
    empty = (_LONG_AGO, _LONG_AGO)
    pieces = [*window.pieces, empty, empty][:PIECES]
    ends = {f"start_{number}": start for number, (start, _) in enumerate(pieces)}
    ends |= {f"end_{number}": end for number, (_, end) in enumerate(pieces)}
    return {"first": window.first, "last": window.last, **ends}


def _midnight_before(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)


def _midnight_from(moment: datetime) -> datetime:
    before = _midnight_before(moment)
    return before if before == moment else before + timedelta(days=1)
