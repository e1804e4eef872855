"""What reads a calendar manages no links: a second secret does. Who had the bot make a link is known.

Links made before have no second secret, and none is made up for them: they read on, and are issued again to be managed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


# Columns are added one by one: to copy the table, SQLite would have to drop one that its own rows refer to.
def upgrade() -> None:
    op.add_column("subscription", sa.Column("manage_hash", sa.String(), nullable=True))
    op.add_column("subscription", sa.Column("maker_id", sa.Integer(), nullable=True))
    op.create_index("ix_subscription_manage_hash", "subscription", ["manage_hash"], unique=True)
    op.create_index("ix_subscription_maker_id", "subscription", ["maker_id"])
    op.add_column(
        "former_secret",
        sa.Column("manages", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.execute("DELETE FROM former_secret WHERE manages")
    op.drop_column("former_secret", "manages")
    op.drop_index("ix_subscription_maker_id", "subscription")
    op.drop_index("ix_subscription_manage_hash", "subscription")
    op.drop_column("subscription", "maker_id")
    op.drop_column("subscription", "manage_hash")
