"""Which rule the words of an origin came with, and since when they do not tell the day any more."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("span", "occurrence"):
        op.add_column(table, sa.Column("rule", sa.String(), nullable=False, server_default=""))
        op.add_column(
            table,
            sa.Column(
                "decided_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True
            ),
        )


def downgrade() -> None:
    for table in ("occurrence", "span"):
        op.drop_column(table, "decided_at")
        op.drop_column(table, "rule")
