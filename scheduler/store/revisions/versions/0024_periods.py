"""A campaign may last several years; a report may tell of others; a day says from which day off it went."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_TEXTS = ("contents", "rolled")


def upgrade() -> None:
    op.add_column("campaign", sa.Column("last_year", sa.Integer(), nullable=True))
    for name in _TEXTS:
        op.add_column("occurrence", sa.Column(name, sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    for name in _TEXTS:
        op.drop_column("occurrence", name)
    op.drop_column("campaign", "last_year")
