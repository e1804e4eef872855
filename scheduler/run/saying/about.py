"""What a notice of something that happened is about, and who reads it: looked up when it is worded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, select

from scheduler.dates.workdays import WorkCalendar
from scheduler.posts import PostKind
from scheduler.run.saying.notice import About, NoticeItem, Reader
from scheduler.states import OWED, ExtensionState, State
from scheduler.steps import REPORTS, WISHES, StepKind
from scheduler.store.own_reasons import load_reasons
from scheduler.store.tables import (
    Extension,
    Issuer,
    Obligation,
    Post,
    Submission,
    SubmissionFile,
    Unit,
)
from scheduler.workflow.actor import Tenure, tenure_at
from scheduler.workflow.report import days_late, latest_submission, time_of, waived_because

# Who reads such a notice reads it as the standing body, even about a report of its own.
TO_STANDING_BODY = (StepKind.SUBMITTED, StepKind.EXTENSION_ASKED, StepKind.ESCALATION)


def complete(
    session: Session,
    item: NoticeItem,
    issuer: Issuer,
    *,
    post_id: int | None,
    tenures: Sequence[Tenure],
    calendar: WorkCalendar,
) -> NoticeItem:
    """`item` with its reader and what it is about; instants in the zone of its deadline.

    `tenures`: of who reads. A card in the group of a unit offers all that its head may do: whoever else
    presses is told that it is not for them.
    """
    tenure = tenure_at(tenures, post_id, item.obligation_id)
    former = tenure is None and post_id is not None
    reader = Reader.FORMER if former else _reader(session, item, issuer, post_id)
    may_give = tenure is not None and (tenure.may_give or tenure.kind == PostKind.GROUP)
    about = _about(session, item, issuer, reader, calendar)
    moved = [item.obligation_id] if item.common_due_at else []
    own = load_reasons(session, moved).get(item.obligation_id)
    return replace(item, reader=reader, may_give=may_give, about=about, own=own)


def _about(
    session: Session, item: NoticeItem, issuer: Issuer, reader: Reader, calendar: WorkCalendar
) -> About | None:
    """What the step names; for a reminder, the wish for more time that waits for an answer.

    Why a unit was let off is for the unit and the standing body to know.
    """
    kind, number = item.step.kind, item.step.about or 0
    waived = item.state == State.WAIVED
    if waived and reader is Reader.UNIT:
        return _waiver(session, item, issuer)
    if kind in REPORTS:
        return _report(session, number, item.due_at, calendar)
    if kind is StepKind.TAKEN_OVER and item.state == State.RETURNED:
        last = latest_submission(session, item.obligation_id)
        return _report(session, last.id or 0, item.due_at, calendar) if last else None
    if kind in WISHES:
        return _wish(session.get(Extension, number), item.due_at)
    if waived and reader is Reader.STANDING_BODY:
        return _waiver(session, item, issuer)
    if item.state not in OWED:
        return None
    waiting = select(Extension).where(
        Extension.obligation_id == item.obligation_id, Extension.state == ExtensionState.ASKED
    )
    return _wish(session.exec(waiting).first(), item.due_at)


def _reader(session: Session, item: NoticeItem, issuer: Issuer, post_id: int | None) -> Reader:
    post = session.get(Post, post_id) if post_id is not None else None
    obligation = session.get(Obligation, item.obligation_id)
    if post is None or obligation is None:
        return Reader.OTHER
    event = item.step.kind in TO_STANDING_BODY
    if post.unit_id == obligation.unit_id and not event:
        return Reader.UNIT
    unit = session.get_one(Unit, post.unit_id)
    return Reader.STANDING_BODY if unit.code == issuer.standing_body else Reader.OTHER


def _waiver(session: Session, item: NoticeItem, issuer: Issuer) -> About:
    return About(0, State.WAIVED, answer=waived_because(session, issuer.id, item.reference))


def _report(session: Session, id_: int, like: datetime, calendar: WorkCalendar) -> About | None:
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
        on_time=row.on_time,
        days_late=days_late(row, calendar, ZoneInfo(str(like.tzinfo))),
        time=time_of(session, row),
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
