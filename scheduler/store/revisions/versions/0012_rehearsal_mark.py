"""A database made for rehearsals says so: only there may a clock other than the real one write."""

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


def downgrade() -> None:
    op.drop_table("rehearsalmark")
