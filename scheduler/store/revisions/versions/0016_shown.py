"""Of deadlines, how many revisions changed nothing that calendars show; what was counted so far stays counted."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = ("occurrence", "obligation")


def upgrade() -> None:
    for table in TABLES:
        hidden = sa.Column("hidden_revisions", sa.Integer(), nullable=False, server_default="0")
        op.add_column(table, hidden)
        type_ = scheduler.store.columns.UtcDateTime(timezone=True)
        op.add_column(table, sa.Column("shown_at", type_, nullable=True))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_column(table, "shown_at")
        op.drop_column(table, "hidden_revisions")
