"""What waits for a call or for the day it is received: on whose word, by which terms, since when."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = scheduler.store.columns.UtcDateTime(timezone=True)
    for name in ("waits_for", "terms"):
        op.add_column("occurrence", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("occurrence", sa.Column("called_at", instant, nullable=True))
    op.add_column("obligation", sa.Column("received_on", sa.Date(), nullable=True))
    op.add_column("obligation", sa.Column("received_by", sa.String(), nullable=True))


def downgrade() -> None:
    for name in ("received_by", "received_on"):
        op.drop_column("obligation", name)
    for name in ("called_at", "terms", "waits_for"):
        op.drop_column("occurrence", name)
