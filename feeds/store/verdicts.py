"""What a workspace's subscriptions answered to items."""

from sqlalchemy import Connection, bindparam, select

from feeds.store.tables import items, subscriptions, verdicts
from feeds.types.decisions import Reason, Verdict

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
