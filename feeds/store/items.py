"""Items of all feeds, for polling and story matching. What a workspace may see is in visible_items."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, union_all

from feeds.errors import NotFound
from feeds.store import retention
from feeds.store.columns import Words
from feeds.store.item_rows import FIRST_ID, select_items, spanning, to_stored
from feeds.store.tables import item_aliases, items
from feeds.types.decisions import StoredItem

_NAMES_AT_ONCE = 5_000  # a statement takes 32,766 parameters, and this one takes each name twice
_names = bindparam("names", type_=Words(), expanding=True)
_KNOWN = union_all(
    select(item_aliases.c.alias, items.c.content_hash)
    .join(items, items.c.id == item_aliases.c.item_id)
    .where(item_aliases.c.feed_id == bindparam("of_feed"), item_aliases.c.alias.in_(_names)),
    select(items.c.key, items.c.content_hash).where(
        items.c.feed_id == bindparam("of_feed"), items.c.key.in_(_names)
    ),
)

_RECENT = (
    select_items()
    .where(items.c.id > bindparam("after_id"), items.c.id >= FIRST_ID, items.c.seen_at >= bindparam("since"))
    .order_by(items.c.id)
    .limit(bindparam("limit"))
)


class Items:
    """All items."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, feed_id: int, keys: Iterable[str]) -> Mapping[str, str]:
        """Say which keys and aliases the feed has brought before, each with the hash of its item's words."""
        wanted = list(keys)
        found: dict[str, str] = {}
        for start in range(0, len(wanted), _NAMES_AT_ONCE):
            names = {"of_feed": feed_id, "names": wanted[start : start + _NAMES_AT_ONCE]}
            found |= dict(self._connection.execute(_KNOWN, names).all())
        return found

    def sweep(self, *, before: datetime, limit: int = 500) -> int:
        """Delete up to `limit` items seen before then, oldest first; returns how many. Rollups stay."""
        return retention.sweep(self._connection, before=before, limit=limit)

    def recent(self, *, after_id: int, since: datetime, limit: int) -> tuple[StoredItem, ...]:
        """List items seen since then with a higher id, in the order of their ids.

        Ids grow in the order of commits when asked under `lock_stories`, so none is skipped by the next call.
        """
        asked = {"after_id": after_id, "limit": limit, **spanning(since)}
        return tuple(to_stored(row) for row in self._connection.execute(_RECENT, asked))

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
