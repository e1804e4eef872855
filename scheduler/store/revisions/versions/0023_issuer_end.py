"""An issuer may end, as its units do, and others take over."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None has ended."""
    op.add_column("issuer", sa.Column("last_on", sa.Date(), nullable=True))
    op.add_column("issuer", sa.Column("into", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("issuer", "into")
    op.drop_column("issuer", "last_on")
