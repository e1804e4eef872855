"""How an issuer addresses who reads: those there are, by the custom.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    custom = sa.text("'đồng chí'")
    op.add_column(
        "issuer", sa.Column("address", sa.String(), nullable=False, server_default=custom)
    )


def downgrade() -> None:
    op.drop_column("issuer", "address")
