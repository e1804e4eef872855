"""What is due so long after a unit received the document: the day of each, from its own word or that of who sent it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.definition.read import read_duty
from scheduler.errors import NotOwing, NotReceivedYet, UnknownUnit
from scheduler.happenings import Happening
from scheduler.plan.diff import Changes
from scheduler.plan.model import WaitsFor
from scheduler.posts import Recipient
from scheduler.states import OWED, State
from scheduler.steps import StepKind
from scheduler.store.deadline import effective_deadline
from scheduler.store.tables import Campaign, Issuer, Obligation, Occurrence, Unit
from scheduler.workflow.actor import Actor, Case
from scheduler.workflow.follow import Follow
from scheduler.workflow.moved_deadline import Rules, deadline, lift_deadline, move_deadline
from scheduler.workflow.waiting import Waiting, due_after, signed


@dataclass(frozen=True)
class Noted:
    """A unit and its deadline since its day of receipt is known: the day before (None: none) and after."""

    unit: str
    before_at: datetime | None
    after_at: datetime | None


def enter(
    session: Session,
    waiting: Waiting,
    day: date,
    rules: Rules,
    *,
    units: Sequence[str] = (),
    by: Actor | str,
    now: datetime,
) -> list[Noted]:
    """Say when units received the document: those that still owe it, or those of `units`; each is told its deadline.

    This goes before what a unit said itself. `by`: as in `calling.call`. Raises NotAllowed, NotReceivedYet (`day`
    has not come), UnknownUnit, NotOwing (none of them owes it).
    """
    who = signed(by, waiting.campaign, Action.RECEIVE)
    if day > now.astimezone(waiting.zone).date():
        raise NotReceivedYet(day)
    cases = _cases(session, waiting, units)
    if not cases:
        raise NotOwing(waiting.occurrence.title)
    noted = []
    for case in cases:
        before = deadline(case)
        if case.obligation.received_on == day:
            continue
        _note(session, case, day, rules, by=who, tell=True, now=now)
        noted.append(Noted(case.unit.short, before, deadline(case)))
    return noted


@dataclass(frozen=True)
class Receipt:
    """When a unit received it (None: nobody said yet), and its deadline since."""

    unit: str
    on: date | None
    due_at: datetime | None


def load_receipts(session: Session, waiting: Waiting) -> list[Receipt]:
    """Of every unit it is owed by, in the order of the units file."""
    rows = session.exec(
        select(Obligation, Unit.short)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(
            Obligation.occurrence_id == waiting.occurrence.id,
            Obligation.state != State.WITHDRAWN.value,
        )
        .order_by(col(Unit.id))
    )
    return [
        Receipt(unit, row.received_on, effective_deadline(waiting.occurrence, row))
        for row, unit in rows
    ]


def is_awaited(case: Case) -> bool:
    """Whether the unit has no deadline before its day of receipt is known, which it is not."""
    awaits = case.occurrence.waits_for == WaitsFor.RECEIPT
    return awaits and case.obligation.received_on is None


def note_seen(session: Session, case: Case, rules: Rules, *, by: str, now: datetime) -> None:
    """The unit confirms that it received the document: today, unless the standing body said another day before."""
    if is_awaited(case):
        day = now.astimezone(Waiting(case.occurrence, case.campaign).zone).date()
        _note(session, case, day, rules, by=by, tell=False, now=now)


def recount(
    session: Session,
    campaign: Campaign,
    changes: Changes,
    rules: Rules,
    *,
    by: str,
    now: datetime,
) -> None:
    """What other terms of a duty that `changes` brought mean for units that received it: their days move, and they
    are told. A later day that was granted, or came with a return, stays; without such terms theirs is that of all.
    Who had seen it before days were counted from receipt received it then.
    """
    for change in changes.occurrences:
        before, after = change.before, change.after
        if before is None or after is None:
            continue
        if before.waits_for != WaitsFor.RECEIPT:
            if after.waits_for == WaitsFor.RECEIPT:
                _begin(session, _find(session, campaign, change.duty), rules, now=now)
        elif (before.waits_for, before.terms) != (after.waits_for, after.terms):
            waiting = _find(session, campaign, change.duty)
            _recount(session, waiting, before.terms, rules, by=by, now=now)


def _find(session: Session, campaign: Campaign, duty: tuple[str, str]) -> Waiting:
    occurrence = session.exec(
        select(Occurrence).where(
            Occurrence.campaign_id == campaign.id,
            Occurrence.duty == duty[0],
            Occurrence.key == duty[1],
        )
    ).one()
    return Waiting(occurrence, campaign)


def _begin(session: Session, waiting: Waiting, rules: Rules, *, now: datetime) -> None:
    for case in _cases(session, waiting, ()):
        row = case.obligation
        if row.state == State.SEEN and row.state_at and row.state_by and is_awaited(case):
            day = row.state_at.astimezone(waiting.zone).date()
            _note(session, case, day, rules, by=row.state_by, tell=True, now=now)


def _recount(
    session: Session, waiting: Waiting, terms: str, rules: Rules, *, by: str, now: datetime
) -> None:
    for case in _cases(session, waiting, ()):
        row = case.obligation
        if row.received_on is None:
            continue
        before = deadline(case)
        counted = due_after(read_duty(terms), row.received_on, rules, waiting.zone)
        if row.due_at != counted:
            continue
        if waiting.occurrence.waits_for != WaitsFor.RECEIPT:
            lift_deadline(session, case, now=now)
            continue
        after = _counted(case, row.received_on, rules)
        if after and after != before:
            move_deadline(session, case, after, rules, now=now)
            _follow(session, case, before, by=by, tell=True, now=now)


def _cases(session: Session, waiting: Waiting, units: Sequence[str]) -> list[Case]:
    """Who of `units` (none: of all) still owes it, in the order of the units file."""
    rows = session.exec(
        select(Obligation, Unit)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(Obligation.occurrence_id == waiting.occurrence.id)
        .order_by(col(Unit.id))
    ).all()
    unknown = set(units).difference(unit.code for _row, unit in rows)
    if unknown:
        raise UnknownUnit(min(unknown))
    issuer = session.get_one(Issuer, waiting.campaign.issuer_id)
    campaign: Campaign = waiting.campaign
    return [
        Case(row, waiting.occurrence, campaign, issuer, unit)
        for row, unit in rows
        if row.state in OWED and (not units or unit.code in units)
    ]


def _note(
    session: Session,
    case: Case,
    day: date,
    rules: Rules,
    *,
    by: str,
    tell: bool,
    now: datetime,
) -> None:
    """The deadline counted from `day`; a later one that was granted, or came with a return, stays."""
    row, before = case.obligation, deadline(case)
    known = row.received_on and _counted(case, row.received_on, rules)
    row.received_on, row.received_by = day, by
    counted = _counted(case, day, rules)
    is_longer = before is not None and before != known
    if counted and not (is_longer and before and before > counted):
        move_deadline(session, case, counted, rules, now=now)
    _follow(session, case, before, by=by, tell=tell, now=now)


def _follow(
    session: Session, case: Case, before: datetime | None, *, by: str, tell: bool, now: datetime
) -> None:
    row = case.obligation
    follow = Follow(session, case, by, now)
    follow.changed(in_calendars=True)
    if tell:
        follow.tell(StepKind.RECEIVED, Recipient.HEAD, about=row.revision)
    day = row.received_on and row.received_on.isoformat()
    follow.note(Happening.RECEIPT_NOTED, day=day, before=before, after=deadline(case))


def _counted(case: Case, day: date, rules: Rules) -> datetime | None:
    waiting = Waiting(case.occurrence, case.campaign)
    return due_after(waiting.duty, day, rules, waiting.zone)
