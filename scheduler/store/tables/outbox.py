"""What leaves: one row a message, and one a thing said in it."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from scheduler.store.columns import Table, UtcDateTime


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
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str  # address:day:number — a person gets one card a morning
    lane_id: str = Field(foreign_key="lane.id")
    address_id: int = Field(foreign_key="address.id")
    post_id: int = Field(foreign_key="post.id")
    state: str = "queued"  # queued, claimed, sent, refused, dropped
    not_before: datetime = Field(sa_type=UtcDateTime)
    attempts: int = 0
    claim: str | None = None
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message_id: str | None = None
    reason: str | None = None
    possible_duplicate: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)


class Item(Table, table=True):
    """One obligation told to one person: key duty:revision:step:unit:recipient, so never twice."""

    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_item_loose",
            "state",
            sqlite_where=text("state = 'new'"),
            postgresql_where=text("state = 'new'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    reminder_id: int = Field(foreign_key="reminder.id", index=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="post.id")
    address_id: int | None = Field(default=None, foreign_key="address.id")
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)
    state: str  # new, carded, draft, unreachable, moot
    not_before: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
