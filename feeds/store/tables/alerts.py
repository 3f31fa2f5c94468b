"""Who asked for what, what was decided about each item, and the messages that follow."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from feeds.store.columns import Instant, RowId, Words
from feeds.store.tables.base import Row

_COUNTED = {"sqlite_autoincrement": True}
_SORTED = {"sqlite_with_rowid": False}


def _unique_where(name: str, *columns: str, where: str) -> Index:
    condition = text(where)
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


class SubscriptionRow(Row, table=True):
    """A standing wish. `watch_hash` makes the same wish in the same channel unique, however long it is."""

    __tablename__ = "subscriptions"
    __table_args__ = (UniqueConstraint("workspace", "channel", "watch_hash"), _COUNTED)

    id: int = Field(primary_key=True, sa_type=RowId)
    workspace: str
    channel: str
    created_by: str
    created_at: datetime = Field(sa_type=Instant)
    watch_kind: str
    watch: str = Field(sa_type=Words)  # JSON
    watch_hash: str
    feed_id: int | None = Field(sa_type=RowId, foreign_key="feeds.id", ondelete="CASCADE", index=True)
    rules: str = Field(sa_type=Words)  # JSON
    is_paused: bool
    paused_until: datetime | None = Field(sa_type=Instant)


class VerdictRow(Row, table=True):
    """One subscription's answer to one item."""

    __tablename__ = "verdicts"
    __table_args__ = (
        Index(
            "ix_verdicts_posts",
            "subscription_id",
            "item_id",
            sqlite_where=text("reason = 'posted'"),
            postgresql_where=text("reason = 'posted'"),
        ),
        _SORTED,
    )

    item_id: int = Field(primary_key=True, sa_type=RowId, foreign_key="items.id", ondelete="CASCADE")
    subscription_id: int = Field(
        primary_key=True, sa_type=RowId, foreign_key="subscriptions.id", ondelete="CASCADE", index=True
    )
    workspace: str
    reason: str
    detail: str = Field(sa_type=Words)


class OutboxRow(Row, table=True):
    """A message on its way, and afterwards the record of it.

    `is_open` edits take later ones in: there is at most one a parent. `began_at` stands while a request
    is in flight, so a row whose lease ran out with it may have been posted.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        _unique_where("uq_outbox_post", "workspace", "channel", "story_id", where="kind = 'post'"),
        _unique_where("uq_outbox_reply", "workspace", "channel", "item_id", where="kind = 'reply'"),
        _unique_where(
            "uq_outbox_edit", "workspace", "channel", "story_id", where="kind = 'edit' AND is_open"
        ),
        _unique_where("uq_outbox_notice", "workspace", "channel", "topic", where="kind = 'notice'"),
        Index(
            "ix_outbox_pending",
            "workspace",
            "channel",
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        Index(
            "ix_outbox_posts",
            "workspace",
            "channel",
            "sent_at",
            sqlite_where=text("kind = 'post'"),
            postgresql_where=text("kind = 'post'"),
        ),
        Index(None, "workspace", "channel", "ts"),
        _COUNTED,
    )

    id: int = Field(primary_key=True, sa_type=RowId)
    workspace: str
    channel: str
    kind: str
    story_id: int | None = Field(sa_type=RowId, index=True)
    item_id: int | None = Field(sa_type=RowId, foreign_key="items.id", ondelete="CASCADE", index=True)
    payload: str | None = Field(sa_type=Words)  # JSON, of what tells no single item
    topic: str | None  # a place is told once of a topic
    state: str  # pending, sent, dead, dropped
    is_open: bool
    created_at: datetime = Field(sa_type=Instant)
    not_before: datetime | None = Field(sa_type=Instant)
    silent_from: datetime | None = Field(sa_type=Instant)
    silent_until: datetime | None = Field(sa_type=Instant)
    attempts: int
    is_uncertain: bool
    why: str = Field(sa_type=Words)
    lease: str | None
    leased_until: datetime | None = Field(sa_type=Instant)
    began_at: datetime | None = Field(sa_type=Instant)
    ts: str | None
    sent_at: datetime | None = Field(sa_type=Instant)


class HeldRow(Row, table=True):
    """An item that waits for a digest, and the message that told it in the end."""

    __tablename__ = "held"
    __table_args__ = (
        Index(
            "ix_held_waiting",
            "due_at",
            sqlite_where=text("message_id is null"),
            postgresql_where=text("message_id is null"),
        ),
        _SORTED,
    )

    item_id: int = Field(primary_key=True, sa_type=RowId, foreign_key="items.id", ondelete="CASCADE")
    subscription_id: int = Field(
        primary_key=True, sa_type=RowId, foreign_key="subscriptions.id", ondelete="CASCADE", index=True
    )
    workspace: str
    due_at: datetime = Field(sa_type=Instant)
    symbols: str = Field(sa_type=Words)  # JSON
    message_id: int | None = Field(sa_type=RowId, foreign_key="outbox.id", ondelete="CASCADE", index=True)


class MuteRow(Row, table=True):
    """Silence about something in a channel."""

    __tablename__ = "mutes"
    __table_args__ = (UniqueConstraint("workspace", "channel", "kind", "value"), _COUNTED)

    id: int = Field(primary_key=True, sa_type=RowId)
    workspace: str
    channel: str
    kind: str
    value: str = Field(sa_type=Words)
    until: datetime | None = Field(sa_type=Instant)
    created_by: str
