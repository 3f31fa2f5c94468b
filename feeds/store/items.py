"""Items of all feeds, for polling and story matching. What a workspace may see is in visible_items."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select, union_all

from feeds.errors import NotFound
from feeds.store import retention
from feeds.store.item_rows import select_items, to_stored
from feeds.store.tables import item_aliases, items
from feeds.types.decisions import StoredItem


class Items:
    """All items."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, feed_id: int, keys: Iterable[str]) -> Mapping[str, str]:
        """Say which keys and aliases the feed has brought before, each with the hash of its item's words."""
        wanted = list(keys)
        by_key = select(items.c.key, items.c.content_hash).where(
            items.c.feed_id == feed_id, items.c.key.in_(wanted)
        )
        by_alias = (
            select(item_aliases.c.alias, items.c.content_hash)
            .join(items, items.c.id == item_aliases.c.item_id)
            .where(item_aliases.c.feed_id == feed_id, item_aliases.c.alias.in_(wanted))
        )
        found = self._connection.execute(union_all(by_alias, by_key))
        return dict(found.all())

    def sweep(self, *, before: datetime, limit: int = 500) -> int:
        """Delete up to `limit` items seen before then, oldest first; returns how many. Rollups stay."""
        return retention.sweep(self._connection, before=before, limit=limit)

    def recent(self, *, after_id: int, since: datetime, limit: int) -> tuple[StoredItem, ...]:
        """List items seen since then with a higher id, in the order of their ids.

        Ids grow in the order of commits when asked under `lock_stories`, so none is skipped by the next call.
        """
        first = select(func.min(items.c.id)).where(items.c.seen_at >= since).scalar_subquery()
        wanted = (
            select_items()
            .where(items.c.id > after_id, items.c.id >= first, items.c.seen_at >= since)
            .order_by(items.c.id)
            .limit(limit)
        )
        return tuple(to_stored(row) for row in self._connection.execute(wanted))

    def of_feed(self, feed_id: int, *, since: datetime, limit: int) -> tuple[StoredItem, ...]:
        """List the items of one feed seen since then, newest first."""
        wanted = (
            select_items()
            .where(items.c.feed_id == feed_id, items.c.seen_at >= since)
            .order_by(items.c.id.desc())
            .limit(limit)
        )
        return tuple(to_stored(row) for row in self._connection.execute(wanted))

    def get(self, id: int) -> StoredItem:
        """Give one item. Raises NotFound."""
        row = self._connection.execute(select_items().where(items.c.id == id)).one_or_none()
        if row is None:
            raise NotFound(f"There is no item {id} any longer.")
        return to_stored(row)

    def by_key(self, feed_id: int, key: str) -> StoredItem | None:
        """Give the item a feed brought under this key."""
        wanted = select_items().where(items.c.feed_id == feed_id, items.c.key == key)
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else to_stored(row)
