"""The feeds a workspace sees."""

from sqlalchemy import Connection, delete, select

from feeds.errors import NotFound
from feeds.store.feeds import COLUMNS, to_feed
from feeds.store.statements import insert_missing
from feeds.store.tables import feeds, workspace_feeds
from feeds.store.visibility import IS_VISIBLE
from feeds.types.news import Feed

_FEEDS = select(*COLUMNS).where(IS_VISIBLE)


class VisibleFeeds:
    """The catalogue and the feeds one workspace watches."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def all(self) -> tuple[Feed, ...]:
        """List the feeds the workspace sees, in the order they came."""
        found = self._connection.execute(_FEEDS.order_by(feeds.c.id), {"workspace": self._workspace})
        return tuple(to_feed(row) for row in found)

    def get(self, id: int) -> Feed:
        """Give one feed the workspace sees. Raises NotFound, also for one it doesn't see."""
        found = self._connection.execute(_FEEDS.where(feeds.c.id == id), {"workspace": self._workspace})
        row = found.one_or_none()
        if row is None:
            raise NotFound(f"There is no feed {id}. See `/alerts feeds`.")
        return to_feed(row)

    def watch(self, feed_id: int) -> None:
        """See a feed's items from now on; again is fine. The feed must be there."""
        values = {"workspace": self._workspace, "feed_id": feed_id}
        insert_missing(self._connection, workspace_feeds, [values])

    def unwatch(self, feed_id: int) -> None:
        """See the feed no longer, unless it is in the catalogue."""
        ours = workspace_feeds.c.workspace == self._workspace
        self._connection.execute(delete(workspace_feeds).where(ours, workspace_feeds.c.feed_id == feed_id))
