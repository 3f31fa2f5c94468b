"""Until when a workspace is not tried with charts, for all workers to know."""

from datetime import datetime

from sqlalchemy import Connection, select

from feeds.store.statements import insert
from feeds.store.tables import chart_refusals


class ChartRefusals:
    """What one workspace's Slack refused."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def keep(self, until: datetime) -> None:
        """Keep until when no chart is tried, in place of what was kept before."""
        row = insert(self._connection, chart_refusals).values(workspace=self._workspace, until=until)
        again = {"until": row.excluded.until}
        self._connection.execute(row.on_conflict_do_update(index_elements=["workspace"], set_=again))

    def until(self) -> datetime | None:
        """Give until when no chart is tried; None when none was ever refused."""
        kept = select(chart_refusals.c.until).where(chart_refusals.c.workspace == self._workspace)
        return self._connection.execute(kept).scalar_one_or_none()
