"""Feeds, who sees them, their items, stories, and the tickers those speak of."""

from datetime import date, datetime

from sqlalchemy import Index, SmallInteger, UniqueConstraint
from sqlmodel import Field

from feeds.store.columns import Instant, Numbers, RowId, Words
from feeds.store.tables.base import Row

_COUNTED = {"sqlite_autoincrement": True}  # an id is never given twice, also after its row is gone
_SORTED = {"sqlite_with_rowid": False}  # on SQLite the table is its primary key's index


class FeedRow(Row, table=True):
    """A feed, how its last poll went, and who holds it for the next."""

    __tablename__ = "feeds"
    __table_args__ = (Index(None, "next_poll_at"), _COUNTED)

    id: int = Field(primary_key=True, sa_type=RowId)
    url: str = Field(unique=True, sa_type=Words)
    final_url: str | None = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    site_url: str | None = Field(sa_type=Words)
    etag: str | None = Field(sa_type=Words)
    last_modified: str | None = Field(sa_type=Words)
    body_hash: str | None
    interval_s: int
    failures: int
    failing_since: datetime | None = Field(sa_type=Instant)
    last_result: str | None
    last_error: str | None = Field(sa_type=Words)
    last_polled_at: datetime | None = Field(sa_type=Instant)
    last_ok_at: datetime | None = Field(sa_type=Instant)
    last_item_at: datetime | None = Field(sa_type=Instant)
    next_poll_at: datetime | None = Field(sa_type=Instant)
    wait_until: datetime | None = Field(sa_type=Instant)
    paused_by: str | None = Field(sa_type=Words)
    moved_to: str | None = Field(sa_type=Words)
    moved_count: int
    is_asleep: bool
    in_catalogue: bool
    ttl_s: int | None
    skip_hours: frozenset[int] = Field(sa_type=Numbers)
    skip_days: frozenset[int] = Field(sa_type=Numbers)
    lease: str | None
    leased_until: datetime | None = Field(sa_type=Instant)


class WorkspaceFeedRow(Row, table=True):
    """A workspace sees a feed that is not in the catalogue."""

    __tablename__ = "workspace_feeds"
    __table_args__ = (_SORTED,)

    workspace: str = Field(primary_key=True)
    feed_id: int = Field(
        primary_key=True, sa_type=RowId, foreign_key="feeds.id", ondelete="CASCADE", index=True
    )


class StoryRow(Row, table=True):
    """A story: what its items have in common is its id."""

    __tablename__ = "stories"
    __table_args__ = (Index(None, "started_at"), _COUNTED)

    id: int = Field(primary_key=True, sa_type=RowId)
    started_at: datetime = Field(sa_type=Instant)


class ItemRow(Row, table=True):
    """An item and what it means."""

    __tablename__ = "items"
    __table_args__ = (UniqueConstraint("feed_id", "key"), Index(None, "seen_at"), _COUNTED)

    id: int = Field(primary_key=True, sa_type=RowId)
    feed_id: int = Field(sa_type=RowId, foreign_key="feeds.id", ondelete="CASCADE")
    key: str = Field(sa_type=Words)
    content_hash: str
    story_id: int = Field(sa_type=RowId, foreign_key="stories.id", index=True)
    seen_at: datetime = Field(sa_type=Instant)
    published_at: datetime | None = Field(sa_type=Instant)
    url: str | None = Field(sa_type=Words)
    author: str | None = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    text: str = Field(sa_type=Words)
    symbols: str = Field(sa_type=Words)  # JSON
    analysis: str = Field(sa_type=Words)  # JSON


class ItemAliasRow(Row, table=True):
    """A weaker name of an item, by which its feed may bring it again."""

    __tablename__ = "item_aliases"
    __table_args__ = (_SORTED,)

    feed_id: int = Field(primary_key=True, sa_type=RowId)
    alias: str = Field(primary_key=True, sa_type=Words)
    item_id: int = Field(sa_type=RowId, foreign_key="items.id", ondelete="CASCADE", index=True)


class ItemTickerRow(Row, table=True):
    """An item speaks of a ticker. Carries what windows of a report sum up, so that they need not join."""

    __tablename__ = "item_tickers"
    __table_args__ = (
        Index("ix_item_tickers_told_at", "told_at", "symbol", "feed_id"),
        _SORTED,
    )

    symbol: str = Field(primary_key=True, sa_type=Words)
    told_at: datetime = Field(primary_key=True, sa_type=Instant)
    item_id: int = Field(
        primary_key=True, sa_type=RowId, foreign_key="items.id", ondelete="CASCADE", index=True
    )
    feed_id: int = Field(sa_type=RowId)
    story_id: int = Field(sa_type=RowId)
    score: int = Field(sa_type=SmallInteger)  # in hundredths: sums stay exact
    weight: int = Field(sa_type=SmallInteger)  # size of the score times relevance, in hundredths


class TickerDayRow(Row, table=True):
    """One UTC day of a ticker, summed up; kept when the items are gone.

    `scope` is 0 for all feeds of the catalogue together, else the id of the one feed it counts.
    """

    __tablename__ = "ticker_days"
    __table_args__ = (Index("ix_ticker_days_day", "day", "symbol", "scope", "items"), _SORTED)

    symbol: str = Field(primary_key=True, sa_type=Words)
    day: date = Field(primary_key=True)
    scope: int = Field(primary_key=True, sa_type=RowId)
    items: int
    stories: int
    score_sum: int
    square_sum: int
    positive: int
    neutral: int
    negative: int
