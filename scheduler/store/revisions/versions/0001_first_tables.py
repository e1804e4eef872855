"""First tables"""

import sqlalchemy as sa
from alembic import op

import scheduler.store.columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
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
    op.create_table(
        "ledger",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("issuer_id", sa.String(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger")),
    )
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_subject", ["subject"], unique=False)

    op.create_table(
        "pulse",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pulse")),
    )
    op.create_table(
        "inbox",
        sa.Column("lane_id", sa.String(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column(
            "received_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column("handled_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["lane_id"], ["lane.id"], name=op.f("fk_inbox_lane_id_lane")),
        sa.PrimaryKeyConstraint("lane_id", "update_id", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_waiting",
            ["lane_id", "update_id"],
            unique=False,
            sqlite_where=sa.text("handled_at IS NULL"),
            postgresql_where=sa.text("handled_at IS NULL"),
        )

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
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fetched_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("client", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["issuer.id"], name=op.f("fk_subscription_issuer_id_issuer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_subscription_token_hash")),
    )
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
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("lane_id", sa.String(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("not_before", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("claimed_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("possible_duplicate", sa.Boolean(), nullable=False),
        sa.Column("edit_wanted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_delivery_address_id_address")
        ),
        sa.ForeignKeyConstraint(["lane_id"], ["lane.id"], name=op.f("fk_delivery_lane_id_lane")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_delivery_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("key", name=op.f("uq_delivery_key")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_edit",
            ["lane_id"],
            unique=False,
            sqlite_where=sa.text("edit_wanted = true"),
            postgresql_where=sa.text("edit_wanted = true"),
        )
        batch_op.create_index(
            "ix_delivery_joinable",
            ["address_id"],
            unique=False,
            sqlite_where=sa.text("state = 'queued'"),
            postgresql_where=sa.text("state = 'queued'"),
        )
        batch_op.create_index(
            "ix_delivery_queued",
            ["lane_id", "not_before"],
            unique=False,
            sqlite_where=sa.text("state IN ('queued', 'claimed')"),
            postgresql_where=sa.text("state IN ('queued', 'claimed')"),
        )

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

    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column(
            "wanted_due_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column(
            "granted_due_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True
        ),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_extension_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_extension_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_extension_obligation_id"), ["obligation_id"], unique=False
        )

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

    op.create_table(
        "invite",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("lane_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "stands_in_until", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True
        ),
        sa.Column("obligation_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("used_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["lane_id"], ["lane.id"], name=op.f("fk_invite_lane_id_lane")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_invite_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_invite_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invite_token_hash")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lane_id", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("thread", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("asked_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["lane_id"], ["lane.id"], name=op.f("fk_question_lane_id_lane")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_question_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_question_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            "ix_question_open",
            ["lane_id", "chat", "person_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

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

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "submitted_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column("on_time", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligation.id"],
            name=op.f("fk_submission_obligation_id_obligation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_submission_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_submission_obligation_id"), ["obligation_id"], unique=False
        )

    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("address_id", sa.Integer(), nullable=True),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("not_before", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["address_id"], ["address.id"], name=op.f("fk_item_address_id_address")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_item_delivery_id_delivery")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_item_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_item_post_id_post")),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name=op.f("fk_item_reminder_id_reminder")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("key", name=op.f("uq_item_key")),
    )
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_delivery_id"), ["delivery_id"], unique=False)
        batch_op.create_index(
            "ix_item_loose",
            ["state"],
            unique=False,
            sqlite_where=sa.text("state = 'new'"),
            postgresql_where=sa.text("state = 'new'"),
        )
        batch_op.create_index(batch_op.f("ix_item_obligation_id"), ["obligation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_reminder_id"), ["reminder_id"], unique=False)
        batch_op.create_index(
            "ix_item_unreachable",
            ["post_id"],
            unique=False,
            sqlite_where=sa.text("state = 'unreachable'"),
            postgresql_where=sa.text("state = 'unreachable'"),
        )

    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lane_id", sa.String(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("created_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended_at", scheduler.store.columns.UtcDateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("fault", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["lane_id"], ["lane.id"], name=op.f("fk_reply_lane_id_lane")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_reply_question_id_question")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reply_waiting",
            ["lane_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "submissionfile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("octets", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_submissionfile_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissionfile")),
    )
    with op.batch_alter_table("submissionfile", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_submissionfile_submission_id"), ["submission_id"], unique=False
        )
    for name, event in (("kept", "UPDATE"), ("whole", "DELETE")):
        op.execute(_refuse(name, event))
    op.execute(_refuse_once_more())


def _refuse(name: str, event: str) -> str:
    """The ledger is append-only, whoever holds the connection."""
    if op.get_bind().dialect.name == "sqlite":
        return (
            f"CREATE TRIGGER ledger_{name} BEFORE {event} ON ledger "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
    return (
        f"CREATE FUNCTION ledger_{name}() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$; "
        f"CREATE TRIGGER ledger_{name} BEFORE {event} ON ledger "
        f"FOR EACH ROW EXECUTE FUNCTION ledger_{name}()"
    )


def _refuse_once_more() -> str:
    """What gets past those two: INSERT OR REPLACE on SQLite, TRUNCATE on PostgreSQL."""
    if op.get_bind().dialect.name == "sqlite":
        return (
            "CREATE TRIGGER ledger_once BEFORE INSERT ON ledger "
            "WHEN EXISTS (SELECT 1 FROM ledger WHERE seq = NEW.seq) "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
    return (
        "CREATE TRIGGER ledger_once BEFORE TRUNCATE ON ledger "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_whole()"
    )


def downgrade() -> None:
    with op.batch_alter_table("submissionfile", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submissionfile_submission_id"))

    op.drop_table("submissionfile")
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_reply_waiting",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("reply")
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_item_unreachable",
            sqlite_where=sa.text("state = 'unreachable'"),
            postgresql_where=sa.text("state = 'unreachable'"),
        )
        batch_op.drop_index(batch_op.f("ix_item_reminder_id"))
        batch_op.drop_index(batch_op.f("ix_item_obligation_id"))
        batch_op.drop_index(
            "ix_item_loose",
            sqlite_where=sa.text("state = 'new'"),
            postgresql_where=sa.text("state = 'new'"),
        )
        batch_op.drop_index(batch_op.f("ix_item_delivery_id"))

    op.drop_table("item")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_obligation_id"))

    op.drop_table("submission")
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
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_question_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("question")
    op.drop_table("invite")
    with op.batch_alter_table("holder", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_holder_open",
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_holder_post_id"))
        batch_op.drop_index(batch_op.f("ix_holder_person_id"))

    op.drop_table("holder")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_obligation_id"))

    op.drop_table("extension")
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_index("ix_obligation_unit_id")

    op.drop_table("obligation")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_delivery_queued",
            sqlite_where=sa.text("state IN ('queued', 'claimed')"),
            postgresql_where=sa.text("state IN ('queued', 'claimed')"),
        )
        batch_op.drop_index(
            "ix_delivery_joinable",
            sqlite_where=sa.text("state = 'queued'"),
            postgresql_where=sa.text("state = 'queued'"),
        )
        batch_op.drop_index(
            "ix_delivery_edit",
            sqlite_where=sa.text("edit_wanted = true"),
            postgresql_where=sa.text("edit_wanted = true"),
        )

    op.drop_table("delivery")
    op.drop_table("unitsuccessor")
    op.drop_table("post")
    op.drop_table("occurrence")
    op.drop_table("blockhead")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_block_id"))

    op.drop_table("unit")
    op.drop_table("span")
    op.drop_table("definitionrevision")
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_person_id"))

    op.drop_table("address")
    op.drop_table("subscription")
    op.drop_table("person")
    op.drop_table("campaign")
    op.drop_table("block")
    op.drop_table("issuer")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inbox_waiting",
            sqlite_where=sa.text("handled_at IS NULL"),
            postgresql_where=sa.text("handled_at IS NULL"),
        )

    op.drop_table("inbox")
    op.drop_table("pulse")
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_subject")

    op.drop_table("ledger")
    op.drop_table("lane")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("kept", "whole"):
            op.execute(f"DROP FUNCTION ledger_{name}()")
