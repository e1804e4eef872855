"""What is planned: campaigns, their days, what is owed, and when who is reminded."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from scheduler.states import State
from scheduler.store.columns import Table, UtcDateTime


class Campaign(Table, table=True):
    """Phong trào thi đua of one issuer. `revision` counts the definitions applied."""

    __table_args__ = (UniqueConstraint("issuer_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    issuer_id: str = Field(foreign_key="issuer.id")
    code: str
    title: str
    directive: str  # "210/KH-UBND ngày 15/01/2024"; empty when it has neither
    zone: str
    year: int
    last_year: int | None = None  # of a campaign of several
    revision: int
    changed_at: datetime = Field(sa_type=UtcDateTime)
    renamed: int = 0  # how often title, directive or zone changed: feeds show them in every entry
    renamed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DefinitionRevision(Table, table=True):
    """Every definition ever applied, as it was written."""

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    revision: int = Field(primary_key=True)
    source: str
    templates: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # the texts of those it named, as JSON by name
    author: str
    applied_at: datetime = Field(sa_type=UtcDateTime)


class Span(Table, table=True):
    """A phase, peak, anniversary, occasion or milestone as it stands in the calendar; both days within."""

    __table_args__ = (UniqueConstraint("campaign_id", "kind", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    kind: str  # round, peak, anniversary, occasion, milestone
    key: str
    title: str
    first_on: date | None = None
    last_on: date | None = None
    ordinal: int | None = None
    occasion: str | None = None  # "khac", "nd111 khac": the class of the year with its decree
    origin: str = ""
    origin_text: str = ""
    rule: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # that came with origin_text
    decided_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # of a day origin_text does not tell
    anniversaries: str = ""  # keys, joined by commas
    revision: int = 1
    withdrawn: bool = False
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Occurrence(Table, table=True):
    """One duty, once: what its units owe by `due_at`, and are late with after `late_after`. Identity is
    campaign/duty/key."""

    __table_args__ = (UniqueConstraint("campaign_id", "duty", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    duty: str
    key: str
    title: str
    kind: str
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    late_after: datetime | None = Field(default=None, sa_type=UtcDateTime)  # goes with due_at
    cut_off_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    unsure_on: date | None = None  # a day off nobody confirmed, on which due_at depends
    origin: str
    origin_text: str
    rule: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # that came with origin_text
    decided_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # of a day origin_text does not tell
    to_unit_id: int = Field(foreign_key="unit.id")
    receiver: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # whose report it is, where to_unit takes it in for somebody else
    proof: str  # "number,file"; see scheduler.proof
    contents: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # titles of reports told in it, as JSON; empty where there are none
    rolled: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # a `plan.model.Roll`; empty where its day is none off
    waits_for: str = Field(default="", sa_column_kwargs={"server_default": ""})  # see WaitsFor
    terms: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # the duty as written, of what waits or was called
    called_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # by the standing body, and not from the plan
    revision: int = 1
    hidden_revisions: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}
    )  # of these: that changed nothing calendars show
    shown_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # when calendars showed a change last; None: at changed_at
    withdrawn: bool = False
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Tally(Table, table=True):
    """How many of the units of an occurrence have handed in, as coarsely as it is told: written once a day."""

    occurrence_id: int = Field(foreign_key="occurrence.id", primary_key=True)
    units: int  # that owe it: neither waived nor withdrawn
    handed_in: int  # the least number told in the same words
    revision: int
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Obligation(Table, table=True):
    """One occurrence × one unit. `due_at` is set only when this unit's deadline was moved."""

    __table_args__ = (
        UniqueConstraint("occurrence_id", "unit_id"),
        Index("ix_obligation_unit_id", "unit_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    occurrence_id: int = Field(foreign_key="occurrence.id")
    unit_id: int = Field(foreign_key="unit.id")
    state: str = State.OPEN.value
    state_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    state_by: str | None = None  # post and unit of who brought it about
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    late_after: datetime | None = Field(default=None, sa_type=UtcDateTime)  # goes with due_at
    cut_off_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # goes with due_at
    received_on: date | None = None  # of what is due so long after that
    received_by: str | None = None  # post and unit of who said so
    revision: int = 1
    hidden_revisions: int = Field(
        default=0, sa_column_kwargs={"server_default": "0"}
    )  # of these: that changed nothing calendars show
    shown_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # when calendars showed a change last; None: at changed_at
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Reminder(Table, table=True):
    """A notice at an instant: for all units of an occurrence, or for one whose deadline was moved."""

    __table_args__ = (
        UniqueConstraint("occurrence_id", "obligation_id", "revision", "step"),
        Index(
            "uq_reminder_shared",
            "occurrence_id",
            "revision",
            "step",
            unique=True,
            sqlite_where=text("obligation_id IS NULL"),
            postgresql_where=text("obligation_id IS NULL"),
        ),
        Index(
            "ix_reminder_pending",
            "at",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    occurrence_id: int = Field(foreign_key="occurrence.id", index=True)
    obligation_id: int | None = Field(default=None, foreign_key="obligation.id")
    revision: int
    step: str
    at: datetime = Field(sa_type=UtcDateTime)
    recipients: str  # "head,deputy"
    draft: bool = False
    retry_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # it could not be computed
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ending: str | None = None  # an Ending
