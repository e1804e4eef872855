"""Organisation"""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_lane()
    _create_issuer()
    _create_block()
    _create_person()
    _create_address()
    _create_unit()
    _create_blockhead()
    _create_post()
    _create_unitsuccessor()


def downgrade() -> None:
    _drop_unitsuccessor()
    _drop_post()
    _drop_blockhead()
    _drop_unit()
    _drop_address()
    _drop_person()
    _drop_block()
    _drop_issuer()
    _drop_lane()


def _create_lane() -> None:
    op.create_table(
        "lane",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("served", sa.Boolean(), nullable=False),
        sa.Column("username", sa.String(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("held_until", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column(
            "paused_until", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True
        ),
        sa.Column("pause_reason", sa.String(), nullable=True),
        sa.Column(
            "last_sent_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True
        ),
        sa.Column("receiver", sa.String(), nullable=True),
        sa.Column(
            "receiver_until", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lane")),
    )


def _create_issuer() -> None:
    op.create_table(
        "issuer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("lane_id", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("standing_body", sa.String(), nullable=False),
        sa.Column("standing_body_title", sa.String(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("changed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["lane_id"], ["lane.id"], name=op.f("fk_issuer_lane_id_lane")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuer")),
    )


def _create_block() -> None:
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuer.id"], name=op.f("fk_block_issuer_id_issuer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
        sa.UniqueConstraint("issuer_id", "code", name=op.f("uq_block_issuer_id_code")),
    )


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuer.id"], name=op.f("fk_person_issuer_id_issuer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )


def _create_address() -> None:
    op.create_table(
        "address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("lane_id", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("thread", sa.Integer(), nullable=True),
        sa.Column("closed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["lane_id"], ["lane.id"], name=op.f("fk_address_lane_id_lane")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_address_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
        sa.UniqueConstraint(
            "lane_id", "value", "person_id", name=op.f("uq_address_lane_id_value_person_id")
        ),
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_person_id"), ["person_id"], unique=False)


def _create_unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channels", sa.String(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("renamed", sa.Integer(), nullable=False),
        sa.Column("renamed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_unit_block_id_block")),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuer.id"], name=op.f("fk_unit_issuer_id_issuer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("issuer_id", "code", name=op.f("uq_unit_issuer_id_code")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_block_id"), ["block_id"], unique=False)


def _create_blockhead() -> None:
    op.create_table(
        "blockhead",
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("head_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["block_id"], ["block.id"], name=op.f("fk_blockhead_block_id_block")
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["unit.id"], name=op.f("fk_blockhead_deputy_id_unit")
        ),
        sa.ForeignKeyConstraint(["head_id"], ["unit.id"], name=op.f("fk_blockhead_head_id_unit")),
        sa.PrimaryKeyConstraint("block_id", "year", name=op.f("pk_blockhead")),
    )


def _create_post() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_post_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("unit_id", "kind", name=op.f("uq_post_unit_id_kind")),
    )


def _create_unitsuccessor() -> None:
    op.create_table(
        "unitsuccessor",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["unit.id"], name=op.f("fk_unitsuccessor_successor_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_unitsuccessor_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("unit_id", "successor_id", name=op.f("pk_unitsuccessor")),
    )


def _drop_unitsuccessor() -> None:
    op.drop_table("unitsuccessor")


def _drop_post() -> None:
    op.drop_table("post")


def _drop_blockhead() -> None:
    op.drop_table("blockhead")


def _drop_unit() -> None:
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_block_id"))
    op.drop_table("unit")


def _drop_address() -> None:
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_person_id"))
    op.drop_table("address")


def _drop_person() -> None:
    op.drop_table("person")


def _drop_block() -> None:
    op.drop_table("block")


def _drop_issuer() -> None:
    op.drop_table("issuer")


def _drop_lane() -> None:
    op.drop_table("lane")
