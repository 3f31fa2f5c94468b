"""Which story each new item belongs to, and the rows of those that begin.

A story that was swept since it was planned is begun anew: two items that were to join it still meet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from feeds.store.tables import stories
from feeds.types.decisions import PlannedItem

_START = insert(stories).returning(stories.c.id)
_STANDING = (
    select(stories.c.id)
    .where(stories.c.id.in_(bindparam("ids", expanding=True)))
    .with_for_update(read=True, key_share=True)
)


@dataclass(frozen=True, slots=True)
class ItemRef:
    """Where an item stands in the store."""

    id: int
    story_id: int
    told_at: datetime


def assign_stories(
    connection: Connection,
    fresh: Mapping[str, PlannedItem],
    known: Mapping[str, ItemRef],
    *,
    now: datetime,
) -> dict[str, int]:
    """Give each new item, by key, the id of its story; begin the stories that are missing."""
    joined = {key: story_of(planned, fresh, known) for key, planned in fresh.items()}
    ids = _standing(connection, joined.values())
    ids |= _start(
        connection, [story for story in dict.fromkeys(joined.values()) if story not in ids], now=now
    )
    return {key: ids[story] for key, story in joined.items()}


def story_of(
    planned: PlannedItem, fresh: Mapping[str, PlannedItem], known: Mapping[str, ItemRef]
) -> int | str:
    """Say which story an item joins: its id, or the key of the new item that begins it."""
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


def _standing(connection: Connection, joined: Iterable[int | str]) -> dict[int | str, int]:
    """Say which ids are there, and hold them until the transaction ends."""
    ids = {story for story in joined if isinstance(story, int)}
    if not ids:
        return {}
    return {id: id for id in connection.execute(_STANDING, {"ids": ids}).scalars()}


def _start(connection: Connection, names: list[int | str], *, now: datetime) -> dict[int | str, int]:
    if not names:
        return {}
    ids = connection.execute(_START, [{"started_at": now}] * len(names)).scalars()
    return dict(zip(names, sorted(ids), strict=True))
