"""What was wanted and waits for a digest, and which message told it in the end.

A held item is told once: the message that tells it is queued and noted on its row in one transaction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select, update

from feeds.store import codec
from feeds.store.columns import Instant
from feeds.store.item_rows import select_items, to_stored
from feeds.store.outbox_rows import new_row
from feeds.store.reviving import revive
from feeds.store.statements import insert_missing
from feeds.store.stories import ItemRef
from feeds.store.subscriptions import to_subscription
from feeds.store.tables import held, items, outbox, subscriptions, verdicts
from feeds.types.decisions import DigestFacts, HeldItem, MessageKind, Reason, Verdict
from feeds.types.digests import Waiting
from feeds.types.subscriptions import Place, Subscription
from feeds.types.timing import Silence

_now = bindparam("now", type_=Instant())
_is_paused = and_(
    subscriptions.c.is_paused,
    or_(subscriptions.c.paused_until.is_(None), subscriptions.c.paused_until > _now),
)
_is_due = and_(held.c.message_id.is_(None), held.c.due_at <= _now, ~_is_paused)
_is_here = and_(
    subscriptions.c.workspace == bindparam("at_workspace"), subscriptions.c.channel == bindparam("at_channel")
)
_is_asked_for = subscriptions.c.id == held.c.subscription_id
_due_here = select(subscriptions.c.id).where(_is_asked_for, _is_here, _is_due)

_is_its_verdict = and_(
    verdicts.c.item_id == held.c.item_id, verdicts.c.subscription_id == held.c.subscription_id
)
_ITEMS = (
    select_items()
    .add_columns(verdicts.c.reason, held.c.symbols.label("asked"), held.c.message_id)
    .join(held, held.c.item_id == items.c.id)
    .join(verdicts, _is_its_verdict)
    .order_by(items.c.id, held.c.subscription_id)
)
_OF_DIGESTS = _ITEMS.where(held.c.message_id.in_(bindparam("ids", expanding=True)))
_WAITING = _ITEMS.join(subscriptions, _is_asked_for).where(_is_here, _is_due)
_DUE_PLACE = (
    select(subscriptions.c.workspace, subscriptions.c.channel)
    .join(held, _is_asked_for)
    .where(_is_due)
    .order_by(held.c.due_at)
    .limit(1)
)
_ASKING = select(subscriptions).where(
    _is_here, select(held.c.item_id).where(_is_asked_for, _is_due).correlate(subscriptions).exists()
)
_post_of_story = (
    select(outbox.c.id)
    .join(items, items.c.story_id == outbox.c.story_id)
    .where(
        items.c.id == held.c.item_id,
        outbox.c.workspace == bindparam("at_workspace"),
        outbox.c.channel == bindparam("at_channel"),
        outbox.c.kind == MessageKind.POST,
        outbox.c.state.in_(["pending", "sent"]),
    )
    .correlate(held)
)
_IS_DUE_HERE = _due_here.correlate(held).exists()
_YIELD = update(held).where(_IS_DUE_HERE).values(message_id=_post_of_story.scalar_subquery())
_FOLD = update(held).where(_IS_DUE_HERE).values(message_id=bindparam("digest"))
_UNTOUCHED = select(outbox.c.id).where(
    outbox.c.workspace == bindparam("at_workspace"),
    outbox.c.channel == bindparam("at_channel"),
    outbox.c.kind == MessageKind.DIGEST,
    outbox.c.state == "pending",
    outbox.c.lease.is_(None),
    ~outbox.c.is_uncertain,
)
_FOLDED = (
    select(items.c.story_id, outbox.c.workspace, outbox.c.channel)
    .join(held, held.c.item_id == items.c.id)
    .join(outbox, outbox.c.id == held.c.message_id)
    .where(items.c.story_id.in_(bindparam("story_ids", expanding=True)), outbox.c.kind == MessageKind.DIGEST)
)

_WAITING_OF = (
    select(held.c.subscription_id, verdicts.c.reason, func.count(), func.min(held.c.due_at, type_=Instant()))
    .join(verdicts, _is_its_verdict)
    .where(held.c.workspace == bindparam("at_workspace"), held.c.message_id.is_(None))
    .group_by(held.c.subscription_id, verdicts.c.reason)
    .order_by(held.c.subscription_id, verdicts.c.reason)
)


def insert_held(connection: Connection, given: Iterable[Verdict], refs: Mapping[str, ItemRef]) -> None:
    """Note which items wait, for whom and until when."""
    rows = [
        {
            "item_id": refs[verdict.item_key].id,
            "subscription_id": verdict.subscription_id,
            "workspace": verdict.workspace,
            "due_at": verdict.hold.until,
            "symbols": codec.words.write(verdict.hold.symbols),
        }
        for verdict in given
        if verdict.hold is not None
    ]
    insert_missing(connection, held, rows)


def waiting_of(connection: Connection, workspace: str) -> Mapping[int, Waiting]:
    """Say what waits for each of a workspace's subscriptions, if anything."""
    rows = connection.execute(_WAITING_OF, {"at_workspace": workspace})
    found: dict[int, Waiting] = {}
    for id, reason, count, until in rows:
        known = found.get(id, Waiting((), until))
        found[id] = Waiting((*known.held, (Reason(reason), count)), min(known.until, until))
    return found


def items_of_digests(
    connection: Connection, message_ids: Collection[int]
) -> Mapping[int, tuple[HeldItem, ...]]:
    """List what each of these digests tells."""
    if not message_ids:
        return {}
    rows = connection.execute(_OF_DIGESTS, {"ids": message_ids}).all()
    return {
        id: _to_held([row for row in rows if row.message_id == id]) for id in {row.message_id for row in rows}
    }


class Held:
    """All held items of all workspaces."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def folded(self, story_ids: Collection[int]) -> Mapping[int, frozenset[Place]]:
        """Say for each of these stories where a digest tells it."""
        if not story_ids:
            return {}
        found: dict[int, set[Place]] = {}
        for story_id, workspace, channel in self._connection.execute(_FOLDED, {"story_ids": story_ids}):
            found.setdefault(story_id, set()).add(Place(workspace, channel))
        return {story_id: frozenset(places) for story_id, places in found.items()}

    def due_place(self, *, now: datetime) -> Place | None:
        """Name a place for which a digest is due, the longest overdue; paused subscriptions wait on."""
        row = self._connection.execute(_DUE_PLACE, {"now": now}).one_or_none()
        return None if row is None else Place(*row)

    def waiting(self, place: Place, *, now: datetime) -> tuple[HeldItem, ...]:
        """List what is due there, in the order it came."""
        return _to_held(self._connection.execute(_WAITING, _here(place, now)).all())

    def asking(self, place: Place, *, now: datetime) -> tuple[Subscription, ...]:
        """List the subscriptions there for which something is due."""
        return tuple(to_subscription(row) for row in self._connection.execute(_ASKING, _here(place, now)))

    def revive(self, wish: Subscription, *, whys: Collection[str], since: datetime, now: datetime) -> int:
        """Let what a resumed subscription missed since then, for one of these reasons, wait again."""
        return revive(self._connection, wish, whys=whys, since=since, now=now)

    def take_back(self, place: Place) -> None:
        """Let what an earlier digest of the place tells wait again, if nobody has begun to send it.

        So digests that could not go out, while Slack was down, become one.
        """
        untouched = {"at_workspace": place.workspace, "at_channel": place.channel}
        for id in self._connection.execute(_UNTOUCHED, untouched).scalars().all():
            again = update(held).where(held.c.message_id == id).values(message_id=None)
            self._connection.execute(again)
            self._connection.execute(delete(outbox).where(outbox.c.id == id))

    def yield_to_posts(self, place: Place, *, now: datetime) -> None:
        """Let what is due there and whose story was posted meanwhile count as told by that post."""
        self._connection.execute(_YIELD, _here(place, now))

    def fold(self, place: Place, facts: DigestFacts, *, silence: Silence | None, now: datetime) -> int:
        """Queue one digest of all that is due there; returns its message's id."""
        row = new_row(place, MessageKind.DIGEST, silence=silence, now=now)
        queued = outbox.insert().values(row | {"payload": codec.facts.write(facts)}).returning(outbox.c.id)
        id: int = self._connection.execute(queued).scalar_one()
        self._connection.execute(_FOLD, _here(place, now) | {"digest": id})
        return id


def _here(place: Place, now: datetime) -> dict[str, Any]:
    return {"at_workspace": place.workspace, "at_channel": place.channel, "now": now}


def _to_held(rows: Sequence[Any]) -> tuple[HeldItem, ...]:
    """One for each item, also where several subscriptions wait for it."""
    found: dict[int, HeldItem] = {}
    for row in rows:
        asked = codec.words.read(row.asked)
        known = found.get(row.id)
        if known is not None:  # who asked for everything asked for every ticker
            asked = (*known.symbols, *asked) if known.symbols and asked else ()
        stored = known.item if known else to_stored(row)
        found[row.id] = HeldItem(stored, known.reason if known else Reason(row.reason), asked)
    return tuple(found.values())
