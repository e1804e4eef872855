"""More time: asked by the unit, granted or refused by the standing body."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col

from scheduler.actions import Action
from scheduler.errors import CutOffPassed, NotAllowed, NotLater, NotPossible
from scheduler.happenings import Happening
from scheduler.posts import Recipient
from scheduler.states import OWED, ExtensionState
from scheduler.steps import StepKind
from scheduler.store.tables import Extension
from scheduler.workflow.actor import Actor, Case, require_standing, require_unit, signature
from scheduler.workflow.follow import Follow
from scheduler.workflow.moved_deadline import Rules, closing, deadline, move_deadline


def can_ask(case: Case, *, now: datetime) -> None:
    """Raises NotPossible or CutOffPassed when no more time can be asked for at `now`."""
    row = case.obligation
    if row.state not in OWED or case.occurrence.withdrawn:
        raise NotPossible(Action.EXTEND, row.state, row.state_at, row.state_by)
    cut_off_at = closing(case)
    if cut_off_at and now >= cut_off_at:
        raise CutOffPassed(cut_off_at)


def wanted(case: Case, due_at: datetime, rules: Rules, *, now: datetime) -> datetime:
    """The instant a wish for `due_at` means: rolled to a working day. Raises NotLater."""
    rolled = rules.rolled(due_at, ZoneInfo(case.campaign.zone))
    present = deadline(case)
    if rules.late_after(case, rolled) <= now or (present and rolled <= present):
        raise NotLater(present or now)
    return rolled


def ask(
    session: Session,
    case: Case,
    actor: Actor,
    due_at: datetime,
    reason: str,
    rules: Rules,
    *,
    now: datetime,
) -> Extension:
    """Ask for time until `due_at`; an earlier wish still open is replaced.

    Raises NotAllowed, NotPossible, CutOffPassed, NotLater.
    """
    tenure = require_unit(case, actor, Action.EXTEND)
    can_ask(case, now=now)
    overtake_open(session, case)
    row = Extension(
        obligation_id=case.obligation.id or 0,
        wanted_due_at=wanted(case, due_at, rules, now=now),
        reason=reason,
        by=signature(tenure),
        person_id=actor.person_id,
        asked_at=now,
    )
    session.add(row)
    session.flush()
    follow = Follow(session, case, signature(tenure), now)
    follow.changed(in_calendars=False)
    follow.tell(StepKind.EXTENSION_ASKED, Recipient.STANDING_BODY, about=row.id or 0)
    follow.note(Happening.EXTENSION_ASKED, until=row.wanted_due_at, reason=reason)
    return row


def grant(
    session: Session,
    case: Case,
    extension: Extension,
    actor: Actor,
    rules: Rules,
    *,
    due_at: datetime | None = None,
    now: datetime,
) -> None:
    """Give the time wished for, or until `due_at`: deadline, reminders, feeds and cards follow at once.

    Raises NotAllowed, NotPossible, NotLater.
    """
    tenure = require_standing(actor, Action.GRANT)
    _require_open(case, extension, "grant")
    granted = wanted(case, due_at or extension.wanted_due_at, rules, now=now)
    before = deadline(case)
    _decide(session, extension, ExtensionState.GRANTED, signature(tenure), now)
    extension.granted_due_at = granted
    move_deadline(session, case, granted, rules, now=now)
    follow = Follow(session, case, signature(tenure), now)
    follow.changed(in_calendars=True)
    follow.answer(StepKind.EXTENSION_GRANTED, extension.person_id, about=extension.id or 0)
    follow.note(Happening.EXTENSION_GRANTED, before=before, after=granted)


def refuse(
    session: Session,
    case: Case,
    extension: Extension,
    actor: Actor,
    answer: str,
    *,
    now: datetime,
) -> None:
    """Say no, with the reason. Raises NotAllowed, NotPossible."""
    tenure = require_standing(actor, Action.REFUSE)
    _require_open(case, extension, "refuse")
    _decide(session, extension, ExtensionState.REFUSED, signature(tenure), now)
    extension.answer = answer
    follow = Follow(session, case, signature(tenure), now)
    follow.changed(in_calendars=False)
    follow.answer(StepKind.EXTENSION_REFUSED, extension.person_id, about=extension.id or 0)
    follow.note(Happening.EXTENSION_REFUSED, reason=answer)


def _require_open(case: Case, extension: Extension, action: str) -> None:
    row = case.obligation
    if extension.obligation_id != row.id:
        raise NotAllowed(action)
    if extension.state != ExtensionState.ASKED:
        raise NotPossible(action, extension.state, extension.decided_at, extension.decided_by)
    if row.state not in OWED or case.occurrence.withdrawn:
        raise NotPossible(action, row.state, row.state_at, row.state_by)


def _decide(session: Session, extension: Extension, state: str, by: str, now: datetime) -> None:
    extension.state, extension.decided_by, extension.decided_at = state, by, now
    session.add(extension)


def overtake_open(session: Session, case: Case) -> None:
    """End what is still asked for: something else came in its place."""
    session.execute(
        update(Extension)
        .where(
            col(Extension.obligation_id) == case.obligation.id,
            col(Extension.state) == ExtensionState.ASKED,
        )
        .values(state=ExtensionState.OVERTAKEN)
    )
