"""A database for rehearsals says so: only there may another clock write. What is held is found by an index."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rehearsalmark",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("marked_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_rehearsalmark")),
    )
    op.create_index(
        "ix_delivery_held",
        "delivery",
        ["lane_id"],
        sqlite_where=sa.text("state = 'held'"),
        postgresql_where=sa.text("state = 'held'"),
    )


def downgrade() -> None:
    op.drop_index("ix_delivery_held", "delivery")
    op.drop_table("rehearsalmark")
