"""What leaves: one row a message, and one a thing said in it."""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Index,
    UniqueConstraint,
    false,
    literal_column,
    select,
    text,
    union_all,
)
from sqlmodel import Field, col

from scheduler.states import DeliveryState
from scheduler.store.columns import Table, UtcDateTime

# SQLite uses the partial indexes below only for conditions written out, not for bound values.
WAITING: ColumnElement[bool] = literal_column("delivery.state IN ('queued', 'claimed')")
QUEUED: ColumnElement[bool] = literal_column("delivery.state = 'queued'")
HELD: ColumnElement[bool] = literal_column("delivery.state = 'held'")
EDIT_WANTED: ColumnElement[bool] = literal_column("delivery.edit_wanted = true")
UNREACHABLE: ColumnElement[bool] = literal_column("item.state = 'unreachable'")
DESK_LINK = "desk-link"  # how the key of a message begins that brings a link into the desk, and nothing else
IS_DESK_LINK: ColumnElement[bool] = literal_column(f"delivery.key LIKE '{DESK_LINK}:%'")
STANDING_BODY = "standing"  # in the key of an item, in place of the post
FOR_STANDING_BODY: ColumnElement[bool] = literal_column(f"item.key LIKE '%:{STANDING_BODY}:%'")


class Delivery(Table, table=True):
    """One message to one address. `claim` is the fencing token of the process that is sending it."""

    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_delivery_queued",
            "lane_id",
            "not_before",
            sqlite_where=text("state IN ('queued', 'claimed')"),
            postgresql_where=text("state IN ('queued', 'claimed')"),
        ),
        Index(
            "ix_delivery_edit",
            "lane_id",
            sqlite_where=text("edit_wanted = true"),
            postgresql_where=text("edit_wanted = true"),
        ),
        Index(
            "ix_delivery_joinable",
            "address_id",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
        Index("ix_delivery_told", "address_id", "ended_at"),
        Index(
            "ix_delivery_held",
            "lane_id",
            sqlite_where=text("state = 'held'"),
            postgresql_where=text("state = 'held'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str  # that of one of its items, so that a card is never made twice
    lane_id: str = Field(foreign_key="lane.id")
    address_id: int = Field(foreign_key="address.id")
    post_id: int = Field(foreign_key="post.id")
    state: str = DeliveryState.QUEUED.value
    not_before: datetime = Field(sa_type=UtcDateTime)
    attempts: int = 0
    claim: str | None = None
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message_id: str | None = None
    reason: str | None = None
    possible_duplicate: bool = False
    edit_wanted: bool = Field(
        default=False, sa_column_kwargs={"server_default": false()}
    )  # what it says has changed
    created_at: datetime = Field(sa_type=UtcDateTime)


# Cards that wait to leave, or for a person's word.
UNSENT = union_all(
    select(col(Delivery.id)).where(QUEUED),
    select(col(Delivery.id)).where(HELD),
)


class Item(Table, table=True):
    """One obligation told to one person: key duty:revision:step:unit:recipient, so never twice.

    The revision of a reminder of one unit alone is written own-N: it counts apart from those of all.
    """

    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_item_loose",
            "state",
            sqlite_where=text("state = 'new'"),
            postgresql_where=text("state = 'new'"),
        ),
        Index(
            "ix_item_unreachable",
            "post_id",
            sqlite_where=text("state = 'unreachable'"),
            postgresql_where=text("state = 'unreachable'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    reminder_id: int = Field(foreign_key="reminder.id", index=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="post.id")
    address_id: int | None = Field(default=None, foreign_key="address.id")
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)
    state: str  # an ItemState
    not_before: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


class ToldDeadline(Table, table=True):
    """What the calendar at an address was told last of a deadline, where what was said cannot be edited."""

    address_id: int = Field(foreign_key="address.id", primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", primary_key=True)
    due_at: datetime = Field(sa_type=UtcDateTime)
    gone: bool  # it is owed no more
