"""How many units have handed in, written down once a day for the calendars of standing bodies."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tally",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("handed_in", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name="fk_tally_occurrence_id_occurrence"
        ),
        sa.PrimaryKeyConstraint("occurrence_id", name="pk_tally"),
    )


def downgrade() -> None:
    op.drop_table("tally")
