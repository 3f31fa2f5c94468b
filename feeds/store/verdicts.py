"""What a workspace's subscriptions answered to items."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, literal_column, select

from feeds.store.columns import Instant
from feeds.store.tables import items, subscriptions, verdicts
from feeds.types.decisions import Reason, Verdict

_since = bindparam("since", type_=Instant())
_first_since = select(func.min(items.c.id)).where(items.c.seen_at >= _since).scalar_subquery()
_POSTS = (
    select(verdicts.c.subscription_id, items.c.seen_at)
    .join(items, items.c.id == verdicts.c.item_id)
    .where(
        verdicts.c.subscription_id.in_(bindparam("ids", expanding=True)),
        verdicts.c.reason == literal_column(f"'{Reason.POSTED}'"),  # as the index says it
        verdicts.c.item_id >= _first_since,
    )
)
_OF_ITEM = (
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
    .where(verdicts.c.workspace == bindparam("workspace"), verdicts.c.item_id == bindparam("item"))
    .order_by(verdicts.c.subscription_id)
)


def count_posts(connection: Connection, starts: Mapping[int, datetime]) -> Mapping[int, int]:
    """Count for each of these subscriptions the posts it let through since then."""
    if not starts:
        return {}
    posts = connection.execute(_POSTS, {"since": min(starts.values()), "ids": list(starts)})
    return Counter(id for id, seen_at in posts if seen_at >= starts[id])


class Verdicts:
    """The verdicts of one workspace."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def of_item(self, item_id: int) -> tuple[Verdict, ...]:
        """List the verdicts on one item, in the order of the subscriptions."""
        asked = {"workspace": self._workspace, "item": item_id}
        return tuple(
            Verdict(
                workspace=row.workspace,
                channel=row.channel,
                subscription_id=row.subscription_id,
                item_key=row.key,
                reason=Reason(row.reason),
                detail=row.detail,
            )
            for row in self._connection.execute(_OF_ITEM, asked)
        )
