"""The items a workspace sees, newest first."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from feeds.errors import NotFound
from feeds.store.item_rows import select_items, to_stored
from feeds.store.search import matching
from feeds.store.tables import feeds, item_tickers, items
from feeds.store.visibility import is_visible_to
from feeds.types.decisions import StoredItem


class VisibleItems:
    """Items of the feeds one workspace sees."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def about(
        self, symbol: str, *, since: datetime, until: datetime | None = None, limit: int = 200
    ) -> tuple[StoredItem, ...]:
        """List the items about a ticker seen from `since` on and before `until`, newest first."""
        wanted = (
            self._select()
            .join(item_tickers, item_tickers.c.item_id == items.c.id)
            .where(item_tickers.c.symbol == symbol, item_tickers.c.seen_at >= since)
            .order_by(item_tickers.c.seen_at.desc(), item_tickers.c.item_id.desc())
            .limit(limit)
        )
        if until is not None:
            wanted = wanted.where(item_tickers.c.seen_at < until)
        return self._list(wanted)

    def latest(self, *, since: datetime, limit: int) -> tuple[StoredItem, ...]:
        """List the items seen from `since` on, newest first."""
        wanted = self._select().where(items.c.seen_at >= since)
        return self._list(wanted.order_by(items.c.seen_at.desc(), items.c.id.desc()).limit(limit))

    def search(self, words: str, *, since: datetime, limit: int) -> tuple[StoredItem, ...]:
        """List the items with all these words ("quoted phrases" as they stand), newest first."""
        wanted = matching(self._connection, self._select().where(items.c.seen_at >= since), words)
        return () if wanted is None else self._list(wanted.limit(limit))

    def get(self, id: int) -> StoredItem:
        """Give one item. Raises NotFound, also for one the workspace doesn't see."""
        row = self._connection.execute(self._select().where(items.c.id == id)).one_or_none()
        if row is None:
            raise NotFound("That item is not there any longer.")
        return to_stored(row)

    def many(self, ids: Iterable[int]) -> tuple[StoredItem, ...]:
        """List those of these items that are there and seen, newest first."""
        return self._list(self._select().where(items.c.id.in_(list(ids))).order_by(items.c.id.desc()))

    def by_url(self, url: str) -> tuple[StoredItem, ...]:
        """List the items with exactly this link, newest first."""
        return self._list(self._select().where(items.c.url == url).order_by(items.c.id.desc()))

    def story(self, story_id: int) -> tuple[StoredItem, ...]:
        """List a story's items, oldest first."""
        return self._list(self._select().where(items.c.story_id == story_id).order_by(items.c.id))

    def tickers_active(self, since: datetime) -> Mapping[str, int]:
        """Count the items about each ticker seen from `since` on; the busiest comes first."""
        wanted = (
            select(item_tickers.c.symbol, func.count().label("items"))
            .join(feeds, feeds.c.id == item_tickers.c.feed_id)
            .where(item_tickers.c.seen_at >= since, is_visible_to(self._workspace))
            .group_by(item_tickers.c.symbol)
            .order_by(func.count().desc(), item_tickers.c.symbol)
        )
        return dict(self._connection.execute(wanted).all())

    def _select(self) -> Select[Any]:
        return select_items().where(is_visible_to(self._workspace))

    def _list(self, wanted: Select[Any]) -> tuple[StoredItem, ...]:
        return tuple(to_stored(row) for row in self._connection.execute(wanted))
