"""What calendars were told of deadlines is kept: a correction goes out once, whoever sends it."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


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


def downgrade() -> None:
    op.drop_table("tolddeadline")
