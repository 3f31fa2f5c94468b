"""Writes a PollPlan: feed, stories, items, tickers, rollups, verdicts, outbox; the caller's transaction.

Every insert yields to what is there already, and every count follows from the rows really changed, so
applying a plan twice equals applying it once. Two workers take turns (see `rollups.lock`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from feeds.store import mentions, rollups
from feeds.store.feeds import Feeds
from feeds.store.held import insert_held
from feeds.store.new_items import find_refs, insert_items, rewrite_items
from feeds.store.outbox import Outbox
from feeds.store.statements import insert_missing
from feeds.store.stories import ItemRef
from feeds.store.tables import subscriptions, verdicts
from feeds.types.decisions import Applied, PollPlan, Verdict

_STANDING = (
    select(subscriptions.c.id)
    .where(subscriptions.c.id.in_(bindparam("ids", expanding=True)))
    .with_for_update(read=True, key_share=True)
)


def apply_plan(connection: Connection, plan: PollPlan, *, now: datetime) -> Applied:
    """Apply a plan; when its lease was lost, write nothing."""
    if plan.items or plan.edited:
        rollups.lock(connection)
    if not Feeds(connection).save(plan.feed, lease=plan.lease):
        return Applied(is_lost=True)
    if not (plan.items or plan.edited):
        return Applied()
    return _apply_items(connection, plan, now=now)


def _apply_items(connection: Connection, plan: PollPlan, *, now: datetime) -> Applied:
    feed_id = plan.feed.id
    edited = {scored.item.key: scored for scored in plan.edited}
    known = find_refs(connection, feed_id, {it.scored.item.key for it in plan.items} | edited.keys())
    fresh = {it.scored.item.key: it for it in plan.items if it.scored.item.key not in known}
    new = insert_items(connection, fresh, feed_id=feed_id, known=known, now=now)
    refs = known | new
    changed = {refs[key]: scored for key, scored in edited.items() if key in refs}
    rewrite_items(connection, changed, feed_id=feed_id)
    analyses = {ref: fresh[key].scored.analysis for key, ref in new.items()}
    analyses |= {ref: scored.analysis for ref, scored in changed.items()}
    mentions.rewrite(connection, analyses, feed_id=feed_id)
    queued = _answer(connection, plan, refs, now=now)
    return Applied(new_item_ids=tuple(ref.id for ref in new.values()), messages=queued)


def _answer(connection: Connection, plan: PollPlan, refs: Mapping[str, ItemRef], *, now: datetime) -> int:
    """Write verdicts and messages; what was removed since the plan was made gets neither."""
    alive = _living(connection, plan.verdicts)
    given = [it for it in plan.verdicts if it.item_key in refs and it.subscription_id in alive]
    gone = {it.place for it in plan.verdicts} - {it.place for it in given}
    rows = [
        {
            "item_id": refs[verdict.item_key].id,
            "subscription_id": verdict.subscription_id,
            "workspace": verdict.workspace,
            "reason": verdict.reason,
            "detail": verdict.detail,
        }
        for verdict in given
    ]
    insert_missing(connection, verdicts, rows)
    insert_held(connection, given, refs)
    sent = [it for it in plan.messages if it.item_key in refs and it.place not in gone]
    return Outbox(connection).add([(message, refs[message.item_key]) for message in sent], now=now)


def _living(connection: Connection, planned: Iterable[Verdict]) -> set[int]:
    """Say which subscriptions still stand, and hold them until the transaction ends."""
    ids = {verdict.subscription_id for verdict in planned}
    if not ids:
        return set()
    return set(connection.execute(_STANDING, {"ids": ids}).scalars())
