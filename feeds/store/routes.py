"""Gathers all that decides where one feed's items go."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, or_, select

from feeds.store.lessons import to_lesson
from feeds.store.mutes import to_mute
from feeds.store.preferences import cashtag_only_among
from feeds.store.subscriptions import to_subscription
from feeds.store.tables import feeds, holdings, lessons, mutes, subscriptions, workspace_feeds
from feeds.types.subscriptions import Holding, Lesson, LessonKind, Routes


def find_routes(connection: Connection, feed_id: int) -> Routes:
    """Find the subscriptions of every workspace that sees the feed, and how those read, mute and hold."""
    wanted = _seeing(feed_id, subscriptions).where(
        or_(subscriptions.c.feed_id.is_(None), subscriptions.c.feed_id == feed_id)
    )
    found = tuple(to_subscription(row) for row in connection.execute(wanted.order_by(subscriptions.c.id)))
    if not found:
        return Routes()
    return Routes(
        subscriptions=found,
        mutes=tuple(to_mute(row) for row in connection.execute(_seeing(feed_id, mutes))),
        holdings=tuple(Holding(*row) for row in connection.execute(_seeing(feed_id, holdings))),
        cashtag_only=cashtag_only_among(connection, {each.workspace for each in found}),
    )


def find_lessons(connection: Connection, feed_id: int) -> tuple[Lesson, ...]:
    """Find what workspaces that see the feed have taught about words, oldest first."""
    wanted = _seeing(feed_id, lessons).where(lessons.c.kind != LessonKind.LABEL)
    return tuple(to_lesson(row) for row in connection.execute(wanted.order_by(lessons.c.id)))


def _seeing(feed_id: int, table: Table) -> Select[Any]:
    """Select the rows of workspaces that see the feed."""
    return select(table).where(_sees(table, feed_id))


def _sees(table: Table, feed_id: int) -> ColumnElement[bool]:
    is_shared = select(feeds.c.id).where(feeds.c.id == feed_id, feeds.c.in_catalogue)
    watches = select(workspace_feeds.c.feed_id).where(
        workspace_feeds.c.feed_id == feed_id, workspace_feeds.c.workspace == table.c.workspace
    )
    return or_(is_shared.exists(), watches.exists())
