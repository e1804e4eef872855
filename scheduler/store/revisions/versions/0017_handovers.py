"""A post that changes hands is told to who held it, to who holds it now, and to the standing body."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_AT = scheduler.store.columns.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("at", _AT, nullable=False),
        sa.Column("succeeds", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("followed_at", _AT, nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_handover_post_id_post")),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["holder.id"], name=op.f("fk_handover_holder_id_holder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index("ix_handover_post_id", "handover", ["post_id"])
    pending = sa.text("followed_at IS NULL")
    op.create_index(
        "ix_handover_pending",
        "handover",
        ["id"],
        sqlite_where=pending,
        postgresql_where=pending,
    )
    op.create_table(
        "handover_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", _AT, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"],
                [f"{other}.id"],
                name=op.f(f"fk_handover_notice_{other}_id_{other}"),
            )
            for other in ("handover", "post", "address", "delivery")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_handover_notice_key")),
    )
    for name in ("handover_id", "delivery_id"):
        op.create_index(f"ix_handover_notice_{name}", "handover_notice", [name])
    for name, state in (("loose", "new"), ("unreachable", "unreachable")):
        op.create_index(
            f"ix_handover_notice_{name}",
            "handover_notice",
            ["address_id"],
            sqlite_where=sa.text(f"state = '{state}'"),
            postgresql_where=sa.text(f"state = '{state}'"),
        )


def downgrade() -> None:
    op.drop_table("handover_notice")
    op.drop_table("handover")
