"""What a workspace has set, taught, chosen and holds."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from feeds.store.columns import Instant, RowId, Words
from feeds.store.tables.base import Row


class SettingRow(Row, table=True):
    """One setting of a workspace."""

    __tablename__ = "settings"

    workspace: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: str = Field(sa_type=Words)


class ChoiceRow(Row, table=True):
    """The ticker a workspace means by an ambiguous word."""

    __tablename__ = "choices"

    workspace: str = Field(primary_key=True)
    words: str = Field(primary_key=True, sa_type=Words)
    symbol: str = Field(sa_type=Words)


class LessonRow(Row, table=True):
    """One thing a workspace has taught."""

    __tablename__ = "lessons"
    __table_args__ = (
        UniqueConstraint("workspace", "kind", "words", "value", "taught_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(primary_key=True, sa_type=RowId)
    workspace: str
    kind: str
    words: str = Field(sa_type=Words)
    value: str = Field(sa_type=Words)
    taught_by: str
    taught_at: datetime = Field(sa_type=Instant)


class ChartRefusalRow(Row, table=True):
    """A workspace whose Slack took no chart, and until when none is tried."""

    __tablename__ = "chart_refusals"

    workspace: str = Field(primary_key=True)
    until: datetime = Field(sa_type=Instant)


class HoldingRow(Row, table=True):
    """One symbol in one user's portfolio."""

    __tablename__ = "holdings"

    workspace: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    symbol: str = Field(primary_key=True, sa_type=Words)
