"""Gathers all that decides where one feed's items go."""

from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, or_, select

from feeds.store.columns import RowId
from feeds.store.lessons import to_lesson
from feeds.store.mutes import to_mute
from feeds.store.preferences import cashtag_only_among
from feeds.store.subscriptions import to_subscription
from feeds.store.tables import feeds, holdings, lessons, mutes, subscriptions, workspace_feeds
from feeds.types.subscriptions import Holding, Lesson, LessonKind, Routes

_FEED = bindparam("feed_id", type_=RowId)
_is_shared = select(feeds.c.id).where(feeds.c.id == _FEED, feeds.c.in_catalogue).exists()


def _seeing(table: Table) -> Select[Any]:
    """Select the rows of workspaces that see the feed."""
    watches = select(workspace_feeds.c.feed_id).where(
        workspace_feeds.c.feed_id == _FEED, workspace_feeds.c.workspace == table.c.workspace
    )
    return select(table).where(or_(_is_shared, watches.exists()))


_SUBSCRIPTIONS = (
    _seeing(subscriptions)
    .where(or_(subscriptions.c.feed_id.is_(None), subscriptions.c.feed_id == _FEED))
    .order_by(subscriptions.c.id)
)
_MUTES, _HOLDINGS = _seeing(mutes), _seeing(holdings)
_LESSONS = _seeing(lessons).where(lessons.c.kind != LessonKind.LABEL).order_by(lessons.c.id)


def find_routes(connection: Connection, feed_id: int) -> Routes:
    """Find the subscriptions of every workspace that sees the feed, and how those read, mute and hold."""
    feed = {"feed_id": feed_id}
    found = tuple(to_subscription(row) for row in connection.execute(_SUBSCRIPTIONS, feed))
    if not found:
        return Routes()
    return Routes(
        subscriptions=found,
        mutes=tuple(to_mute(row) for row in connection.execute(_MUTES, feed)),
        holdings=tuple(Holding(*row) for row in connection.execute(_HOLDINGS, feed)),
        cashtag_only=cashtag_only_among(connection, {each.workspace for each in found}),
    )


def find_lessons(connection: Connection, feed_id: int) -> tuple[Lesson, ...]:
    """Find what workspaces that see the feed have taught about words, oldest first."""
    return tuple(to_lesson(row) for row in connection.execute(_LESSONS, {"feed_id": feed_id}))
