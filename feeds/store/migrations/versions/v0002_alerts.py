"""Subscriptions, verdicts, the outbox and mutes."""

import sqlalchemy as sa
from alembic import op

from feeds.store.columns import Instant, RowId, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = ("subscriptions", "verdicts", "outbox", "mutes")


def upgrade() -> None:
    """Create the tables, those first that others point to."""
    _create_subscriptions()
    _create_verdicts()
    _create_outbox()
    _create_mutes()


def downgrade() -> None:
    """Drop them."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("watch_kind", sa.String(), nullable=False),
        sa.Column("watch", Words(), nullable=False),
        sa.Column("watch_hash", sa.String(), nullable=False),
        sa.Column("feed_id", RowId, nullable=True),
        sa.Column("rules", Words(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("paused_until", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name="fk_subscriptions_feed_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint(
            "workspace", "channel", "watch_hash", name="uq_subscriptions_workspace_channel_watch_hash"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriptions_feed_id", "subscriptions", ["feed_id"], unique=False)


def _create_verdicts() -> None:
    op.create_table(
        "verdicts",
        sa.Column("item_id", RowId, nullable=False),
        sa.Column("subscription_id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", Words(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_verdicts_item_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name="fk_verdicts_subscription_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", "subscription_id", name="pk_verdicts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_verdicts_subscription_id", "verdicts", ["subscription_id"], unique=False)


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("story_id", RowId, nullable=False),
        sa.Column("item_id", RowId, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("not_before", Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("is_uncertain", sa.Boolean(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("began_at", Instant(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_outbox_item_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_item_id", "outbox", ["item_id"], unique=False)
    op.create_index(
        "ix_outbox_pending",
        "outbox",
        ["workspace", "channel", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index("ix_outbox_story_id", "outbox", ["story_id"], unique=False)
    op.create_index("ix_outbox_workspace_channel_ts", "outbox", ["workspace", "channel", "ts"], unique=False)
    op.create_index(
        "uq_outbox_edit",
        "outbox",
        ["workspace", "channel", "story_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'edit' AND is_open"),
        postgresql_where=sa.text("kind = 'edit' AND is_open"),
    )
    op.create_index(
        "uq_outbox_post",
        "outbox",
        ["workspace", "channel", "story_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'post'"),
        postgresql_where=sa.text("kind = 'post'"),
    )
    op.create_index(
        "uq_outbox_reply",
        "outbox",
        ["workspace", "channel", "item_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'reply'"),
        postgresql_where=sa.text("kind = 'reply'"),
    )


def _create_mutes() -> None:
    op.create_table(
        "mutes",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mutes"),
        sa.UniqueConstraint(
            "workspace", "channel", "kind", "value", name="uq_mutes_workspace_channel_kind_value"
        ),
        sqlite_autoincrement=True,
    )
