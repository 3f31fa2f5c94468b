"""What a workspace's subscriptions answered to items."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from feeds.store.columns import Instant
from feeds.store.tables import items, subscriptions, verdicts
from feeds.types.decisions import Reason, Verdict

_POSTS = (
    select(verdicts.c.subscription_id, func.count())
    .join(items, items.c.id == verdicts.c.item_id)
    .where(
        items.c.seen_at >= bindparam("since", type_=Instant()),
        verdicts.c.reason == Reason.POSTED,
        verdicts.c.subscription_id.in_(bindparam("ids", expanding=True)),
    )
    .group_by(verdicts.c.subscription_id)
)


def count_posts(connection: Connection, starts: Mapping[int, datetime]) -> Mapping[int, int]:
    """Count for each of these subscriptions the posts it let through since then."""
    counts: dict[int, int] = {}
    for since in set(starts.values()):
        ids = [id for id, start in starts.items() if start == since]
        rows = connection.execute(_POSTS, {"since": since, "ids": ids})
        counts |= {row[0]: row[1] for row in rows}
    return counts


class Verdicts:
    """The verdicts of one workspace."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def of_item(self, item_id: int) -> tuple[Verdict, ...]:
        """List the verdicts on one item, in the order of the subscriptions."""
        wanted = (
            select(
                verdicts.c.workspace,
                subscriptions.c.channel,
                verdicts.c.subscription_id,
                items.c.key,
                verdicts.c.reason,
                verdicts.c.detail,
            )
            .join(subscriptions, subscriptions.c.id == verdicts.c.subscription_id)
            .join(items, items.c.id == verdicts.c.item_id)
            .where(verdicts.c.workspace == self._workspace, verdicts.c.item_id == item_id)
            .order_by(verdicts.c.subscription_id)
        )
        return tuple(
            Verdict(
                workspace=row.workspace,
                channel=row.channel,
                subscription_id=row.subscription_id,
                item_key=row.key,
                reason=Reason(row.reason),
                detail=row.detail,
            )
            for row in self._connection.execute(wanted)
        )
