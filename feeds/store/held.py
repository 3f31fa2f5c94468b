"""What was wanted and waits for a digest, and which message told it in the end.

A held item is told once: the message that tells it is queued and noted on its row in one transaction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from feeds.store import codec
from feeds.store.item_rows import select_items, to_stored
from feeds.store.outbox_rows import new_row
from feeds.store.statements import insert_missing
from feeds.store.stories import ItemRef
from feeds.store.subscriptions import to_subscription
from feeds.store.tables import held, items, outbox, subscriptions, verdicts
from feeds.types.decisions import DigestFacts, HeldItem, MessageKind, Reason, Silence, Verdict
from feeds.types.subscriptions import Place, Subscription

_ITEMS = (
    select_items()
    .add_columns(verdicts.c.reason, held.c.symbols.label("asked"), held.c.message_id)
    .join(held, held.c.item_id == items.c.id)
    .join(
        verdicts,
        and_(verdicts.c.item_id == held.c.item_id, verdicts.c.subscription_id == held.c.subscription_id),
    )
    .order_by(items.c.id, held.c.subscription_id)
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


def items_of_digests(
    connection: Connection, message_ids: Collection[int]
) -> Mapping[int, tuple[HeldItem, ...]]:
    """List what each of these digests tells."""
    if not message_ids:
        return {}
    rows = connection.execute(_ITEMS.where(held.c.message_id.in_(message_ids))).all()
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
        wanted = (
            select(items.c.story_id, outbox.c.workspace, outbox.c.channel)
            .join(held, held.c.item_id == items.c.id)
            .join(outbox, outbox.c.id == held.c.message_id)
            .where(items.c.story_id.in_(story_ids), outbox.c.kind == MessageKind.DIGEST)
        )
        found: dict[int, set[Place]] = {}
        for story_id, workspace, channel in self._connection.execute(wanted):
            found.setdefault(story_id, set()).add(Place(workspace, channel))
        return {story_id: frozenset(places) for story_id, places in found.items()}

    def due_place(self, *, now: datetime) -> Place | None:
        """Name a place for which a digest is due, the longest overdue; paused subscriptions wait on."""
        wanted = (
            select(subscriptions.c.workspace, subscriptions.c.channel)
            .join(held, held.c.subscription_id == subscriptions.c.id)
            .where(_is_due(now))
            .order_by(held.c.due_at)
            .limit(1)
        )
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else Place(*row)

    def waiting(self, place: Place, *, now: datetime) -> tuple[HeldItem, ...]:
        """List what is due there, in the order it came."""
        wanted = _ITEMS.join(subscriptions, subscriptions.c.id == held.c.subscription_id)
        return _to_held(self._connection.execute(wanted.where(_is_at(place), _is_due(now))).all())

    def waiting_for(self, place: Place, *, now: datetime) -> tuple[Subscription, ...]:
        """List the subscriptions there for which something is due."""
        due = select(held.c.subscription_id).where(held.c.subscription_id == subscriptions.c.id, _is_due(now))
        wanted = select(subscriptions).where(_is_at(place), due.correlate(subscriptions).exists())
        return tuple(to_subscription(row) for row in self._connection.execute(wanted))

    def yield_to_posts(self, place: Place, *, now: datetime) -> None:
        """Let what is due there and whose story was posted meanwhile count as told by that post."""
        post = (
            select(outbox.c.id)
            .join(items, items.c.story_id == outbox.c.story_id)
            .where(
                items.c.id == held.c.item_id,
                outbox.c.workspace == place.workspace,
                outbox.c.channel == place.channel,
                outbox.c.kind == MessageKind.POST,
            )
            .scalar_subquery()
        )
        self._connection.execute(update(held).where(_is_due_at(place, now)).values(message_id=post))

    def fold(self, place: Place, facts: DigestFacts, *, silence: Silence | None, now: datetime) -> int:
        """Queue one digest of all that is due there; returns its message's id."""
        row = new_row(place, MessageKind.DIGEST, silence=silence, now=now)
        queued = outbox.insert().values(row | {"payload": codec.facts.write(facts)}).returning(outbox.c.id)
        id: int = self._connection.execute(queued).scalar_one()
        self._connection.execute(update(held).where(_is_due_at(place, now)).values(message_id=id))
        return id


def _is_due(now: datetime) -> ColumnElement[bool]:
    """In a statement that joins held items with their subscriptions."""
    is_paused = and_(
        subscriptions.c.is_paused,
        or_(subscriptions.c.paused_until.is_(None), subscriptions.c.paused_until > now),
    )
    return and_(held.c.message_id.is_(None), held.c.due_at <= now, ~is_paused)


def _is_at(place: Place) -> ColumnElement[bool]:
    return and_(subscriptions.c.workspace == place.workspace, subscriptions.c.channel == place.channel)


def _is_due_at(place: Place, now: datetime) -> ColumnElement[bool]:
    """In an update of held items alone."""
    there = select(subscriptions.c.id).where(_is_at(place), subscriptions.c.id == held.c.subscription_id)
    return there.where(_is_due(now)).correlate(held).exists()


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
