"""Daily figures sum up the scores of stories, where they summed up those of items: the means stay."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SCALE = (
    "update ticker_days set score_sum = round(1.0 * score_sum * {to} / {of}),"
    " square_sum = round(1.0 * square_sum * {to} / {of}) where items <> stories and {of} > 0"
)


def upgrade() -> None:
    """Scale the sums down to the number of stories."""
    op.execute(_SCALE.format(to="stories", of="items"))


def downgrade() -> None:
    """Scale them up again."""
    op.execute(_SCALE.format(to="items", of="stories"))
