"""A post that changed hands, and whom that is told."""

from datetime import datetime

from sqlalchemy import ColumnElement, Index, UniqueConstraint, false, literal_column, text
from sqlmodel import Field

from scheduler.states import ItemState
from scheduler.store.columns import Table, UtcDateTime

# Written out, so that SQLite uses the partial indexes.
PENDING: ColumnElement[bool] = literal_column("handover.followed_at IS NULL")
UNTOLD: ColumnElement[bool] = literal_column("handover_notice.state = 'unreachable'")


class Handover(Table, table=True):
    """One change of who holds a post: somebody came, or left and nobody followed."""

    __table_args__ = (
        Index(
            "ix_handover_pending",
            "id",
            sqlite_where=text("followed_at IS NULL"),
            postgresql_where=text("followed_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    holder_id: int | None = Field(default=None, foreign_key="holder.id")  # None: nobody followed
    at: datetime = Field(sa_type=UtcDateTime)
    succeeds: bool = Field(
        default=False, sa_column_kwargs={"server_default": false()}
    )  # somebody held it until then
    reports: int = 0  # half-made ones that went over
    actor: str
    followed_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # when who came and the standing body were told, in the outbox


class HandoverNotice(Table, table=True):
    """That, told to one person. Loose until it is put into a message; unreachable while nothing leaves there."""

    __tablename__ = "handover_notice"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_handover_notice_loose",
            "address_id",
            sqlite_where=text("state = 'new'"),
            postgresql_where=text("state = 'new'"),
        ),
        Index(
            "ix_handover_notice_unreachable",
            "address_id",
            sqlite_where=text("state = 'unreachable'"),
            postgresql_where=text("state = 'unreachable'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str  # handover:reader:address, so never twice
    handover_id: int = Field(foreign_key="handover.id", index=True)
    reader: str  # former, holder, standing_body
    post_id: int = Field(foreign_key="post.id")  # at which it is told
    address_id: int = Field(foreign_key="address.id")
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)
    state: str = ItemState.NEW.value
    created_at: datetime = Field(sa_type=UtcDateTime)
