"""Who sees what: the catalogue is everybody's, any other feed only theirs that watch it."""

from sqlalchemy import ColumnElement, or_, select

from feeds.store.tables import feeds, workspace_feeds


def is_visible_to(workspace: str) -> ColumnElement[bool]:
    """Say, in a statement that has `feeds`, whether the workspace sees the feed."""
    watched = select(workspace_feeds.c.feed_id).where(
        workspace_feeds.c.workspace == workspace, workspace_feeds.c.feed_id == feeds.c.id
    )
    return or_(feeds.c.in_catalogue, watched.exists())
