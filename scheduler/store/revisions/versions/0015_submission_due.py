"""A report keeps the deadline it was measured by: a later one says nothing about how late it came."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# What came late was measured by the day in force, or, where it was moved since, by that of all. Of the rest it is
# known that it was in time, and needs no day.
_KNOWN = """
    UPDATE submission SET due_at = (
        SELECT CASE
            WHEN obligation.due_at > occurrence.due_at AND obligation.due_at < submission.submitted_at
                THEN obligation.due_at
            WHEN occurrence.due_at < submission.submitted_at THEN occurrence.due_at END
        FROM obligation JOIN occurrence ON occurrence.id = obligation.occurrence_id
        WHERE obligation.id = submission.obligation_id)
    WHERE NOT on_time"""


def upgrade() -> None:
    op.add_column(
        "submission",
        sa.Column("due_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
    )
    op.execute(sa.text(_KNOWN))


def downgrade() -> None:
    op.drop_column("submission", "due_at")
