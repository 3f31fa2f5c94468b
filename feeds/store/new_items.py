"""Writes new and edited items and the weaker names they go by."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from feeds.store.item_rows import to_new_row, to_values
from feeds.store.statements import insert_missing
from feeds.store.stories import ItemRef, assign_stories
from feeds.store.tables import item_aliases, items
from feeds.types.decisions import PlannedItem, ScoredItem, told_at
from feeds.types.news import NewsItem

_REFS = select(items.c.key, items.c.id, items.c.story_id, items.c.published_at, items.c.seen_at).where(
    items.c.feed_id == bindparam("of_feed"), items.c.key.in_(bindparam("keys", expanding=True))
)
_REWRITE = update(items).where(items.c.id == bindparam("item_id"))


def find_refs(connection: Connection, feed_id: int, keys: Iterable[str]) -> dict[str, ItemRef]:
    """Find the items a feed has brought under these keys."""
    found = connection.execute(_REFS, {"of_feed": feed_id, "keys": list(keys)})
    return {
        row.key: ItemRef(row.id, row.story_id, told_at(row.published_at, seen_at=row.seen_at))
        for row in found
    }


def insert_items(
    connection: Connection,
    fresh: Mapping[str, PlannedItem],
    *,
    feed_id: int,
    known: Mapping[str, ItemRef],
    now: datetime,
) -> dict[str, ItemRef]:
    """Insert items not known yet, starting the stories they need."""
    if not fresh:
        return {}
    story_ids = assign_stories(connection, fresh, known, now=now)
    rows = [
        to_new_row(planned.scored, feed_id=feed_id, story_id=story_ids[key], now=now)
        for key, planned in fresh.items()
    ]
    insert_missing(connection, items, rows)
    refs = find_refs(connection, feed_id, fresh)
    _insert_aliases(connection, {refs[key].id: fresh[key].scored.item for key in fresh}, feed_id=feed_id)
    return {key: refs[key] for key in fresh}


def rewrite_items(connection: Connection, changed: Mapping[ItemRef, ScoredItem], *, feed_id: int) -> None:
    """Let known items say what they say now; story, time and messages stay."""
    if not changed:
        return
    rows = [{"item_id": ref.id, **to_values(scored)} for ref, scored in changed.items()]
    connection.execute(_REWRITE, rows)
    _insert_aliases(connection, {ref.id: scored.item for ref, scored in changed.items()}, feed_id=feed_id)


def _insert_aliases(connection: Connection, named: Mapping[int, NewsItem], *, feed_id: int) -> None:
    rows = [
        {"feed_id": feed_id, "alias": alias, "item_id": id}
        for id, item in named.items()
        for alias in item.aliases
    ]
    insert_missing(connection, item_aliases, rows)
