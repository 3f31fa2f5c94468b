"""The outbox: messages on their way, and the record of those that went.

A row is `pending`, `sent`, `dead` (given up; somebody may retry it) or `dropped`. Which rows are due is
in `claims`; what may stand twice is in the tables' unique indexes.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, literal, or_, select, update

from feeds.errors import NotFound
from feeds.store import codec
from feeds.store.claims import claim_messages
from feeds.store.outbox_rows import new_row
from feeds.store.statements import insert_for
from feeds.store.stories import ItemRef
from feeds.store.tables import items, outbox
from feeds.types.decisions import (
    ClaimedMessage,
    Dead,
    Delivered,
    MessageKind,
    OutgoingMessage,
    RetryAt,
    Settlement,
)
from feeds.types.notices import Notice
from feeds.types.outbox import OutboxEntry, OutboxState
from feeds.types.subscriptions import Place
from feeds.types.timing import Silence

_BEGIN = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("message"), outbox.c.lease == bindparam("held"), outbox.c.state == "pending"
    )
    .values(
        attempts=outbox.c.attempts + 1,
        is_uncertain=or_(outbox.c.is_uncertain, outbox.c.began_at.is_not(None)),
        began_at=bindparam("now"),
    )
)
_PARENTS = select(outbox.c.story_id, outbox.c.workspace, outbox.c.channel).where(
    outbox.c.story_id.in_(bindparam("story_ids", expanding=True)), outbox.c.kind == MessageKind.POST
)
_UNLEASED = {"lease": None, "leased_until": None, "began_at": None}


class Outbox:
    """All messages of all workspaces."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, messages: Sequence[tuple[OutgoingMessage, ItemRef]], *, now: datetime) -> int:
        """Queue messages; returns how many. What is there already is not queued again.

        A place has one post a story, one reply an item, and one edit of a story that nobody has begun.
        """
        rows = [_of_item(message, ref, now=now) for message, ref in messages]
        if not rows:
            return 0
        return len(self._connection.execute(_add(self._connection.dialect.name), rows).all())

    def notify(
        self, place: Place, notice: Notice, *, topic: str, silence: Silence | None = None, now: datetime
    ) -> bool:
        """Queue a notice, unless the place was told of the topic before; False then."""
        row = new_row(place, MessageKind.NOTICE, silence=silence, now=now)
        row |= {"topic": topic, "payload": codec.notices.write(notice)}
        return bool(self._connection.execute(_add(self._connection.dialect.name), [row]).all())

    def give_up(self, place: Place, why: str) -> int:
        """Give up all that waits for a place and is not being sent; returns how many messages."""
        waits = and_(
            outbox.c.workspace == place.workspace,
            outbox.c.channel == place.channel,
            outbox.c.state == "pending",
            outbox.c.lease.is_(None),
        )
        given_up = update(outbox).where(waits).values({"state": "dead", "why": why})
        return self._connection.execute(given_up).rowcount

    def parents(self, story_ids: Collection[int]) -> Mapping[int, frozenset[Place]]:
        """Say for each of these stories where its post is, or is on its way, or was given up."""
        if not story_ids:
            return {}
        found: dict[int, set[Place]] = {}
        for story_id, workspace, channel in self._connection.execute(_PARENTS, {"story_ids": story_ids}):
            found.setdefault(story_id, set()).add(Place(workspace, channel))
        return {story_id: frozenset(places) for story_id, places in found.items()}

    def claim_due(
        self, *, now: datetime, limit: int, lease_s: float, busy: Collection[Place] = ()
    ) -> tuple[ClaimedMessage, ...]:
        """Take up to `limit` due messages for `lease_s` seconds: one a place, none of `busy` places."""
        return claim_messages(self._connection, now=now, limit=limit, lease_s=lease_s, busy=busy)

    def begin(self, message: ClaimedMessage, *, now: datetime) -> bool:
        """Note, before the request is sent, that it is. False when the lease was lost: then send nothing."""
        held = {"message": message.id, "held": message.lease, "now": now}
        return self._connection.execute(_BEGIN, held).rowcount == 1

    def settle(self, message: ClaimedMessage, settlement: Settlement, *, now: datetime) -> bool:
        """Write what became of a message and give its lease back. False when the lease was lost."""
        return self._write(_is_held(message), _settled(settlement, now=now) | _UNLEASED)

    def entries(self) -> tuple[OutboxEntry, ...]:
        """List what is undelivered, oldest first."""
        wanted = (
            select(outbox, items.c.url)
            .outerjoin(items, items.c.id == outbox.c.item_id)
            .where(outbox.c.state.in_(["pending", "dead"]))
            .order_by(outbox.c.id)
        )
        return tuple(_to_entry(row) for row in self._connection.execute(wanted))

    def retry(self, id: int, now: datetime) -> None:
        """Send a pending or dead message as soon as it can be. Raises NotFound."""
        at_once = {"state": "pending", "not_before": now, "silent_from": None}
        again = {"attempts": 0, "is_uncertain": False, "why": ""}
        self._write_or_refuse(id, at_once | again | _UNLEASED)

    def drop(self, id: int) -> None:
        """Never send a pending or dead message. Raises NotFound."""
        self._write_or_refuse(id, {"state": "dropped"} | _UNLEASED)

    def depth_and_age(self, now: datetime) -> tuple[int, float]:
        """How many messages wait, and for how many seconds the longest has."""
        wanted = select(func.count(), func.min(outbox.c.created_at, type_=outbox.c.created_at.type))
        depth, oldest = self._connection.execute(wanted.where(outbox.c.state == "pending")).one()
        return depth, (now - oldest).total_seconds() if oldest else 0.0

    def _write_or_refuse(self, id: int, values: dict[str, Any]) -> None:
        is_undelivered = and_(outbox.c.id == id, outbox.c.state.in_(["pending", "dead"]))
        if not self._write(is_undelivered, values):
            raise NotFound(f"There is no undelivered message {id}. See `tickertone outbox list`.")

    def _write(self, condition: ColumnElement[bool], values: dict[str, Any]) -> bool:
        return self._connection.execute(update(outbox).where(condition).values(values)).rowcount == 1


@cache
def _add(dialect: str) -> Any:
    return insert_for(dialect, outbox).on_conflict_do_nothing().returning(outbox.c.id)


def _of_item(message: OutgoingMessage, ref: ItemRef, *, now: datetime) -> dict[str, Any]:
    row = new_row(message.place, message.kind, silence=message.silence, now=now)
    return row | {"story_id": ref.story_id, "item_id": ref.id}


def _is_held(message: ClaimedMessage) -> ColumnElement[bool]:
    return and_(outbox.c.id == message.id, outbox.c.lease == message.lease, outbox.c.state == "pending")


def _settled(settlement: Settlement, *, now: datetime) -> dict[str, Any]:
    match settlement:
        case Delivered(ts=ts):
            return {"state": "sent", "ts": ts, "sent_at": now, "is_uncertain": False, "why": ""}
        case RetryAt(when=when, why=why, is_uncertain=is_uncertain):
            doubt = or_(outbox.c.is_uncertain, literal(is_uncertain))
            return {"not_before": when, "why": why, "is_uncertain": doubt}
        case Dead(why=why):
            return {"state": "dead", "why": why}


def _to_entry(row: Any) -> OutboxEntry:
    kind = MessageKind(row.kind)
    return OutboxEntry(
        id=row.id,
        channel=row.channel,
        kind=kind if kind.is_in_thread else MessageKind.POST,
        url=row.url,
        state=_state_of(row),
        attempts=row.attempts,
        why=row.why,
    )


def _state_of(row: Any) -> OutboxState:
    if row.state == "dead":
        return OutboxState.DEAD
    return OutboxState.UNCERTAIN if row.is_uncertain or row.began_at is not None else OutboxState.PENDING
