"""Claims due messages: one statement takes them, a few more fetch what they tell.

A place is busy while one of its messages is under a lease, or waits to be tried again: what comes
after it waits too, so a channel reads in order. An edit or a reply waits for its story's post.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    func,
    not_,
    or_,
    select,
    tuple_,
    update,
)

from feeds.store import codec
from feeds.store.columns import Instant
from feeds.store.held import items_of_digests
from feeds.store.item_rows import select_items, to_stored
from feeds.store.preferences import cashtag_only_among
from feeds.store.statements import new_lease
from feeds.store.tables import items, outbox
from feeds.store.visibility import IS_VISIBLE
from feeds.types.decisions import ClaimedMessage, HeldItem, MessageKind, StoredItem
from feeds.types.subscriptions import Place

_before = outbox.alias("before")
_parent = outbox.alias("parent")
_now = bindparam("now", type_=Instant())

_is_due = and_(
    outbox.c.state == "pending",
    or_(outbox.c.not_before.is_(None), outbox.c.not_before <= _now),
    or_(outbox.c.silent_from.is_(None), outbox.c.silent_from > _now, outbox.c.silent_until <= _now),
    or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= _now),
)
_unposted = select(_parent.c.id).where(
    _parent.c.workspace == outbox.c.workspace,
    _parent.c.channel == outbox.c.channel,
    _parent.c.story_id == outbox.c.story_id,
    _parent.c.kind == MessageKind.POST,
    _parent.c.state == "pending",
)
_is_waiting_for_parent = and_(outbox.c.kind.in_([MessageKind.EDIT, MessageKind.REPLY]), _unposted.exists())
_holding_up = select(_before.c.id).where(
    _before.c.workspace == outbox.c.workspace,
    _before.c.channel == outbox.c.channel,
    _before.c.state == "pending",
    or_(_before.c.leased_until > _now, and_(_before.c.attempts > 0, _before.c.not_before > _now)),
)
_is_busy = tuple_(outbox.c.workspace, outbox.c.channel).in_(bindparam("busy", expanding=True))
_oldest = func.min(outbox.c.id).label("id")
_first_of_each_place = (
    select(_oldest)
    .where(_is_due, ~_is_waiting_for_parent, ~_holding_up.exists(), not_(_is_busy))
    .group_by(outbox.c.workspace, outbox.c.channel)
    .order_by(_oldest)
    .limit(bindparam("limit"))
    .subquery()
)
_due = (
    select(outbox.c.id, outbox.c.began_at)
    .where(outbox.c.id.in_(select(_first_of_each_place.c.id)), _is_due)
    .with_for_update(skip_locked=True)
    .cte("due")
)
_TAKE = (
    update(outbox)
    .where(outbox.c.id.in_(select(_due.c.id)))
    .values(lease=bindparam("new_lease"), leased_until=bindparam("new_leased_until"), is_open=False)
    .returning(outbox)
)

_OF_STORIES = (
    select_items()
    .where(items.c.story_id.in_(bindparam("story_ids", expanding=True)), IS_VISIBLE)
    .order_by(items.c.id)
)


def claim_messages(
    connection: Connection, *, now: datetime, limit: int, lease_s: float, busy: Collection[Place]
) -> tuple[ClaimedMessage, ...]:
    """Take up to `limit` due messages, at most one a place, oldest first."""
    asked = {
        "now": now,
        "limit": limit,
        "busy": [(place.workspace, place.channel) for place in busy],
        "new_lease": new_lease(),
        "new_leased_until": now + timedelta(seconds=lease_s),
    }
    rows = sorted(connection.execute(_TAKE, asked).all(), key=lambda row: row.id)
    _fold_edits(connection, rows)
    return _fill(connection, rows)


def _fold_edits(connection: Connection, rows: Sequence[Any]) -> None:
    """Let one edit stand for all that wait for the same parent: it will show what they would have."""
    edits = [row for row in rows if row.kind == MessageKind.EDIT]
    for row in edits:
        same = and_(
            outbox.c.workspace == row.workspace,
            outbox.c.channel == row.channel,
            outbox.c.story_id == row.story_id,
            outbox.c.kind == MessageKind.EDIT,
            outbox.c.state == "pending",
            outbox.c.id != row.id,
        )
        connection.execute(delete(outbox).where(same))


def _fill(connection: Connection, rows: Sequence[Any]) -> tuple[ClaimedMessage, ...]:
    item_ids = {row.item_id for row in rows if row.item_id is not None}
    told = {
        row.id: to_stored(row) for row in connection.execute(select_items().where(items.c.id.in_(item_ids)))
    }
    folded = items_of_digests(connection, {row.id for row in rows if row.kind == MessageKind.DIGEST})
    stories = _stories_as_seen(connection, rows)
    timestamps = _parent_timestamps(connection, rows)
    cashtag_only = cashtag_only_among(connection, {row.workspace for row in rows})
    claimed = (
        _to_claimed(
            row,
            item=told.get(row.item_id),
            seen=stories.get((row.workspace, row.story_id), ()),
            held=folded.get(row.id, ()),
            parent_ts=timestamps.get((row.workspace, row.channel, row.story_id)),
        )
        for row in rows
    )
    return tuple(each.marked() if each.workspace in cashtag_only else each for each in claimed)


def _to_claimed(
    row: Any,
    *,
    item: StoredItem | None,
    seen: Sequence[StoredItem],
    held: tuple[HeldItem, ...],
    parent_ts: str | None,
) -> ClaimedMessage:
    kind = MessageKind(row.kind)
    return ClaimedMessage(
        id=row.id,
        lease=row.lease,
        workspace=row.workspace,
        channel=row.channel,
        kind=kind,
        attempts=row.attempts,
        was_uncertain=row.is_uncertain,
        item=item,
        items=tuple(seen),
        parent_ts=parent_ts if kind.is_in_thread else None,
        was_interrupted=row.began_at is not None,
        held=held,
        facts=codec.facts.read(row.payload) if kind is MessageKind.DIGEST else None,
        notice=codec.notices.read(row.payload) if kind is MessageKind.NOTICE else None,
    )


def _stories_as_seen(connection: Connection, rows: Sequence[Any]) -> dict[tuple[str, int], list[StoredItem]]:
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.story_id is not None:
            wanted[row.workspace].add(row.story_id)
    seen: defaultdict[tuple[str, int], list[StoredItem]] = defaultdict(list)
    for workspace, story_ids in wanted.items():
        for row in connection.execute(_OF_STORIES, {"workspace": workspace, "story_ids": story_ids}):
            seen[workspace, row.story_id].append(to_stored(row))
    return seen


def _parent_timestamps(connection: Connection, rows: Sequence[Any]) -> dict[tuple[str, str, int], str]:
    stories = {row.story_id for row in rows if MessageKind(row.kind).is_in_thread}
    wanted = select(outbox.c.workspace, outbox.c.channel, outbox.c.story_id, outbox.c.ts).where(
        outbox.c.story_id.in_(stories), outbox.c.kind == MessageKind.POST, outbox.c.state == "sent"
    )
    return {(workspace, channel, story): ts for workspace, channel, story, ts in connection.execute(wanted)}
