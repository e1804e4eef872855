"""With which link a link was made, the secrets links had before; what was said is forgotten once it is done."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# the ledger has known all along with which link a link was made
_PARENTS = """
    UPDATE subscription SET parent_id = (
        SELECT max(CAST(substr(ledger.actor, 14) AS INTEGER)) FROM ledger
        WHERE ledger.subject = 'subscription/' || subscription.id
        AND ledger.kind = 'subscription made' AND ledger.actor LIKE 'subscription/%'
    )"""

# what was made with a link that is revoked lived on until now
_CHILDREN = """
    WITH RECURSIVE closed(id, at) AS (
        SELECT id, revoked_at FROM subscription WHERE revoked_at IS NOT NULL
        UNION
        SELECT child.id, closed.at FROM subscription AS child
            JOIN closed ON child.parent_id = closed.id
        WHERE child.revoked_at IS NULL
    )
    UPDATE subscription SET revoked_at = (SELECT min(at) FROM closed WHERE closed.id = subscription.id)
    WHERE revoked_at IS NULL AND id IN (SELECT id FROM closed)"""


def upgrade() -> None:
    with op.batch_alter_table("subscription") as batch:
        batch.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            "fk_subscription_parent_id_subscription", "subscription", ["parent_id"], ["id"]
        )
        batch.create_index("ix_subscription_parent_id", ["parent_id"])
    op.execute(_PARENTS)
    op.execute(_CHILDREN)
    op.create_table(
        "former_secret",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name="fk_former_secret_subscription_id_subscription",
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_former_secret"),
    )
    op.create_index("ix_former_secret_subscription_id", "former_secret", ["subscription_id"])
    op.execute("UPDATE reply SET body = '' WHERE ended_at IS NOT NULL")
    op.execute("UPDATE inbox SET body = '' WHERE handled_at IS NOT NULL")


def downgrade() -> None:
    op.drop_index("ix_former_secret_subscription_id", "former_secret")
    op.drop_table("former_secret")
    with op.batch_alter_table("subscription") as batch:
        batch.drop_index("ix_subscription_parent_id")
        batch.drop_constraint("fk_subscription_parent_id_subscription", type_="foreignkey")
        batch.drop_column("parent_id")
