"""What calendars were told of deadlines is kept: a correction goes out once, whoever sends it."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# A mail that waits for no correction told what stands here now: the unit's own day, else that of all.
_TOLD = """
    INSERT INTO tolddeadline (address_id, obligation_id, due_at, gone)
    SELECT DISTINCT delivery.address_id, obligation.id, coalesce(obligation.due_at, occurrence.due_at),
        occurrence.withdrawn OR obligation.state IN ('waived', 'withdrawn')
    FROM delivery
        JOIN lane ON lane.id = delivery.lane_id
        JOIN item ON item.delivery_id = delivery.id
        JOIN reminder ON reminder.id = item.reminder_id
        JOIN obligation ON obligation.id = item.obligation_id
        JOIN occurrence ON occurrence.id = obligation.occurrence_id
    WHERE lane.channel = 'mail' AND delivery.state = 'sent' AND NOT delivery.edit_wanted
        AND item.state = 'carded' AND reminder.step NOT LIKE 'draft-%'
        AND coalesce(obligation.due_at, occurrence.due_at) IS NOT NULL"""


def upgrade() -> None:
    op.create_table(
        "tolddeadline",
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("due_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_tolddeadline_address_id_address")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligation.id"],
            name=op.f("fk_tolddeadline_obligation_id_obligation"),
        ),
        sa.PrimaryKeyConstraint("address_id", "obligation_id", name=op.f("pk_tolddeadline")),
    )
    op.execute(sa.text(_TOLD))


def downgrade() -> None:
    op.drop_table("tolddeadline")
