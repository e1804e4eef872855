"""A round or peak tells of itself: when, and whom."""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_AT = scheduler.store.columns.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("span_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("retry_at", _AT, nullable=True),
        sa.Column("ended_at", _AT, nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["span_id"], ["span.id"], name=op.f("fk_announcement_span_id_span")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint(
            "span_id", "kind", "day", name=op.f("uq_announcement_span_id_kind_day")
        ),
    )
    _partial("announcement", "pending", "at", "ended_at IS NULL")
    op.create_table(
        "announcement_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("not_before", _AT, nullable=False),
        sa.Column("created_at", _AT, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"],
                [f"{other}.id"],
                name=op.f(f"fk_announcement_item_{other}_id_{other}"),
            )
            for other in ("announcement", "unit", "post", "address", "delivery")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_item")),
        sa.UniqueConstraint("key", name=op.f("uq_announcement_item_key")),
    )
    for name in ("announcement_id", "delivery_id"):
        op.create_index(f"ix_announcement_item_{name}", "announcement_item", [name])
    _partial("announcement_item", "loose", "address_id", "state = 'new'")
    _partial("announcement_item", "unheard", "unit_id", "state = 'unreachable'")


def downgrade() -> None:
    op.drop_table("announcement_item")
    op.drop_table("announcement")


def _partial(table: str, name: str, column: str, which: str) -> None:
    where = sa.text(which)
    op.create_index(
        f"ix_{table}_{name}", table, [column], sqlite_where=where, postgresql_where=where
    )
