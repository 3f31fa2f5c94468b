"""Writes new and edited items; decides with the plan which story each new one belongs to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from feeds.store.item_rows import to_new_row, to_values
from feeds.store.statements import insert_missing
from feeds.store.tables import item_aliases, items, stories
from feeds.types.decisions import PlannedItem, ScoredItem
from feeds.types.news import NewsItem


@dataclass(frozen=True, slots=True)
class ItemRef:
    """Where an item stands in the store."""

    id: int
    story_id: int
    seen_at: datetime


_REFS = select(items.c.key, items.c.id, items.c.story_id, items.c.seen_at).where(
    items.c.feed_id == bindparam("of_feed"), items.c.key.in_(bindparam("keys", expanding=True))
)
_REWRITE = update(items).where(items.c.id == bindparam("item_id"))
_START = insert(stories).returning(stories.c.id)


def find_refs(connection: Connection, feed_id: int, keys: Iterable[str]) -> dict[str, ItemRef]:
    """Find the items a feed has brought under these keys."""
    found = connection.execute(_REFS, {"of_feed": feed_id, "keys": list(keys)})
    return {row.key: ItemRef(row.id, row.story_id, row.seen_at) for row in found}


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
    joined = {key: _story_of(planned, fresh, known) for key, planned in fresh.items()}
    started = _start_stories(
        connection, [story for story in joined.values() if isinstance(story, str)], now=now
    )
    story_ids = {key: started[story] if isinstance(story, str) else story for key, story in joined.items()}
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


def _story_of(
    planned: PlannedItem, fresh: Mapping[str, PlannedItem], known: Mapping[str, ItemRef]
) -> int | str:
    """Say which story an item joins: its id, or the key of the new item that starts it."""
    passed: set[str] = set()
    while planned.story_id is None:
        key = planned.scored.item.key
        leader = planned.story_of_key or key
        if leader in known:
            return known[leader].story_id
        passed.add(key)
        if leader in passed or leader not in fresh:
            return key
        planned = fresh[leader]
    return planned.story_id


def _start_stories(connection: Connection, keys: Iterable[str], *, now: datetime) -> dict[str, int]:
    leaders = list(dict.fromkeys(keys))
    if not leaders:
        return {}
    ids = connection.execute(_START, [{"started_at": now}] * len(leaders)).scalars()
    return dict(zip(leaders, sorted(ids), strict=True))


def _insert_aliases(connection: Connection, named: Mapping[int, NewsItem], *, feed_id: int) -> None:
    rows = [
        {"feed_id": feed_id, "alias": alias, "item_id": id}
        for id, item in named.items()
        for alias in item.aliases
    ]
    insert_missing(connection, item_aliases, rows)
