"""Which rule the words of an origin came with, and since when they do not tell the day any more.

A day of one unit that is no later than that of all counts no more: its reminders are over since all had longer.
"""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_OUTLIVED = """
    UPDATE reminder SET ending = 'withdrawn', ended_at = (
        SELECT occurrence.changed_at FROM occurrence WHERE occurrence.id = reminder.occurrence_id)
    WHERE ended_at IS NULL
        AND (step = 'day' OR step LIKE 'before-%' OR step LIKE 'overdue-%')
        AND obligation_id IN (
            SELECT obligation.id FROM obligation
                JOIN occurrence ON occurrence.id = obligation.occurrence_id
            WHERE obligation.due_at <= occurrence.due_at)"""


def upgrade() -> None:
    for table in ("span", "occurrence"):
        op.add_column(table, sa.Column("rule", sa.String(), nullable=False, server_default=""))
        op.add_column(
            table,
            sa.Column(
                "decided_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True
            ),
        )
    op.execute(sa.text(_OUTLIVED))


def downgrade() -> None:
    for table in ("occurrence", "span"):
        op.drop_column(table, "decided_at")
        op.drop_column(table, "rule")
