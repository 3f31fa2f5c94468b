"""The tables, declared as SQLModel classes. They are private to feeds.store: no row leaves it.

Rule: whatever belongs to a workspace has a column `workspace` (erasing a workspace relies on it), and
what must be unique is unique here, not by a read first.
"""

from sqlalchemy import Table

from feeds.store.tables.alerts import HeldRow, MuteRow, OutboxRow, SubscriptionRow, VerdictRow
from feeds.store.tables.base import Row
from feeds.store.tables.news import (
    FeedRow,
    ItemAliasRow,
    ItemRow,
    ItemTickerRow,
    StoryRow,
    TickerDayRow,
    WorkspaceFeedRow,
)
from feeds.store.tables.workspaces import ChartRefusalRow, ChoiceRow, HoldingRow, LessonRow, SettingRow

__all__ = ["metadata"]

metadata = Row.metadata


def _table(row: type[Row]) -> Table:
    return metadata.tables[str(row.__tablename__)]


feeds = _table(FeedRow)
workspace_feeds = _table(WorkspaceFeedRow)
stories = _table(StoryRow)
items = _table(ItemRow)
item_aliases = _table(ItemAliasRow)
item_tickers = _table(ItemTickerRow)
ticker_days = _table(TickerDayRow)
subscriptions = _table(SubscriptionRow)
verdicts = _table(VerdictRow)
outbox = _table(OutboxRow)
held = _table(HeldRow)
mutes = _table(MuteRow)
lessons = _table(LessonRow)
settings = _table(SettingRow)
choices = _table(ChoiceRow)
holdings = _table(HoldingRow)
chart_refusals = _table(ChartRefusalRow)
