"""Until when a workspace is not tried with charts, because its Slack refused one."""

import sqlalchemy as sa
from alembic import op

from feeds.store.columns import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "chart_refusals",
        sa.Column("workspace", sa.String(), primary_key=True),
        sa.Column("until", Instant(), nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("chart_refusals")
