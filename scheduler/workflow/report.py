"""A report on its way: seen, handed in, taken or given back, or not owed at all."""

import json
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from scheduler import proof
from scheduler.actions import Action
from scheduler.dates import civil
from scheduler.dates.workdays import WorkCalendar
from scheduler.errors import CutOffPassed, NotPossible, ProofMissing
from scheduler.happenings import Happening
from scheduler.posts import Recipient
from scheduler.states import OWED, State
from scheduler.steps import StepKind
from scheduler.store import ledger
from scheduler.store.files import StoredFile
from scheduler.store.tables import LedgerEntry, Submission, SubmissionFile
from scheduler.workflow import extension, receiving
from scheduler.workflow.actor import Actor, Case, require_standing, require_unit, signature
from scheduler.workflow.follow import Follow
from scheduler.workflow.moved_deadline import (
    Rules,
    closing,
    deadline,
    drop_escalations,
    is_late,
    move_deadline,
)

WAIVED = Happening.OBLIGATION_WAIVED  # in the ledger, with the reason


@dataclass(frozen=True)
class Report:
    """What a unit hands in."""

    number: str | None = None
    note: str | None = None
    files: tuple[StoredFile, ...] = ()


def see(session: Session, case: Case, actor: Actor, rules: Rules, *, now: datetime) -> None:
    """The unit knows, and has received what its deadline may be counted from.

    Raises NotAllowed, NotPossible (it is past that).
    """
    tenure = require_unit(case, actor, Action.SEE)
    _require(case, Action.SEE, (State.OPEN,))
    follow = Follow(session, case, signature(tenure), now)
    follow.enter(State.SEEN)
    follow.note(Happening.OBLIGATION_SEEN)
    receiving.note_seen(session, case, rules, by=signature(tenure), now=now)


def missing(case: Case, report: Report) -> tuple[str, ...]:
    """What the duty asks for and `report` lacks, in the order of the duty."""
    given = {"number": report.number, "file": report.files, "note": report.note}
    asked = proof.asked(proof.split(case.occurrence.proof))
    return tuple(kind for kind in asked if not given[kind])


def can_submit(case: Case, *, now: datetime) -> None:
    """Raises NotPossible or CutOffPassed when nothing can be handed in at `now`."""
    _require(case, Action.SUBMIT, OWED)
    cut_off_at = closing(case)
    if cut_off_at and now >= cut_off_at:
        raise CutOffPassed(cut_off_at)


def submit(
    session: Session, case: Case, actor: Actor, report: Report, *, now: datetime
) -> Submission:
    """Hand the report in; one that is sent outside ends so, for nobody takes it in here.

    Raises NotAllowed, NotPossible, CutOffPassed, ProofMissing; then nothing is changed.
    """
    tenure = require_unit(case, actor, Action.SUBMIT)
    can_submit(case, now=now)
    if lacking := missing(case, report):
        raise ProofMissing(lacking)
    row = Submission(
        obligation_id=case.obligation.id or 0,
        number=report.number,
        note=report.note,
        by=signature(tenure),
        person_id=actor.person_id,
        submitted_at=now,
        on_time=not is_late(case, now=now),
        due_at=deadline(case),
    )
    session.add(row)
    session.flush()
    for file in report.files:
        session.add(SubmissionFile(submission_id=row.id or 0, **vars(file)))
    extension.overtake_open(session, case)
    drop_escalations(session, case)
    follow = Follow(session, case, signature(tenure), now)
    follow.enter(State.SUBMITTED)
    if not case.is_sent_outside:
        follow.tell(StepKind.SUBMITTED, Recipient.STANDING_BODY, about=row.id or 0)
    hashes = [file.content_hash for file in report.files]
    told = {"number": report.number, "files": hashes, "on_time": row.on_time}
    if receiver := case.occurrence.receiver:
        told["receiver"] = receiver
    follow.note(Happening.REPORT_SUBMITTED, **told)
    return row


def accept(session: Session, case: Case, actor: Actor, *, now: datetime) -> Submission:
    """The standing body takes the report. Raises NotAllowed, NotPossible (it is sent outside, too)."""
    tenure = require_standing(actor, Action.ACCEPT)
    _require_inside(case, Action.ACCEPT)
    _require(case, Action.ACCEPT, (State.SUBMITTED,))
    row = _decide(session, case, State.ACCEPTED, signature(tenure), now)
    follow = Follow(session, case, signature(tenure), now)
    follow.enter(State.ACCEPTED)
    follow.answer(StepKind.ACCEPTED, row.person_id, about=row.id or 0)
    follow.note(Happening.REPORT_ACCEPTED, submission=row.id)
    return row


def give_back(
    session: Session, case: Case, actor: Actor, reason: str, rules: Rules, *, now: datetime
) -> Submission:
    """The standing body wants it done again: a short clock starts, never a shorter one than the unit had.

    Raises NotAllowed, NotPossible.
    """
    tenure = require_standing(actor, Action.RETURN)
    _require_inside(case, Action.RETURN)
    _require(case, Action.RETURN, (State.SUBMITTED,))
    row = _decide(session, case, State.RETURNED, signature(tenure), now, reason=reason)
    again_at = rules.short_clock(now, ZoneInfo(case.campaign.zone))
    due_at = deadline(case)
    if due_at is None or again_at > due_at:
        move_deadline(session, case, again_at, rules, now=now)
    follow = Follow(session, case, signature(tenure), now)
    follow.enter(State.RETURNED)
    follow.answer(StepKind.RETURNED, row.person_id, about=row.id or 0)
    follow.note(Happening.REPORT_RETURNED, submission=row.id, reason=reason, due_at=deadline(case))
    return row


def waive(session: Session, case: Case, actor: Actor, reason: str, *, now: datetime) -> None:
    """The standing body asks for it no longer. Raises NotAllowed, NotPossible."""
    tenure = require_standing(actor, Action.WAIVE)
    _require(case, Action.WAIVE, OWED)
    extension.overtake_open(session, case)
    drop_escalations(session, case)
    follow = Follow(session, case, signature(tenure), now)
    follow.enter(State.WAIVED)
    follow.tell(StepKind.WAIVED, Recipient.HEAD, about=case.obligation.revision)
    follow.note(WAIVED, reason=reason)


def waived_because(session: Session, issuer_id: str, subject: str) -> str | None:
    """The reason the ledger keeps for the last waiver of `subject` (campaign/duty/occurrence/unit)."""
    found = session.exec(
        select(LedgerEntry.data)
        .where(
            LedgerEntry.subject == subject,
            LedgerEntry.issuer_id == issuer_id,
            LedgerEntry.kind == WAIVED,
        )
        .order_by(*ledger.LATEST_FIRST)
    ).first()
    return json.loads(found).get("reason") if found else None


def latest_submission(session: Session, obligation_id: int | None) -> Submission | None:
    """The last report handed in; None when there is none."""
    return session.exec(
        select(Submission)
        .where(Submission.obligation_id == obligation_id)
        .order_by(col(Submission.id).desc())
    ).first()


def days_late(row: Submission, calendar: WorkCalendar, zone: ZoneInfo) -> int | None:
    """Working days by which `row` came after its due day was over in `zone`; 0: within that day, or before the next
    working one. None: in time, or the day is not known.

    A day ends at 24:00 (Civil Code 2015 art. 148(6)).
    """
    if row.on_time or row.due_at is None:
        return None
    due_on = civil.ended_on(row.due_at, zone)
    return max(calendar.count(due_on, row.submitted_at.astimezone(zone).date()), 0)


def time_of(session: Session, row: Submission) -> int:
    """Which time the obligation was handed in by `row`: 2 after it was returned once."""
    earlier = Submission.obligation_id == row.obligation_id, col(Submission.id) <= row.id
    return session.exec(select(func.count()).where(*earlier)).one()


def load_files(session: Session, submission: Submission) -> tuple[StoredFile, ...]:
    """The files of a report, in the order they were sent."""
    rows = session.exec(
        select(SubmissionFile)
        .where(SubmissionFile.submission_id == submission.id)
        .order_by(col(SubmissionFile.id))
    )
    return tuple(StoredFile(one.content_hash, one.name, one.media_type, one.octets) for one in rows)


def _require(case: Case, action: str, states: tuple[State, ...]) -> None:
    row = case.obligation
    if case.occurrence.withdrawn:
        raise NotPossible(action, State.WITHDRAWN, case.occurrence.changed_at)
    if row.state not in states:
        raise NotPossible(action, row.state, row.state_at, row.state_by)


def _require_inside(case: Case, action: str) -> None:
    row = case.obligation
    if case.is_sent_outside:
        raise NotPossible(action, row.state, row.state_at, row.state_by)


def _decide(
    session: Session, case: Case, state: str, by: str, now: datetime, *, reason: str | None = None
) -> Submission:
    row = latest_submission(session, case.obligation.id)
    assert row is not None, "a submitted obligation has its submission"
    row.state, row.decided_by, row.decided_at, row.reason = state, by, now, reason
    session.add(row)
    return row
