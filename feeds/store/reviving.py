"""What a lost channel did not get waits again, for one digest, once an alert of it is resumed.

The messages given up are deleted in the same transaction, so nothing is told twice; one that may have been
posted stays as it is.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from feeds.store import codec
from feeds.store.statements import insert_missing
from feeds.store.tables import held, outbox, subscriptions, verdicts
from feeds.types.decisions import MessageKind, Reason
from feeds.types.subscriptions import Subscription, WatchTickers

MISSED = "the channel took no messages until the alert was resumed"


def revive(
    connection: Connection, wish: Subscription, *, whys: Collection[str], since: datetime, now: datetime
) -> int:
    """Let what a subscription missed since then wait for a digest that is due now; returns how many items.

    Missed is what was given up for one of the reasons `whys`.
    """
    is_lost = and_(
        outbox.c.workspace == wish.workspace,
        outbox.c.channel == wish.channel,
        outbox.c.state == "dead",
        outbox.c.why.in_(whys),
        outbox.c.began_at.is_(None),
        ~outbox.c.is_uncertain,
        outbox.c.created_at >= since,
    )
    return _revive_posts(connection, wish, is_lost, now=now) + _revive_digests(connection, wish, is_lost)


def _revive_posts(
    connection: Connection, wish: Subscription, is_lost: ColumnElement[bool], *, now: datetime
) -> int:
    wanted = (
        select(outbox.c.id, outbox.c.item_id)
        .join(verdicts, verdicts.c.item_id == outbox.c.item_id)
        .where(
            is_lost,
            outbox.c.kind == MessageKind.POST,
            verdicts.c.subscription_id == wish.id,
            verdicts.c.reason == Reason.POSTED,
        )
    )
    found = connection.execute(wanted).all()
    item_ids = [row.item_id for row in found]
    asked = wish.watch.symbols if isinstance(wish.watch, WatchTickers) else ()
    waits = {
        "subscription_id": wish.id,
        "workspace": wish.workspace,
        "due_at": now,
        "symbols": codec.words.write(asked),
    }
    insert_missing(connection, held, [waits | {"item_id": id} for id in item_ids])
    its_verdicts = and_(verdicts.c.subscription_id == wish.id, verdicts.c.item_id.in_(item_ids))
    connection.execute(update(verdicts).where(its_verdicts).values(reason=Reason.WAITING, detail=MISSED))
    _yield_others(connection, wish, item_ids)
    posts = [row.id for row in found]
    connection.execute(update(held).where(held.c.message_id.in_(posts)).values(message_id=None))
    connection.execute(delete(outbox).where(outbox.c.id.in_(posts)))
    return len(found)


def _yield_others(connection: Connection, wish: Subscription, item_ids: Collection[int]) -> None:
    """Let the channel's other subscriptions no longer say that they posted these items."""
    beside = select(subscriptions.c.id).where(
        subscriptions.c.workspace == wish.workspace,
        subscriptions.c.channel == wish.channel,
        subscriptions.c.id != wish.id,
    )
    posted = and_(
        verdicts.c.item_id.in_(item_ids),
        verdicts.c.subscription_id.in_(beside),
        verdicts.c.reason == Reason.POSTED,
    )
    told = {"reason": Reason.SAME_STORY, "detail": f"alert {wish.id} tells it in a digest"}
    connection.execute(update(verdicts).where(posted).values(told))


def _revive_digests(connection: Connection, wish: Subscription, is_lost: ColumnElement[bool]) -> int:
    digests = select(outbox.c.id).where(is_lost, outbox.c.kind == MessageKind.DIGEST)
    told = and_(held.c.subscription_id == wish.id, held.c.message_id.in_(digests))
    return connection.execute(update(held).where(told).values(message_id=None)).rowcount
