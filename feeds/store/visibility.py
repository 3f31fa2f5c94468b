"""Who sees what: the catalogue is everybody's, any other feed only theirs that watch it."""

from sqlalchemy import bindparam, or_, select

from feeds.store.tables import feeds, workspace_feeds

_watched = select(workspace_feeds.c.feed_id).where(
    workspace_feeds.c.workspace == bindparam("workspace"), workspace_feeds.c.feed_id == feeds.c.id
)

IS_VISIBLE = or_(feeds.c.in_catalogue, _watched.exists())
"""In a statement that has `feeds`: the workspace given as parameter `workspace` sees the feed."""
