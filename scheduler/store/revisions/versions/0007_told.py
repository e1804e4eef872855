"""What somebody was told is found by their address: a tap asks for it."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_delivery_told", "delivery", ["address_id", "ended_at"])


def downgrade() -> None:
    op.drop_index("ix_delivery_told", "delivery")
