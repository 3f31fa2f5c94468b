"""Feeds, who sees them, their items, and daily rollups."""

import sqlalchemy as sa
from alembic import op

from feeds.store.columns import Instant, Numbers, RowId, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = ("feeds", "workspace_feeds", "stories", "items", "item_aliases", "item_tickers", "ticker_days")


def upgrade() -> None:
    """Create the tables, those first that others point to."""
    _create_feeds()
    _create_workspace_feeds()
    _create_stories()
    _create_items()
    _create_item_aliases()
    _create_item_tickers()
    _create_ticker_days()


def downgrade() -> None:
    """Drop them."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", RowId, nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("final_url", Words(), nullable=True),
        sa.Column("title", Words(), nullable=False),
        sa.Column("site_url", Words(), nullable=True),
        sa.Column("etag", Words(), nullable=True),
        sa.Column("last_modified", Words(), nullable=True),
        sa.Column("body_hash", sa.String(), nullable=True),
        sa.Column("interval_s", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", Instant(), nullable=True),
        sa.Column("last_result", sa.String(), nullable=True),
        sa.Column("last_error", Words(), nullable=True),
        sa.Column("last_polled_at", Instant(), nullable=True),
        sa.Column("last_ok_at", Instant(), nullable=True),
        sa.Column("last_item_at", Instant(), nullable=True),
        sa.Column("next_poll_at", Instant(), nullable=True),
        sa.Column("wait_until", Instant(), nullable=True),
        sa.Column("moved_to", Words(), nullable=True),
        sa.Column("moved_count", sa.Integer(), nullable=False),
        sa.Column("is_asleep", sa.Boolean(), nullable=False),
        sa.Column("in_catalogue", sa.Boolean(), nullable=False),
        sa.Column("ttl_s", sa.Integer(), nullable=True),
        sa.Column("skip_hours", Numbers(), nullable=False),
        sa.Column("skip_days", Numbers(), nullable=False),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feeds_next_poll_at", "feeds", ["next_poll_at"], unique=False)


def _create_workspace_feeds() -> None:
    op.create_table(
        "workspace_feeds",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("feed_id", RowId, nullable=False),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name="fk_workspace_feeds_feed_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace", "feed_id", name="pk_workspace_feeds"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_workspace_feeds_feed_id", "workspace_feeds", ["feed_id"], unique=False)


def _create_stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", RowId, nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stories_started_at", "stories", ["started_at"], unique=False)


def _create_items() -> None:
    op.create_table(
        "items",
        sa.Column("id", RowId, nullable=False),
        sa.Column("feed_id", RowId, nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("story_id", RowId, nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("published_at", Instant(), nullable=True),
        sa.Column("url", Words(), nullable=True),
        sa.Column("author", Words(), nullable=True),
        sa.Column("title", Words(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("symbols", Words(), nullable=False),
        sa.Column("analysis", Words(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_items_feed_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_items_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sa.UniqueConstraint("feed_id", "key", name="uq_items_feed_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_items_seen_at", "items", ["seen_at"], unique=False)
    op.create_index("ix_items_story_id", "items", ["story_id"], unique=False)


def _create_item_aliases() -> None:
    op.create_table(
        "item_aliases",
        sa.Column("feed_id", RowId, nullable=False),
        sa.Column("alias", Words(), nullable=False),
        sa.Column("item_id", RowId, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_item_aliases_item_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("feed_id", "alias", name="pk_item_aliases"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_item_aliases_item_id", "item_aliases", ["item_id"], unique=False)


def _create_item_tickers() -> None:
    op.create_table(
        "item_tickers",
        sa.Column("symbol", Words(), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("item_id", RowId, nullable=False),
        sa.Column("feed_id", RowId, nullable=False),
        sa.Column("story_id", RowId, nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_item_tickers_item_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("symbol", "told_at", "item_id", name="pk_item_tickers"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_item_tickers_item_id", "item_tickers", ["item_id"], unique=False)
    op.create_index("ix_item_tickers_told_at", "item_tickers", ["told_at", "symbol", "feed_id"], unique=False)


def _create_ticker_days() -> None:
    op.create_table(
        "ticker_days",
        sa.Column("symbol", Words(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("scope", RowId, nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.Column("score_sum", sa.Integer(), nullable=False),
        sa.Column("square_sum", sa.Integer(), nullable=False),
        sa.Column("positive", sa.Integer(), nullable=False),
        sa.Column("neutral", sa.Integer(), nullable=False),
        sa.Column("negative", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("symbol", "day", "scope", name="pk_ticker_days"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ticker_days_day", "ticker_days", ["day", "symbol", "scope", "items"], unique=False)
