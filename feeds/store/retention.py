"""Retention: old items go, in bounded batches, with all that hangs on them. Daily rollups are for good."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from feeds.store.tables import items, outbox, stories


def sweep(connection: Connection, *, before: datetime, limit: int) -> int:
    """Delete up to `limit` items seen before then, and the stories left without any; count the items.

    Digests and notices of that age go too, but for those still on their way.
    """
    old = (
        select(items.c.id).where(items.c.seen_at < before).order_by(items.c.seen_at, items.c.id).limit(limit)
    )
    told = delete(outbox).where(
        outbox.c.item_id.is_(None), outbox.c.state != "pending", outbox.c.created_at < before
    )
    connection.execute(told)
    swept = connection.execute(delete(items).where(items.c.id.in_(old))).rowcount
    is_empty = ~select(items.c.id).where(items.c.story_id == stories.c.id).exists()
    empty = select(stories.c.id).where(stories.c.started_at < before, is_empty).limit(limit)
    connection.execute(delete(stories).where(stories.c.id.in_(empty)))
    return swept
