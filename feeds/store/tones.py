"""What a workspace's items say about tickers: whole UTC days from the rollups, the rest from the mentions.

A story counts once a day, and once more for each feed outside the catalogue that tells it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Date,
    Float,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from feeds.store.columns import Instant
from feeds.store.days import days_until
from feeds.store.lists import is_among
from feeds.store.rollups import CATALOGUE, CLEAR
from feeds.store.tables import feeds, item_tickers, ticker_days, workspace_feeds
from feeds.store.visibility import IS_VISIBLE
from feeds.store.windows import PIECES, Window, cut
from feeds.types.tones import DayTone, Tone

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_SUMMED = ("symbol", "feed_id", "story_id", "score")
_SUMS = ("items", "stories", "score_sum", "square_sum", "positive", "neutral", "negative")


_scope = case((feeds.c.in_catalogue, CATALOGUE), else_=feeds.c.id)


def _add_up(rows: Any) -> list[ColumnElement[Any]]:
    return [cast(func.sum(rows.c[name]), BigInteger).label(name) for name in _SUMS]


def _of_piece(mentions: Any, name: ColumnElement[Any]) -> Select[Any]:
    """Sum up mentions of one piece of a window by ticker and story, apart for each scope, under a name."""
    total, count = func.sum(mentions.c.score), func.count()
    half = case((total < 0, -count), else_=count)
    score = (2 * total + half) // (2 * count)  # as story_score: whole numbers are cut towards 0
    visible = select(name, count.label("items"), score.label("score"))
    visible = visible.join(feeds, feeds.c.id == mentions.c.feed_id).where(IS_VISIBLE)
    told = visible.group_by(mentions.c.symbol, _scope, mentions.c.story_id).subquery().c
    is_positive, is_negative = told.score >= CLEAR, told.score <= -CLEAR
    sums: tuple[ColumnElement[Any], ...] = (
        told["items"],
        literal(1).label("stories"),
        told.score.label("score_sum"),
        (told.score * told.score).label("square_sum"),
        case((is_positive, 1), else_=0).label("positive"),
        case((or_(is_positive, is_negative), 0), else_=1).label("neutral"),
        case((is_negative, 1), else_=0).label("negative"),
    )
    return select(told[0], *sums)


def _pieces(*names: str) -> list[Select[Any]]:
    """Select these columns of the mentions in each piece of a window."""
    columns = [item_tickers.c[name] for name in names]
    ends = (
        [bindparam(f"{name}_{number}", type_=Instant()) for name in ("start", "end")]
        for number in range(PIECES)
    )
    told_at = item_tickers.c.told_at
    return [select(*columns).where(told_at >= start, told_at < end) for start, end in ends]


def _sum_up(which: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> Select[Any]:
    """Sum up the tickers of which something is so."""
    days = select(ticker_days.c.symbol, *(ticker_days.c[name] for name in _SUMS))
    pieces = [piece.where(which(item_tickers.c.symbol)).subquery() for piece in _pieces(*_SUMMED)]
    days = days.where(_is_whole_day, which(ticker_days.c.symbol))
    rows = union_all(days, *(_of_piece(piece, piece.c.symbol) for piece in pieces)).subquery()
    return select(rows.c.symbol, *_add_up(rows)).group_by(rows.c.symbol)


def _sum_up_by_day() -> Select[Any]:
    """Sum up one ticker day by day; the first and the last are cut where the window begins and ends."""
    is_meant = [table.c.symbol == bindparam("symbol") for table in (item_tickers, ticker_days)]
    days = select(ticker_days.c.day, *(ticker_days.c[name] for name in _SUMS))
    days = days.where(_is_whole_day, is_meant[1], ticker_days.c["items"] > 0)
    pieces = [piece.where(is_meant[0]).subquery() for piece in _pieces(*_SUMMED)]
    cut_days = (
        _of_piece(piece, bindparam(f"day_{number}", type_=Date()).label("day"))
        for number, piece in enumerate(pieces)
    )
    rows = union_all(days, *cut_days).subquery()
    return select(rows.c.day, *_add_up(rows)).group_by(rows.c.day).order_by(rows.c.day)


def _rank_by_tone(*, is_best: bool) -> Select[Any]:
    """Rank all tickers with stories enough by their mean score, from one end."""
    days = select(ticker_days.c.symbol, ticker_days.c.stories, ticker_days.c.score_sum).where(_is_whole_day)
    pieces = (
        piece.cte(f"piece_{number}").prefix_with("MATERIALIZED")
        for number, piece in enumerate(_pieces(*_SUMMED))
    )
    told = (_of_piece(piece, piece.c.symbol).subquery() for piece in pieces)
    parts = (select(each.c.symbol, each.c.stories, each.c.score_sum) for each in told)
    rows = union_all(days, *parts).subquery()
    stories, total = func.sum(rows.c.stories), func.sum(rows.c.score_sum)
    mean = cast(total, Float) / stories
    ranked = select(rows.c.symbol).group_by(rows.c.symbol).having(stories >= bindparam("at_least"))
    order = (mean.desc() if is_best else mean, stories.desc(), rows.c.symbol)
    return ranked.order_by(*order).limit(bindparam("limit"))


def _rank(parts: Sequence[Select[Any]]) -> Select[Any]:
    rows = union_all(*parts).subquery()
    count = func.sum(rows.c["items"])
    loud = select(rows.c.symbol).group_by(rows.c.symbol).having(count >= bindparam("at_least"))
    return loud.order_by(count.desc(), rows.c.symbol).limit(bindparam("limit"))


_watched = select(workspace_feeds.c.feed_id).where(workspace_feeds.c.workspace == bindparam("workspace"))
_sees_scope = or_(ticker_days.c.scope == CATALOGUE, ticker_days.c.scope.in_(_watched))
_is_whole_day = and_(
    ticker_days.c.day >= bindparam("first"), ticker_days.c.day < bindparam("last"), _sees_scope
)

_STORIES_OF_MANY = (
    select(ticker_days.c.symbol, cast(func.sum(ticker_days.c.stories), BigInteger))
    .where(_is_whole_day, is_among(ticker_days.c.symbol, "symbols"))
    .group_by(ticker_days.c.symbol)
)
_OF_ONE = _sum_up(lambda symbol: symbol == bindparam("symbol"))
_BY_DAY = _sum_up_by_day()
_OF_MANY = _sum_up(lambda symbol: is_among(symbol, "symbols"))
_items_of_days = select(ticker_days.c.symbol, ticker_days.c["items"]).where(_is_whole_day)
_BUSIEST = _rank([_items_of_days])
# materialized, or SQLite would walk all mentions in the order of their tickers
_LOUDEST = _rank(
    [
        _items_of_days,
        *(
            select(piece.c.symbol, literal(1).label("items"))
            .join(feeds, feeds.c.id == piece.c.feed_id)
            .where(IS_VISIBLE)
            for piece in (
                piece.cte(f"piece_{number}").prefix_with("MATERIALIZED")
                for number, piece in enumerate(_pieces("symbol", "feed_id"))
            )
        ),
    ]
)
_EXTREME = {is_best: _rank_by_tone(is_best=is_best) for is_best in (True, False)}
_KEPT = select(func.min(ticker_days.c.day), func.max(ticker_days.c.day)).where(
    ticker_days.c.symbol == bindparam("symbol"), ticker_days.c["items"] > 0, _sees_scope
)
_span = (days_until(ticker_days.c.day, "last") - 1) // bindparam("days", type_=Integer())
_STORIES_BY_SPAN = (
    select(
        ticker_days.c.symbol,
        func.min(ticker_days.c.day),
        cast(func.sum(ticker_days.c.stories), BigInteger),
    )
    .where(_is_whole_day, is_among(ticker_days.c.symbol, "symbols"), ticker_days.c["items"] > 0)
    .group_by(ticker_days.c.symbol, _span)
)

_MENTIONS = (
    select(item_tickers.c.told_at, item_tickers.c.story_id, item_tickers.c.score, _scope)
    .join(feeds, feeds.c.id == item_tickers.c.feed_id)
    .where(
        item_tickers.c.symbol == bindparam("symbol"),
        item_tickers.c.told_at >= bindparam("since"),
        item_tickers.c.told_at < bindparam("until"),
        IS_VISIBLE,
    )
)


class Tones:
    """The tone of tickers, in what one workspace sees."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def of(self, symbol: str, *, since: datetime, until: datetime) -> Tone:
        """Sum up one ticker from `since` on and before `until`."""
        window = {**_parameters(cut(since, until)), "workspace": self._workspace, "symbol": symbol}
        row = self._connection.execute(_OF_ONE, window).one_or_none()
        return Tone() if row is None else Tone(*row[1:])

    def of_many(self, symbols: Iterable[str], *, since: datetime, until: datetime) -> Mapping[str, Tone]:
        """Sum up each of these tickers; those without items are left out."""
        window = _parameters(cut(since, until))
        named = {"workspace": self._workspace, "symbols": list(symbols)}
        rows = self._connection.execute(_OF_MANY, {**window, **named}).all()
        return {symbol: Tone(*sums) for symbol, *sums in rows}

    def stories_of_many(self, symbols: Iterable[str], *, since: date, until: date) -> Mapping[str, int]:
        """Count the stories of each of these tickers on the days from `since` on and before `until`."""
        asked = {"workspace": self._workspace, "symbols": list(symbols), "first": since, "last": until}
        return dict(self._connection.execute(_STORIES_OF_MANY, asked).all())

    def busiest(self, *, since: date, until: date, limit: int, at_least: int) -> tuple[str, ...]:
        """List what `loudest` lists for whole days, from `since` on and before `until`; much cheaper."""
        days = {"first": since, "last": until, "limit": limit, "at_least": at_least}
        return tuple(self._connection.execute(_BUSIEST, {"workspace": self._workspace, **days}).scalars())

    def loudest(self, *, since: datetime, until: datetime, limit: int, at_least: int = 1) -> tuple[str, ...]:
        """List the tickers with the most items in the window, at least so many, the busiest first."""
        window = _parameters(cut(since, until))
        asked = {"workspace": self._workspace, "limit": limit, "at_least": at_least}
        return tuple(self._connection.execute(_LOUDEST, {**window, **asked}).scalars())

    def extreme(
        self, *, since: datetime, until: datetime, is_best: bool, limit: int, at_least: int
    ) -> tuple[str, ...]:
        """List the tickers with at least so many stories by their mean score, the best or the worst first."""
        window = _parameters(cut(since, until))
        asked = {"workspace": self._workspace, "limit": limit, "at_least": at_least}
        return tuple(self._connection.execute(_EXTREME[is_best], {**window, **asked}).scalars())

    def by_day(self, symbol: str, *, since: datetime, until: datetime) -> tuple[DayTone, ...]:
        """List the days of a window that have items, in order: what `of` sums up, day by day.

        The first and the last are cut where the window begins and ends.
        """
        window = {**_parameters(cut(since, until)), "workspace": self._workspace, "symbol": symbol}
        rows = self._connection.execute(_BY_DAY, window).all()
        return tuple(DayTone(day, Tone(*sums)) for day, *sums in rows)

    def stories_by_span(
        self, symbols: Iterable[str], *, since: date, until: date, days: int
    ) -> Mapping[str, Mapping[date, int]]:
        """Count each ticker's stories in spans of so many days, counted back from `until`, which is left out.

        Each stands under its first day with a story; spans and tickers without any are left out.
        """
        asked = {"symbols": list(symbols), "first": since, "last": until, "days": days}
        rows = self._connection.execute(_STORIES_BY_SPAN, {"workspace": self._workspace, **asked}).all()
        counted: defaultdict[str, dict[date, int]] = defaultdict(dict)
        for symbol, day, stories in rows:
            counted[symbol][day] = stories
        return counted

    def kept(self, symbol: str) -> tuple[date, date] | None:
        """The first and the last day on which a ticker has items; None when it has none at all."""
        asked = {"workspace": self._workspace, "symbol": symbol}
        first, last = self._connection.execute(_KEPT, asked).one()
        return None if first is None else (first, last)

    def by_step(self, symbol: str, *, starts: Sequence[datetime], until: datetime) -> tuple[Tone, ...]:
        """Sum up the steps of a short window, each up to the next; costs a row an item, unlike the others."""
        window = {"symbol": symbol, "since": starts[0], "until": until, "workspace": self._workspace}
        told: defaultdict[tuple[int, date, int, int], list[int]] = defaultdict(list)
        for told_at, story_id, score, scope in self._connection.execute(_MENTIONS, window):
            number = bisect_right(starts, told_at) - 1
            told[number, told_at.date(), story_id, scope].append(score)
        summed = [Tone()] * len(starts)
        for (number, *_story), scores in told.items():
            summed[number] += Tone.of_story(scores)
        return tuple(summed)


def _parameters(window: Window) -> dict[str, Any]:
    """Name a window's parts for a statement; a piece it does not have is one without length."""
    empty = (_LONG_AGO, _LONG_AGO)
    pieces = [*window.pieces, empty, empty][:PIECES]
    ends = {f"start_{number}": start for number, (start, _) in enumerate(pieces)}
    ends |= {f"end_{number}": end for number, (_, end) in enumerate(pieces)}
    days = {f"day_{number}": start.astimezone(UTC).date() for number, (start, _) in enumerate(pieces)}
    return {"first": window.first, "last": window.last, **ends, **days}
