"""Which host asked for a pause, beside until when: it is asked for all feeds of that host."""

import sqlalchemy as sa
from alembic import op

from feeds.store.columns import Words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("feeds", sa.Column("paused_by", Words(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("feeds", "paused_by")
