"""Items held for a digest, and messages that tell no single item: digests and notices."""

import sqlalchemy as sa
from alembic import op

from feeds.store.columns import Instant, RowId, Words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let messages be without an item, and create the table of what is held."""
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as outbox:
        outbox.alter_column("story_id", existing_type=RowId, nullable=True)
        outbox.alter_column("item_id", existing_type=RowId, nullable=True)
        outbox.add_column(sa.Column("payload", Words(), nullable=True))
        outbox.add_column(sa.Column("topic", sa.String(), nullable=True))
        outbox.add_column(sa.Column("silent_from", Instant(), nullable=True))
        outbox.add_column(sa.Column("silent_until", Instant(), nullable=True))
    op.create_index(
        "uq_outbox_notice",
        "outbox",
        ["workspace", "channel", "topic"],
        unique=True,
        sqlite_where=sa.text("kind = 'notice'"),
        postgresql_where=sa.text("kind = 'notice'"),
    )
    op.create_index(
        "ix_verdicts_posts",
        "verdicts",
        ["subscription_id", "item_id"],
        sqlite_where=sa.text("reason = 'posted'"),
        postgresql_where=sa.text("reason = 'posted'"),
    )
    _create_held()


def downgrade() -> None:
    """Drop what has no place in the tables as they were."""
    op.drop_table("held")
    op.drop_index("ix_verdicts_posts", "verdicts")
    op.drop_index("uq_outbox_notice", "outbox")
    op.execute("delete from outbox where item_id is null")
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as outbox:
        outbox.alter_column("story_id", existing_type=RowId, nullable=False)
        outbox.alter_column("item_id", existing_type=RowId, nullable=False)
        outbox.drop_column("payload")
        for name in ("topic", "silent_from", "silent_until"):
            outbox.drop_column(name)


def _create_held() -> None:
    op.create_table(
        "held",
        sa.Column("item_id", RowId, nullable=False),
        sa.Column("subscription_id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("symbols", Words(), nullable=False),
        sa.Column("message_id", RowId, nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_held_item_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name="fk_held_subscription_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["message_id"], ["outbox.id"], name="fk_held_message_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", "subscription_id", name="pk_held"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_held_waiting",
        "held",
        ["due_at"],
        sqlite_where=sa.text("message_id is null"),
        postgresql_where=sa.text("message_id is null"),
    )
    op.create_index("ix_held_subscription_id", "held", ["subscription_id"])
    op.create_index("ix_held_message_id", "held", ["message_id"])
