"""What comes back: invitations, questions asked, reports, wishes for more time, and the inbox they arrive in."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field

from scheduler.states import ExtensionState, State
from scheduler.store.columns import Table, UtcDateTime


class Invite(Table, table=True):
    """A one-time, expiring way to a post. Only the hash of its code is kept.

    With `stands_in_until` it makes who takes it stand in for the holder up to that day's end, for one
    obligation when that is named; with `kind` "group" it brings a group chat.
    """

    id: int | None = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="post.id")
    lane_id: str = Field(foreign_key="lane.id")
    token_hash: str = Field(unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    kind: str = "post"  # post, stand_in, group
    stands_in_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    obligation_id: int | None = Field(default=None, foreign_key="obligation.id")
    by: str = ""  # who made it
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Submission(Table, table=True):
    """A report handed in, and what the standing body said of it."""

    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    number: str | None = None  # số, ký hiệu văn bản
    note: str | None = None
    by: str  # post of who handed it in
    person_id: int = Field(foreign_key="person.id")
    submitted_at: datetime = Field(sa_type=UtcDateTime)
    on_time: bool
    # the deadline in force then; None without, or for one of old that was in time
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    state: str = State.SUBMITTED.value  # or accepted, returned
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = None


class SubmissionFile(Table, table=True):
    """A file of a report; its bytes lie outside the web root under their hash."""

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    content_hash: str  # SHA-256, hex
    name: str
    media_type: str
    octets: int


class Extension(Table, table=True):
    """A wish for more time, and the answer."""

    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    wanted_due_at: datetime = Field(sa_type=UtcDateTime)
    reason: str
    by: str
    person_id: int = Field(foreign_key="person.id")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    state: str = ExtensionState.ASKED.value
    granted_due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: str | None = None


class Question(Table, table=True):
    """Something a person was asked in a chat and has not answered; found by the reply, else the latest open."""

    __table_args__ = (
        Index(
            "ix_question_open",
            "lane_id",
            "chat",
            "person_id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    lane_id: str = Field(foreign_key="lane.id")
    chat: str
    thread: int | None = None
    person_id: int = Field(foreign_key="person.id")
    kind: str
    obligation_id: int | None = Field(default=None, foreign_key="obligation.id")
    message_id: str | None = None
    data: str = "{}"  # JSON: what was gathered so far
    asked_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Inbox(Table, table=True):
    """An update as it came, kept before it is acknowledged; the key drops repeats."""

    __table_args__ = (
        Index(
            "ix_inbox_waiting",
            "lane_id",
            "update_id",
            sqlite_where=text("handled_at IS NULL"),
            postgresql_where=text("handled_at IS NULL"),
        ),
    )

    lane_id: str = Field(foreign_key="lane.id", primary_key=True)
    update_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    body: str  # empty once handled
    received_at: datetime = Field(sa_type=UtcDateTime)
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    fault: str | None = None


class Reply(Table, table=True):
    """What the bot says because of an update; kept with the act it answers, so that a crash loses no answer."""

    __table_args__ = (
        Index(
            "ix_reply_waiting",
            "lane_id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    lane_id: str = Field(foreign_key="lane.id")
    update_id: int = Field(sa_type=BigInteger)
    body: str  # JSON of the call; empty once ended
    question_id: int | None = Field(default=None, foreign_key="question.id")  # asked by it
    created_at: datetime = Field(sa_type=UtcDateTime)
    attempts: int = 0
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message_id: str | None = None
    fault: str | None = None
