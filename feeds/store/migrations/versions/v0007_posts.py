"""An index of the alerts that reached each channel, for what counts them by the hour."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index."""
    op.create_index(
        "ix_outbox_posts",
        "outbox",
        ["workspace", "channel", "sent_at"],
        sqlite_where=sa.text("kind = 'post'"),
        postgresql_where=sa.text("kind = 'post'"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_outbox_posts", table_name="outbox")
