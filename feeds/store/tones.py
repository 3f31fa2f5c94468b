"""What a workspace's items say about tickers: whole UTC days from the rollups, the rest from the mentions.

A story counts once a day, and once more for each feed outside the catalogue that tells it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select, union_all

from feeds.store.rollups import CATALOGUE, CUT
from feeds.store.tables import feeds, item_tickers, ticker_days, workspace_feeds
from feeds.store.visibility import is_visible_to
from feeds.types.tones import DayTone, Tone

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


class Tones:
    """The tone of tickers, in what one workspace sees."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def of(self, symbol: str, *, since: datetime, until: datetime) -> Tone:
        """Sum up one ticker from `since` on and before `until`."""
        return self.of_many((symbol,), since=since, until=until).get(symbol, Tone())

    def of_many(self, symbols: Collection[str], *, since: datetime, until: datetime) -> Mapping[str, Tone]:
        """Sum up each of these tickers; those without items are left out."""
        return self._sum_up(since, until, at_least=1, symbols=symbols)

    def of_all(self, *, since: datetime, until: datetime, at_least: int = 1) -> Mapping[str, Tone]:
        """Sum up every ticker that has at least so many items in the window."""
        return self._sum_up(since, until, at_least=at_least)

    def by_day(self, symbol: str, *, since: date, until: date) -> tuple[DayTone, ...]:
        """List the days of a ticker that have items, from `since` to `until`, both included, in order."""
        wanted = (
            select(ticker_days.c.day, *_summed(ticker_days))
            .where(
                ticker_days.c.symbol == symbol,
                ticker_days.c.day.between(since, until),
                ticker_days.c["items"] > 0,
                self._sees_scope(),
            )
            .group_by(ticker_days.c.day)
            .order_by(ticker_days.c.day)
        )
        return tuple(DayTone(day, _to_tone(sums)) for day, *sums in self._connection.execute(wanted))

    def _sum_up(
        self, since: datetime, until: datetime, *, at_least: int, symbols: Collection[str] | None = None
    ) -> Mapping[str, Tone]:
        window = cut(since, until)
        parts = [self._of_days(window, symbols), *(self._of_piece(piece, symbols) for piece in window.pieces)]
        rows = union_all(*parts).subquery()
        summed = (
            select(rows.c.symbol, *_summed(rows))
            .group_by(rows.c.symbol)
            .having(func.sum(rows.c["items"]) >= at_least)
        )
        return {symbol: _to_tone(sums) for symbol, *sums in self._connection.execute(summed)}

    def _of_days(self, window: Window, symbols: Collection[str] | None) -> Select[Any]:
        days = and_(ticker_days.c.day >= window.first, ticker_days.c.day < window.last, self._sees_scope())
        wanted = select(ticker_days.c.symbol, *(ticker_days.c[name] for name in _SUMS)).where(days)
        return wanted if symbols is None else wanted.where(ticker_days.c.symbol.in_(symbols))

    def _of_piece(self, piece: tuple[datetime, datetime], symbols: Collection[str] | None) -> Select[Any]:
        symbol, score = item_tickers.c.symbol, item_tickers.c.score
        scope = case((feeds.c.in_catalogue, CATALOGUE), else_=feeds.c.id)
        sums = (
            func.count().label("items"),
            func.count(item_tickers.c.story_id.distinct()).label("stories"),
            func.sum(score).label("score_sum"),
            func.sum(score * score).label("square_sum"),
            func.sum(case((score >= CUT, 1), else_=0)).label("positive"),
            func.sum(case((score.between(1 - CUT, CUT - 1), 1), else_=0)).label("neutral"),
            func.sum(case((score <= -CUT, 1), else_=0)).label("negative"),
        )
        start, end = piece
        seen = and_(item_tickers.c.seen_at >= start, item_tickers.c.seen_at < end)
        wanted = select(symbol, *sums).join(feeds, feeds.c.id == item_tickers.c.feed_id)
        wanted = wanted.where(seen, is_visible_to(self._workspace)).group_by(symbol, scope)
        return wanted if symbols is None else wanted.where(symbol.in_(symbols))

    def _sees_scope(self) -> ColumnElement[bool]:
        """Say whether the workspace sees the feeds of a rollup; the catalogue's are everybody's."""
        watched = select(workspace_feeds.c.feed_id).where(workspace_feeds.c.workspace == self._workspace)
        return or_(ticker_days.c.scope == CATALOGUE, ticker_days.c.scope.in_(watched))


def _summed(rows: Any) -> list[ColumnElement[Any]]:
    return [func.sum(rows.c[name]).label(name) for name in _SUMS]


def _to_tone(sums: list[Any]) -> Tone:
    return Tone(*(int(value) for value in sums))


def _midnight_before(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)


def _midnight_from(moment: datetime) -> datetime:
    before = _midnight_before(moment)
    return before if before == moment else before + timedelta(days=1)
