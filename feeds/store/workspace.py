"""What belongs to one workspace: nothing here can be read or written without naming it."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select, union

from feeds.store.charts import ChartRefusals
from feeds.store.held import waiting_of
from feeds.store.holdings import Holdings
from feeds.store.lessons import Lessons
from feeds.store.mappings import choices_of, settings_of
from feeds.store.messages import Messages
from feeds.store.mutes import Mutes
from feeds.store.preferences import StoredPreferences
from feeds.store.subscriptions import Subscriptions
from feeds.store.tables import choices, lessons, metadata, mutes, settings, subscriptions
from feeds.store.tones import Tones
from feeds.store.verdicts import Verdicts
from feeds.store.visible_feeds import VisibleFeeds
from feeds.store.visible_items import VisibleItems
from feeds.types.digests import Waiting

_SETTABLE = (subscriptions, mutes, lessons, choices, settings)


def find_workspaces(connection: Connection) -> tuple[str, ...]:
    """List the workspaces that have set anything."""
    named = union(*(select(table.c.workspace) for table in _SETTABLE)).subquery()
    return tuple(connection.execute(select(named.c.workspace).order_by(named.c.workspace)).scalars())


class WorkspaceUnit:
    """One workspace's part of a transaction."""

    def __init__(self, connection: Connection, id: str) -> None:
        self._connection = connection
        self.id = id
        self.subscriptions = Subscriptions(connection, id)
        self.feeds = VisibleFeeds(connection, id)
        self.items = VisibleItems(connection, id)
        self.tones = Tones(connection, id)
        self.verdicts = Verdicts(connection, id)
        self.messages = Messages(connection, id)
        self.mutes = Mutes(connection, id)
        self.lessons = Lessons(connection, id)
        self.holdings = Holdings(connection, id)
        self.settings = settings_of(connection, id)
        self.preferences = StoredPreferences(self.settings)
        self.choices = choices_of(connection, id)
        self.chart_refusals = ChartRefusals(connection, id)

    @property
    def cashtag_only(self) -> frozenset[str]:
        """The workspace, if only marked companies count in it; as routing asks for it."""
        return frozenset({self.id} if self.preferences.is_cashtag_only else ())

    def waiting(self) -> Mapping[int, Waiting]:
        """Say what waits to be told, and what for, by subscription."""
        return waiting_of(self._connection, self.id)

    def erase(self) -> None:
        """Delete every row of this workspace, in whatever table."""
        for table in reversed(metadata.sorted_tables):
            if "workspace" in table.c:
                self._connection.execute(delete(table).where(table.c.workspace == self.id))
