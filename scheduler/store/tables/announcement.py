"""What a round, a peak or an anniversary tells by itself, and whom it is told."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, UniqueConstraint, false, literal_column, text
from sqlmodel import Field

from scheduler.states import ItemState
from scheduler.store.columns import Table, UtcDateTime

# Written out, so that SQLite uses the partial index.
UNHEARD: ColumnElement[bool] = literal_column("announcement_item.state = 'unreachable'")


class Announcement(Table, table=True):
    """A notice of a span at an instant, for all units it concerns: one a day it tells of, so it is told once."""

    __table_args__ = (
        UniqueConstraint("span_id", "kind", "day"),
        Index(
            "ix_announcement_pending",
            "at",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    span_id: int = Field(foreign_key="span.id")
    kind: str  # opening, last_week, anniversary
    day: date  # it tells of
    at: datetime = Field(sa_type=UtcDateTime)
    withdrawn: bool = Field(
        default=False, sa_column_kwargs={"server_default": false()}
    )  # the plan in force tells of another day, or of none
    retry_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # it could not be computed
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ending: str | None = None  # an Ending; None: its time had passed when it was planned


class AnnouncementItem(Table, table=True):
    """That, told to one person. Loose until it is put into a message; unreachable: nobody of the unit can be told."""

    __tablename__ = "announcement_item"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_announcement_item_loose",
            "address_id",
            sqlite_where=text("state = 'new'"),
            postgresql_where=text("state = 'new'"),
        ),
        Index(
            "ix_announcement_item_unheard",
            "unit_id",
            sqlite_where=text("state = 'unreachable'"),
            postgresql_where=text("state = 'unreachable'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str  # announcement:unit:post:address, so never twice
    announcement_id: int = Field(foreign_key="announcement.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")  # that it concerns
    post_id: int | None = Field(default=None, foreign_key="post.id")  # at which it is told
    address_id: int | None = Field(default=None, foreign_key="address.id")
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)
    state: str = ItemState.NEW.value
    not_before: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
