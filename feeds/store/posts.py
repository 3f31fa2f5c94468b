"""Counts alerts that were posted, or will be: what caps go by.

An alert counts from when it was let through, and again from when it reached its channel, so that what an
outage held up does not ring together with all that a new day would let through.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, literal_column, select, tuple_, union_all

from feeds.store.columns import Instant
from feeds.store.tables import items, outbox, subscriptions, verdicts
from feeds.types.decisions import MessageKind, Reason
from feeds.types.subscriptions import Place

_PLACES_AT_ONCE = 5_000  # a statement takes 32,766 parameters, and this one takes each place's two twice
_since = bindparam("since", type_=Instant())
_let_through = verdicts.c.reason == literal_column(f"'{Reason.POSTED}'")  # as the index says it
_is_post = outbox.c.kind == literal_column(f"'{MessageKind.POST}'")
_is_pending = and_(_is_post, outbox.c.state == literal_column("'pending'"))
_is_sent = and_(_is_post, outbox.c.sent_at >= _since)

_first_since = select(func.min(items.c.id)).where(items.c.seen_at >= _since).scalar_subquery()
_SEEN = (
    select(verdicts.c.subscription_id, items.c.seen_at)
    .join(items, items.c.id == verdicts.c.item_id)
    .where(
        verdicts.c.subscription_id.in_(bindparam("ids", expanding=True)),
        _let_through,
        verdicts.c.item_id >= _first_since,
    )
)
_LATE = union_all(
    *(
        select(subscriptions.c.id, outbox.c.created_at, outbox.c.sent_at)
        .join(
            outbox,
            and_(
                outbox.c.workspace == subscriptions.c.workspace, outbox.c.channel == subscriptions.c.channel
            ),
        )
        .join(
            verdicts,
            and_(
                verdicts.c.subscription_id == subscriptions.c.id,
                verdicts.c.item_id == outbox.c.item_id,
                _let_through,
            ),
        )
        .where(
            subscriptions.c.id.in_(bindparam("ids", expanding=True)),
            outbox.c.created_at < bindparam("before", type_=Instant()),
            state,
        )
        for state in (_is_pending, _is_sent)
    )
)
_place = tuple_(outbox.c.workspace, outbox.c.channel)
_OF_PLACES = union_all(
    *(
        select(outbox.c.workspace, outbox.c.channel, func.count())
        .where(_place.in_(bindparam("places", expanding=True)), state)
        .group_by(outbox.c.workspace, outbox.c.channel)
        for state in (_is_pending, _is_sent)
    )
)


def count_posts(connection: Connection, starts: Mapping[int, datetime]) -> Mapping[int, int]:
    """Count for each of these subscriptions the posts it let through since then, and those that came late."""
    if not starts:
        return {}
    first, last = min(starts.values()), max(starts.values())
    seen = connection.execute(_SEEN, {"since": first, "ids": list(starts)})
    counts = Counter(id for id, seen_at in seen if seen_at >= starts[id])
    late = connection.execute(_LATE, {"since": first, "before": last, "ids": list(starts)})
    counts.update(
        id
        for id, queued_at, sent_at in late
        if queued_at < starts[id] and (sent_at is None or sent_at >= starts[id])
    )
    return counts


def count_at(connection: Connection, places: Collection[Place], *, since: datetime) -> Mapping[Place, int]:
    """Count for each of these places the posts that reached it since then or are on their way."""
    named = [(place.workspace, place.channel) for place in places]
    counts: Counter[Place] = Counter()
    for start in range(0, len(named), _PLACES_AT_ONCE):
        asked = {"since": since, "places": named[start : start + _PLACES_AT_ONCE]}
        for workspace, channel, count in connection.execute(_OF_PLACES, asked):
            counts[Place(workspace, channel)] += count
    return counts
