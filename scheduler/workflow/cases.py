"""Which obligations concern an actor: those of the units answered for, and those that wait at the standing body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from scheduler.actions import Action
from scheduler.errors import NotAllowed
from scheduler.posts import PERSONS
from scheduler.states import OWED, ExtensionState, State
from scheduler.store.deadline import effective_due, has_own
from scheduler.store.outside import sent_outside
from scheduler.store.tables import (
    Campaign,
    Extension,
    Issuer,
    Obligation,
    Occurrence,
    Submission,
    SubmissionFile,
    Unit,
)
from scheduler.workflow.actor import Actor, Case, require_standing
from scheduler.workflow.report import time_of


@dataclass(frozen=True)
class Handed:
    """A report that waits for the standing body, with the count of its files, and which time it was handed in."""

    case: Case
    submission: Submission
    files: int
    time: int


@dataclass(frozen=True)
class Wish:
    """A wish for more time that waits for the standing body."""

    case: Case
    extension: Extension


def load_owed(session: Session, actor: Actor) -> list[Case]:
    """What the actor has to see to, nearest deadline first."""
    return _load(session, actor, col(Obligation.state).in_(OWED))


def load_between(
    session: Session, actor: Actor, first_at: datetime, last_at: datetime
) -> list[Case]:
    """Everything due from `first_at` up to `last_at` (not within) by the units of the actor, nearest first."""
    due_at = effective_due()
    known = Obligation.state != State.WITHDRAWN.value
    return _load(session, actor, due_at >= first_at, due_at < last_at, known)


def load_group_owed(session: Session, unit_ids: tuple[int, ...]) -> list[Case]:
    """What the units of a group chat owe, nearest deadline first."""
    return _cases(session, col(Obligation.unit_id).in_(unit_ids), col(Obligation.state).in_(OWED))


def load_owing(session: Session, actor: Actor, occurrence_id: int) -> list[Case]:
    """Who of the actor's issuer owes one report, in the order of the units file. Raises NotAllowed."""
    require_standing(actor, Action.SEE)
    owing = _cases(
        session,
        Occurrence.id == occurrence_id,
        Campaign.issuer_id == actor.issuer_id,
        col(Obligation.state).in_(OWED),
    )
    return sorted(owing, key=lambda case: case.unit.id or 0)


def load_handed(session: Session, actor: Actor) -> list[Handed]:
    """Reports not looked at yet, oldest first. Raises NotAllowed."""
    require_standing(actor, Action.ACCEPT)
    waiting = _cases(
        session,
        col(Campaign.issuer_id) == actor.issuer_id,
        Obligation.state == State.SUBMITTED.value,
        ~sent_outside(),
    )
    found = [handed(session, case) for case in waiting]
    return sorted(found, key=lambda one: one.submission.submitted_at)


def handed(session: Session, case: Case) -> Handed:
    """The last report of `case`, which has one. Raises NotAllowed without."""
    row = session.exec(
        select(Submission)
        .where(Submission.obligation_id == case.obligation.id)
        .order_by(col(Submission.id).desc())
    ).first()
    if row is None:
        raise NotAllowed(Action.SEE)
    files = session.exec(select(func.count()).where(SubmissionFile.submission_id == row.id)).one()
    return Handed(case, row, files, time_of(session, row))


def load_wishes(session: Session, actor: Actor) -> list[Wish]:
    """Wishes for more time not answered yet, oldest first. Raises NotAllowed."""
    require_standing(actor, Action.GRANT)
    rows = session.exec(
        select(Extension)
        .join(Obligation, col(Obligation.id) == Extension.obligation_id)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .where(
            Extension.state == ExtensionState.ASKED,
            Campaign.issuer_id == actor.issuer_id,
            col(Obligation.state).in_(OWED),
            col(Occurrence.withdrawn).is_(False),
        )
        .order_by(col(Extension.asked_at), col(Extension.id))
    ).all()
    cases = {
        case.obligation.id: case
        for case in _cases(session, col(Obligation.id).in_([row.obligation_id for row in rows]))
    }
    return [Wish(cases[row.obligation_id], row) for row in rows]


def load_cut_short(session: Session, cases: Sequence[Case]) -> dict[int | None, Extension]:
    """By obligation of `cases`, the wish whose answer is the deadline in force, where that is another day than asked
    for."""
    rows = session.exec(
        select(Extension)
        .join(Obligation, col(Obligation.id) == Extension.obligation_id)
        .where(
            col(Extension.obligation_id).in_([case.obligation.id for case in cases]),
            Extension.state == ExtensionState.GRANTED,
            Extension.granted_due_at == Obligation.due_at,
            Extension.granted_due_at != Extension.wanted_due_at,
        )
        .order_by(col(Extension.id))
    )
    longer = {one.obligation.id for one in cases if has_own(one.occurrence, one.obligation)}
    return {row.obligation_id: row for row in rows if row.obligation_id in longer}


def find_wish(session: Session, extension_id: int) -> Extension:
    """The wish of that id. Raises NotAllowed; whether the actor may see it, `load_case` says."""
    row = session.get(Extension, extension_id)
    if row is None:
        raise NotAllowed(Action.SEE)
    return row


def load_standing_body(session: Session, issuer: Issuer) -> str:
    """The name of the body that collects for `issuer`; empty where none is named."""
    found = session.exec(
        select(Unit.name).where(Unit.issuer_id == issuer.id, Unit.code == issuer.standing_body)
    ).first()
    return found or ""


def _load(session: Session, actor: Actor, *which: ColumnElement[bool] | bool) -> list[Case]:
    mine = [
        (col(Obligation.unit_id) == tenure.unit_id)
        if tenure.obligation_id is None
        else (col(Obligation.id) == tenure.obligation_id)
        & (col(Obligation.unit_id) == tenure.unit_id)
        for tenure in actor.tenures
        if tenure.kind in PERSONS
    ]
    if not mine:
        return []
    return _cases(session, or_(*mine), *which)


def _cases(session: Session, *which: ColumnElement[bool] | bool) -> list[Case]:
    rows = session.exec(
        select(Obligation, Occurrence, Campaign, Issuer, Unit)  # type: ignore[call-overload]
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .join(Issuer, col(Issuer.id) == Campaign.issuer_id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(col(Occurrence.withdrawn).is_(False), *which)
        .order_by(effective_due().is_(None), effective_due(), col(Obligation.id))
    )
    return [Case(*row) for row in rows]
