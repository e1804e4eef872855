"""What a notice of something that happened is about, and who reads it: looked up when it is worded."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, select

from scheduler.run.notice import About, NoticeItem, Reader
from scheduler.store.tables import (
    Extension,
    Issuer,
    Obligation,
    Post,
    Submission,
    SubmissionFile,
    Unit,
)
from scheduler.workflow.states import OWED, Step

REPORTS = (Step.SUBMITTED, Step.ACCEPTED, Step.RETURNED)
WISHES = (Step.EXTENSION_ASKED, Step.EXTENSION_GRANTED, Step.EXTENSION_REFUSED)


def complete(
    session: Session, item: NoticeItem, issuer: Issuer, *, post_id: int | None
) -> NoticeItem:
    """`item` with its reader and what it is about; instants in the zone of its deadline."""
    reader = _reader(session, item, issuer, post_id)
    return replace(item, reader=reader, about=_about(session, item))


def _about(session: Session, item: NoticeItem) -> About | None:
    """What the step names; for a reminder, the wish for more time that waits for an answer."""
    step, _dash, number = item.step.partition("-")
    if number.isdigit() and step in REPORTS:
        return _report(session, int(number), item.due_at)
    if number.isdigit() and step in WISHES:
        return _wish(session.get(Extension, int(number)), item.due_at)
    if item.state not in OWED:
        return None
    waiting = select(Extension).where(
        Extension.obligation_id == item.obligation_id, Extension.state == "asked"
    )
    return _wish(session.exec(waiting).first(), item.due_at)


def _reader(session: Session, item: NoticeItem, issuer: Issuer, post_id: int | None) -> Reader:
    post = session.get(Post, post_id) if post_id is not None else None
    obligation = session.get(Obligation, item.obligation_id)
    if post is None or obligation is None:
        return Reader.OTHER
    event = item.step.startswith((Step.SUBMITTED, Step.EXTENSION_ASKED))
    if post.unit_id == obligation.unit_id and not event:
        return Reader.UNIT
    unit = session.get_one(Unit, post.unit_id)
    return Reader.STANDING_BODY if unit.code == issuer.standing_body else Reader.OTHER


def _report(session: Session, id_: int, like: datetime) -> About | None:
    row = session.get(Submission, id_)
    if row is None:
        return None
    files = session.exec(select(func.count()).where(SubmissionFile.submission_id == id_)).one()
    return About(
        id=id_,
        state=row.state,
        number=row.number,
        note=row.note,
        files=files,
        answer=row.reason,
        decided_at=_local(row.decided_at, like),
        decided_by=row.decided_by,
    )


def _wish(row: Extension | None, like: datetime) -> About | None:
    if row is None:
        return None
    return About(
        id=row.id or 0,
        state=row.state,
        wanted_at=_local(row.wanted_due_at, like),
        granted_at=_local(row.granted_due_at, like),
        reason=row.reason,
        answer=row.answer,
        decided_at=_local(row.decided_at, like),
        decided_by=row.decided_by,
    )


def _local(at: datetime | None, like: datetime) -> datetime | None:
    return at.astimezone(ZoneInfo(str(like.tzinfo))) if at else None
