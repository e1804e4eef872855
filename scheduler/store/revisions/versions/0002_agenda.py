"""Agenda"""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_campaign()
    _create_definitionrevision()
    _create_span()
    _create_occurrence()
    _create_obligation()
    _create_holder()
    _create_reminder()


def downgrade() -> None:
    _drop_reminder()
    _drop_holder()
    _drop_obligation()
    _drop_occurrence()
    _drop_span()
    _drop_definitionrevision()
    _drop_campaign()


def _create_campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("directive", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("renamed", sa.Integer(), nullable=False),
        sa.Column("renamed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuer.id"], name=op.f("fk_campaign_issuer_id_issuer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("issuer_id", "code", name=op.f("uq_campaign_issuer_id_code")),
    )


def _create_definitionrevision() -> None:
    op.create_table(
        "definitionrevision",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("applied_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_definitionrevision_campaign_id_campaign"),
        ),
        sa.PrimaryKeyConstraint("campaign_id", "revision", name=op.f("pk_definitionrevision")),
    )


def _create_span() -> None:
    op.create_table(
        "span",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("occasion", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("origin_text", sa.String(), nullable=False),
        sa.Column("anniversaries", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("changed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_span_campaign_id_campaign")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_span")),
        sa.UniqueConstraint(
            "campaign_id", "kind", "key", name=op.f("uq_span_campaign_id_kind_key")
        ),
    )


def _create_occurrence() -> None:
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("cut_off_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("origin_text", sa.String(), nullable=False),
        sa.Column("to_unit_id", sa.Integer(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("changed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_occurrence_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["to_unit_id"], ["unit.id"], name=op.f("fk_occurrence_to_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint(
            "campaign_id", "duty", "key", name=op.f("uq_occurrence_campaign_id_duty_key")
        ),
    )


def _create_obligation() -> None:
    op.create_table(
        "obligation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("state_by", sa.String(), nullable=True),
        sa.Column("due_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("cut_off_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_obligation_occurrence_id_occurrence"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_obligation_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
        sa.UniqueConstraint(
            "occurrence_id", "unit_id", name=op.f("uq_obligation_occurrence_id_unit_id")
        ),
    )
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.create_index("ix_obligation_unit_id", ["unit_id"], unique=False)


def _create_holder() -> None:
    op.create_table(
        "holder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("from_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("stands_in", sa.Boolean(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_holder_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_holder_person_id_person")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_holder_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holder")),
    )
    with op.batch_alter_table("holder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holder_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_holder_post_id"), ["post_id"], unique=False)
        batch_op.create_index(
            "uq_holder_open",
            ["post_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )


def _create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recipients", sa.String(), nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("retry_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_reminder_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_reminder_occurrence_id_occurrence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "occurrence_id",
            "obligation_id",
            "revision",
            "step",
            name=op.f("uq_reminder_occurrence_id_obligation_id_revision_step"),
        ),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reminder_occurrence_id"), ["occurrence_id"], unique=False
        )
        batch_op.create_index(
            "ix_reminder_pending",
            ["at"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(
            "uq_reminder_shared",
            ["occurrence_id", "revision", "step"],
            unique=True,
            sqlite_where=sa.text("obligation_id IS NULL"),
            postgresql_where=sa.text("obligation_id IS NULL"),
        )


def _drop_reminder() -> None:
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_reminder_shared",
            sqlite_where=sa.text("obligation_id IS NULL"),
            postgresql_where=sa.text("obligation_id IS NULL"),
        )
        batch_op.drop_index(
            "ix_reminder_pending",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_reminder_occurrence_id"))
    op.drop_table("reminder")


def _drop_holder() -> None:
    with op.batch_alter_table("holder", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_holder_open",
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_holder_post_id"))
        batch_op.drop_index(batch_op.f("ix_holder_person_id"))
    op.drop_table("holder")


def _drop_obligation() -> None:
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_index("ix_obligation_unit_id")
    op.drop_table("obligation")


def _drop_occurrence() -> None:
    op.drop_table("occurrence")


def _drop_span() -> None:
    op.drop_table("span")


def _drop_definitionrevision() -> None:
    op.drop_table("definitionrevision")


def _drop_campaign() -> None:
    op.drop_table("campaign")
