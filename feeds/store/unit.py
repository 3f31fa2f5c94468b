"""One transaction's view of the store."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection

from feeds.store import rollups
from feeds.store.applying import apply_plan
from feeds.store.feeds import Feeds
from feeds.store.held import Held
from feeds.store.items import Items
from feeds.store.outbox import Outbox
from feeds.store.posts import count_at, count_posts
from feeds.store.routes import find_lessons, find_routes
from feeds.store.workspace import WorkspaceUnit, find_workspaces
from feeds.types.decisions import Applied, PollPlan
from feeds.types.subscriptions import Lesson, Place, Routes


class Unit:
    """What can be asked and written inside one transaction; worthless after it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.feeds = Feeds(connection)
        self.items = Items(connection)
        self.outbox = Outbox(connection)
        self.held = Held(connection)

    def routes_for(self, feed_id: int) -> Routes:
        """All that decides where this feed's items go, in every workspace that sees it."""
        return find_routes(self._connection, feed_id)

    def lessons_for(self, feed_id: int) -> tuple[Lesson, ...]:
        """What workspaces that see this feed have taught about words, votes on single items aside."""
        return find_lessons(self._connection, feed_id)

    def posted_since(self, starts: Mapping[int, datetime]) -> Mapping[int, int]:
        """Count for each of these subscriptions the posts it let through since then, or that came late."""
        return count_posts(self._connection, starts)

    def posted_at(self, places: Collection[Place], *, since: datetime) -> Mapping[Place, int]:
        """Count for each of these places the posts that reached it since then or are on their way."""
        return count_at(self._connection, places, since=since)

    def lock_stories(self) -> None:
        """Make other workers wait to assign stories until this transaction ends."""
        rollups.lock(self._connection)

    def apply(self, plan: PollPlan, *, now: datetime) -> Applied:
        """Write all that one poll changes. Applying it twice equals applying it once."""
        return apply_plan(self._connection, plan, now=now)

    def workspaces(self) -> tuple[str, ...]:
        """List the workspaces that have set anything."""
        return find_workspaces(self._connection)

    def workspace(self, id: str) -> WorkspaceUnit:
        """The only way to what belongs to a workspace."""
        return WorkspaceUnit(self._connection, id)
