"""What a workspace has set, chosen, taught and holds."""

import sqlalchemy as sa
from alembic import op

from feeds.store.columns import Instant, RowId, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = ("settings", "choices", "lessons", "holdings")


def upgrade() -> None:
    """Create the tables, those first that others point to."""
    _create_settings()
    _create_choices()
    _create_lessons()
    _create_holdings()


def downgrade() -> None:
    """Drop them."""
    for name in reversed(_TABLES):
        op.drop_table(name)


def _create_settings() -> None:
    op.create_table(
        "settings",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "name", name="pk_settings"),
    )


def _create_choices() -> None:
    op.create_table(
        "choices",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("symbol", Words(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "words", name="pk_choices"),
    )


def _create_lessons() -> None:
    op.create_table(
        "lessons",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.Column("taught_by", sa.String(), nullable=False),
        sa.Column("taught_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lessons"),
        sa.UniqueConstraint(
            "workspace",
            "kind",
            "words",
            "value",
            "taught_by",
            name="uq_lessons_workspace_kind_words_value_taught_by",
        ),
        sqlite_autoincrement=True,
    )


def _create_holdings() -> None:
    op.create_table(
        "holdings",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("symbol", Words(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", "symbol", name="pk_holdings"),
    )
