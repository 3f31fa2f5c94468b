"""The items a workspace sees, newest first."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, bindparam, func, select, true

from feeds.errors import NotFound
from feeds.store.item_rows import select_items, spanning, to_stored
from feeds.store.rollups import CLEAR
from feeds.store.search import to_query, with_words
from feeds.store.tables import feeds, item_tickers, items
from feeds.store.visibility import IS_VISIBLE
from feeds.types.decisions import StoredItem
from feeds.types.scores import Polarity

_FOREVER = datetime.max.replace(tzinfo=UTC)

_ITEMS = select_items().where(IS_VISIBLE)
_SINCE = _ITEMS.where(items.c.seen_at >= bindparam("since"))
_NEWEST = items.c.seen_at.desc(), items.c.id.desc()

_MENTIONED = (
    item_tickers.c.symbol == bindparam("symbol"),
    item_tickers.c.told_at >= bindparam("since"),
    item_tickers.c.told_at < bindparam("until"),
)
_ABOUT = (
    _ITEMS.join(item_tickers, item_tickers.c.item_id == items.c.id)
    .where(*_MENTIONED)
    .order_by(item_tickers.c.told_at.desc(), item_tickers.c.item_id.desc())
    .limit(bindparam("limit"))
)
_TOLD_AT = (
    select(item_tickers.c.told_at)
    .join(feeds, feeds.c.id == item_tickers.c.feed_id)
    .where(*_MENTIONED, IS_VISIBLE)
    .order_by(item_tickers.c.told_at.desc())
    .limit(1)
)
_loudest, _FLOOR = func.max(item_tickers.c.weight), 10  # a story that many tell without any tone counts too
_moving = (
    select(item_tickers.c.story_id)
    .join(feeds, feeds.c.id == item_tickers.c.feed_id)
    .where(*_MENTIONED, IS_VISIBLE)
    .group_by(item_tickers.c.story_id)
    .order_by(
        ((_loudest + _FLOOR) * (_loudest + _FLOOR) * func.count()).desc(), item_tickers.c.story_id.desc()
    )
    .limit(bindparam("limit"))
    .subquery()
)


def _all_of(stories: Subquery) -> Select[Any]:
    """All items in the window of some stories."""
    found = _ITEMS.join(item_tickers, item_tickers.c.item_id == items.c.id)
    found = found.join(stories, stories.c.story_id == item_tickers.c.story_id)
    return found.where(*_MENTIONED).order_by(items.c.id)


def _newest_stories(which: ColumnElement[bool]) -> Subquery:
    """The stories in the window, told last, of which something is so."""
    told = select(item_tickers.c.story_id).join(feeds, feeds.c.id == item_tickers.c.feed_id)
    told = told.where(*_MENTIONED, IS_VISIBLE).group_by(item_tickers.c.story_id).having(which)
    newest = func.max(item_tickers.c.told_at).desc(), func.min(item_tickers.c.item_id).desc()
    return told.order_by(*newest).limit(bindparam("limit")).subquery()


_MOVING = _all_of(_moving)
_NEWEST_TOLD = {
    wanted: _all_of(_newest_stories(which))
    for wanted, which in (
        (None, true()),
        (Polarity.NEUTRAL, true()),
        (Polarity.POSITIVE, func.max(item_tickers.c.score) >= CLEAR),
        (Polarity.NEGATIVE, func.min(item_tickers.c.score) <= -CLEAR),
    )
}
_LATEST = _SINCE.order_by(*_NEWEST).limit(bindparam("limit"))
_SEARCH = {
    dialect: with_words(_SINCE, dialect).limit(bindparam("limit")) for dialect in ("sqlite", "postgresql")
}
_MANY = _ITEMS.where(items.c.id.in_(bindparam("ids", expanding=True))).order_by(items.c.id.desc())
_BY_URL = _ITEMS.where(items.c.url == bindparam("url")).order_by(items.c.id.desc())
_STORIES = _ITEMS.where(items.c.story_id.in_(bindparam("ids", expanding=True))).order_by(items.c.id)

_seen = (
    select(item_tickers.c.symbol, item_tickers.c.feed_id)
    .where(item_tickers.c.told_at >= bindparam("since"))
    .cte("seen")
    .prefix_with("MATERIALIZED")  # or SQLite walks all of the table in the order of symbols
)
_ACTIVE = (
    select(_seen.c.symbol, func.count())
    .join(feeds, feeds.c.id == _seen.c.feed_id)
    .where(IS_VISIBLE)
    .group_by(_seen.c.symbol)
    .order_by(func.count().desc(), _seen.c.symbol)
)


class VisibleItems:
    """Items of the feeds one workspace sees."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def about(
        self, symbol: str, *, since: datetime, until: datetime | None = None, limit: int = 200
    ) -> tuple[StoredItem, ...]:
        """List the items about a ticker told from `since` on and before `until`, newest first."""
        return self._list(_ABOUT, symbol=symbol, since=since, until=until or _FOREVER, limit=limit)

    def moving(self, symbol: str, *, since: datetime, until: datetime, limit: int) -> tuple[StoredItem, ...]:
        """List the items in a window of those stories that may have moved a ticker most, oldest first.

        A story counts by the size of score times relevance, and by the root of how many items tell it.
        """
        return self._list(_MOVING, symbol=symbol, since=since, until=until, limit=limit)

    def newest(
        self, symbol: str, *, since: datetime, until: datetime, limit: int, wanted: Polarity | None = None
    ) -> tuple[StoredItem, ...]:
        """List the items in a window of the stories about a ticker that were told last, oldest first.

        With `wanted` only of those that an item may make good, or bad; their sources may say otherwise.
        """
        return self._list(_NEWEST_TOLD[wanted], symbol=symbol, since=since, until=until, limit=limit)

    def last_told_at(self, symbol: str, *, since: datetime, until: datetime) -> datetime | None:
        """When the newest item about a ticker in a window was told, if there is one."""
        asked = {"workspace": self._workspace, "symbol": symbol, "since": since, "until": until}
        return self._connection.execute(_TOLD_AT, asked).scalar()

    def latest(self, *, since: datetime, limit: int) -> tuple[StoredItem, ...]:
        """List the items seen from `since` on, newest first."""
        return self._list(_LATEST, since=since, limit=limit)

    def search(self, words: str, *, since: datetime, limit: int) -> tuple[StoredItem, ...]:
        """List the items with all these words ("quoted phrases" as they stand), newest first."""
        query = to_query(words)
        statement = _SEARCH[self._connection.dialect.name]
        return self._list(statement, query=query, limit=limit, **spanning(since)) if query else ()

    def get(self, id: int) -> StoredItem:
        """Give one item. Raises NotFound, also for one the workspace doesn't see."""
        for item in self.many([id]):
            return item
        raise NotFound("That item is not there any longer.")

    def many(self, ids: Iterable[int]) -> tuple[StoredItem, ...]:
        """List those of these items that are there and seen, newest first."""
        return self._list(_MANY, ids=list(ids))

    def by_url(self, url: str) -> tuple[StoredItem, ...]:
        """List the items with exactly this link, newest first."""
        return self._list(_BY_URL, url=url)

    def story(self, story_id: int) -> tuple[StoredItem, ...]:
        """List a story's items, oldest first."""
        return self.stories([story_id])

    def stories(self, story_ids: Iterable[int]) -> tuple[StoredItem, ...]:
        """List the items of several stories, oldest first."""
        return self._list(_STORIES, ids=list(story_ids))

    def tickers_active(self, since: datetime) -> Mapping[str, int]:
        """Count the items about each ticker seen from `since` on; the busiest comes first."""
        found = self._connection.execute(_ACTIVE, {"workspace": self._workspace, "since": since})
        return dict(found.all())

    def _list(self, statement: Select[Any], **values: Any) -> tuple[StoredItem, ...]:
        rows = self._connection.execute(statement, {"workspace": self._workspace, **values})
        return tuple(to_stored(row) for row in rows)
