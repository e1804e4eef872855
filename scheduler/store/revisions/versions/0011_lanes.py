"""Why a lane is not served and since when, and since when it is paused."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INSTANTS = ("checked_at", "paused_at")


def upgrade() -> None:
    op.add_column("lane", sa.Column("fault", sa.String(), nullable=True))
    for name in INSTANTS:
        instant = scheduler.store.columns.UtcDateTime(timezone=True)
        op.add_column("lane", sa.Column(name, instant, nullable=True))


def downgrade() -> None:
    for name in (*reversed(INSTANTS), "fault"):
        op.drop_column("lane", name)
