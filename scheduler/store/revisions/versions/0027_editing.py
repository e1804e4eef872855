"""A draft that is written down as a text, long work, rehearsed messages, and revisions of the units of an issuer.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

DRAFT = (
    ("source", sa.Text(), None),
    ("revision", sa.Integer(), "1"),
    ("campaign", sa.String(), "''"),
    ("based_on", sa.Integer(), "0"),
    ("templates", sa.Text(), "''"),
    ("proposed_by", sa.String(), None),
    ("proposed_at", scheduler.store.columns.UtcDateTime(timezone=True), None),
    ("remark", sa.Text(), "''"),
    ("remark_by", sa.String(), "''"),
    ("remark_at", scheduler.store.columns.UtcDateTime(timezone=True), None),
    ("applied_as", sa.Integer(), None),
)
ISSUER = (("desk_two_people", sa.Boolean(), sa.false()), ("units_revision", sa.Integer(), "0"))


def upgrade() -> None:
    for table, columns in (("draft", DRAFT), ("issuer", ISSUER)):
        for name, kind, given in columns:
            default = sa.text(given) if isinstance(given, str) else given
            op.add_column(
                table, sa.Column(name, kind, nullable=given is None, server_default=default)
            )
    op.create_table(
        "draft_text",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_text_draft_id_draft")
        ),
        sa.PrimaryKeyConstraint("draft_id", "revision", name=op.f("pk_draft_text")),
    )
    op.create_table(
        "work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.String(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("held_until", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("begun_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("found", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_work_draft_id_draft")),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuer.id"], name=op.f("fk_work_issuer_id_issuer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
    )
    for column in ("draft_id", "issuer_id", "state"):
        op.create_index(op.f(f"ix_work_{column}"), "work", [column], unique=False)
    op.create_table(
        "rehearsed_message",
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work_id"], ["work.id"], name=op.f("fk_rehearsed_message_work_id_work")
        ),
        sa.PrimaryKeyConstraint("work_id", "seq", name=op.f("pk_rehearsed_message")),
    )
    op.create_index(
        "ix_rehearsed_message_work_id_at", "rehearsed_message", ["work_id", "at"], unique=False
    )
    op.create_index(
        "ix_rehearsed_message_work_id_unit",
        "rehearsed_message",
        ["work_id", "unit", "seq"],
        unique=False,
    )
    op.create_table(
        "organisation_revision",
        sa.Column("issuer_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("applied_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuer.id"], name=op.f("fk_organisation_revision_issuer_id_issuer")
        ),
        sa.PrimaryKeyConstraint("issuer_id", "revision", name=op.f("pk_organisation_revision")),
    )
    op.create_table(
        "unit_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("corrected", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("kept_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuer.id"], name=op.f("fk_unit_list_issuer_id_issuer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_list")),
    )
    op.create_index(op.f("ix_unit_list_issuer_id"), "unit_list", ["issuer_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_unit_list_issuer_id"), table_name="unit_list")
    op.drop_table("unit_list")
    op.drop_table("organisation_revision")
    op.drop_index("ix_rehearsed_message_work_id_unit", table_name="rehearsed_message")
    op.drop_index("ix_rehearsed_message_work_id_at", table_name="rehearsed_message")
    op.drop_table("rehearsed_message")
    for column in ("state", "issuer_id", "draft_id"):
        op.drop_index(op.f(f"ix_work_{column}"), table_name="work")
    op.drop_table("work")
    op.drop_table("draft_text")
    for table, columns in (("issuer", ISSUER), ("draft", DRAFT)):
        for name, _kind, _default in reversed(columns):
            op.drop_column(table, name)
