"""Issuers, their units and blocks, the posts in them, who holds a post and how to reach them."""

from datetime import date, datetime, timedelta

from sqlalchemy import Index, UniqueConstraint, false, text
from sqlmodel import Field

from scheduler.language import ADDRESS
from scheduler.store.columns import Table, UtcDateTime

HICCUP = timedelta(seconds=30)  # a shorter pause is the pace of the far side, no trouble


class Lane(Table, table=True):
    """One bot token or mailbox. `holder` is the fencing token of the one process that may send,
    `receiver` that of the one that hears and answers."""

    id: str = Field(primary_key=True)
    channel: str  # telegram, mail
    served: bool = True  # whether this installation has what it takes; nothing is put into another
    fault: str | None = None  # why it is not: see scheduler.store.serving
    checked_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # since when that is so, as the service found it; None: it has not looked yet
    username: str | None = None  # of the bot, without "@", as it told us last
    holder: str | None = None
    held_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # until something leaves
    paused_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    pause_reason: str | None = None
    last_sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    receiver: str | None = None
    receiver_until: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def in_trouble(self) -> bool:
        """Whether it has been put off for longer than a hiccup, and nothing has left since."""
        since, until = self.paused_at, self.paused_until
        return since is not None and until is not None and until - since >= HICCUP


class Issuer(Table, table=True):
    """The body that launches campaigns. Everything below belongs to one; none sees another's."""

    id: str = Field(primary_key=True)
    name: str
    lane_id: str = Field(foreign_key="lane.id")
    zone: str
    standing_body: str  # code of its unit
    standing_body_title: str
    address: str = ADDRESS  # how who reads is addressed
    # posts of the standing body, with commas: who makes drafts at the desk, and who puts them into force
    desk_define: str = Field(default="clerk", sa_column_kwargs={"server_default": "clerk"})
    desk_approve: str = Field(default="head", sa_column_kwargs={"server_default": "head"})
    desk_two_people: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    units_revision: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    sample: bool = False
    last_on: date | None = None  # of a body that ended; its units end with it
    into: str = Field(default="", sa_column_kwargs={"server_default": ""})  # ids, with commas
    changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # it, a block or a unit


class Block(Table, table=True):
    """Khối, cụm thi đua."""

    __table_args__ = (UniqueConstraint("issuer_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    issuer_id: str = Field(foreign_key="issuer.id")
    code: str
    name: str


class Unit(Table, table=True):
    """Who owes; alive from `first_on` to `last_on`, both within."""

    __table_args__ = (UniqueConstraint("issuer_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    issuer_id: str = Field(foreign_key="issuer.id")
    code: str
    name: str
    short: str
    kind: str
    channels: str = ""  # in the order of preference, with commas: "email,telegram"
    block_id: int | None = Field(default=None, foreign_key="block.id", index=True)
    first_on: date | None = None
    last_on: date | None = None
    renamed: int = 0  # how often its names changed: feeds show them
    renamed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class UnitSuccessor(Table, table=True):
    """Who takes over when a unit ends."""

    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    successor_id: int = Field(foreign_key="unit.id", primary_key=True)


class BlockHead(Table, table=True):
    """Who heads a block in a calendar year."""

    block_id: int = Field(foreign_key="block.id", primary_key=True)
    year: int = Field(primary_key=True)
    head_id: int = Field(foreign_key="unit.id")
    deputy_id: int | None = Field(default=None, foreign_key="unit.id")


class Post(Table, table=True):
    """A post messages go to: head, deputy or clerk of a unit."""

    __table_args__ = (UniqueConstraint("unit_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    kind: str
    title: str


class Person(Table, table=True):
    """Somebody reachable. No name is stored: the post says who it is."""

    id: int | None = Field(default=None, primary_key=True)
    issuer_id: str = Field(foreign_key="issuer.id")
    language: str = "vi"


class Holder(Table, table=True):
    """Who holds a post or stands in for its holder, from when to when; looked up when sending."""

    __table_args__ = (
        Index(
            "uq_holder_open",
            "post_id",
            "person_id",
            unique=True,
            sqlite_where=text("until_at IS NULL"),
            postgresql_where=text("until_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    from_at: datetime = Field(sa_type=UtcDateTime)
    until_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stands_in: bool = False  # by delegation; the holder stays
    obligation_id: int | None = Field(
        default=None, foreign_key="obligation.id"
    )  # for this one only
    by: str | None = None  # who delegated


class Address(Table, table=True):
    """How to reach a person over one channel. A closed one keeps its reason."""

    __table_args__ = (UniqueConstraint("lane_id", "value", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    lane_id: str = Field(foreign_key="lane.id")
    value: str
    thread: int | None = None
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_reason: str | None = None
