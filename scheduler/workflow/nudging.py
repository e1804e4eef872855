"""Reminding by hand who has not handed in: whom that would tell, and telling them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.errors import CutOffPassed, NotAllowed, NotPossible
from scheduler.happenings import Happening
from scheduler.posts import Recipient
from scheduler.states import OWED, State
from scheduler.steps import Step, StepKind, parse
from scheduler.store import ledger
from scheduler.store.deadline import effective_cut_off, effective_deadline
from scheduler.store.holders import load_to_units
from scheduler.store.reminded import day_began, load_reminded
from scheduler.store.steps import is_of
from scheduler.store.tables import Campaign, Obligation, Occurrence, Reminder, Unit
from scheduler.workflow.actor import Actor, require_standing, signature


@dataclass(frozen=True)
class Owing:
    """A unit that has not handed in."""

    unit: str
    reached: bool  # somebody there can be told now
    closed_at: datetime | None  # its own cut-off, once that has passed
    reminded_at: datetime | None  # when it was reminded today, or will be by what waits to leave

    @property
    def can_be_told(self) -> bool:
        return self.reached and not self.closed_at


@dataclass(frozen=True)
class Nudge:
    """What a reminder by hand would do, to units in the order of the units file."""

    duty: str
    zone: str
    owing: tuple[Owing, ...]

    @property
    def count(self) -> int:
        """How many units would be reminded, without those that were today."""
        return len(self.fresh)

    @property
    def count_all(self) -> int:
        """How many would be, whether they were today or not."""
        return sum(one.can_be_told for one in self.owing)

    @property
    def closed(self) -> tuple[str, ...]:
        """Those nothing is taken in from any more; in one of these four each unit is named once."""
        return tuple(one.unit for one in self.owing if one.closed_at)

    @property
    def unreachable(self) -> tuple[str, ...]:
        """Those that could still hand in, and that nobody can tell."""
        return tuple(one.unit for one in self.owing if not (one.closed_at or one.reached))

    @property
    def fresh(self) -> tuple[str, ...]:
        """Those that can be told and were not reminded today."""
        told = (one for one in self.owing if one.can_be_told)
        return tuple(one.unit for one in told if one.reminded_at is None)

    @property
    def reminded(self) -> dict[datetime, tuple[str, ...]]:
        """Those that can be told and were reminded today, by when, earliest first; aware, UTC."""
        found: dict[datetime, tuple[str, ...]] = {}
        for one in self.owing:
            if one.can_be_told and one.reminded_at:
                found[one.reminded_at] = (*found.get(one.reminded_at, ()), one.unit)
        return dict(sorted(found.items()))


def preview(session: Session, occurrence_id: int, actor: Actor, *, now: datetime) -> Nudge:
    """Whom `remind` would remind. Raises NotAllowed, NotPossible (withdrawn, no day)."""
    require_standing(actor, Action.NUDGE)
    occurrence, campaign = _of_issuer(session, occurrence_id, actor)
    rows = session.exec(
        select(Obligation, Unit.short)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(Obligation.occurrence_id == occurrence_id, col(Obligation.state).in_(OWED))
        .order_by(col(Unit.id))
    ).all()
    dated = [(row, unit) for row, unit in rows if effective_deadline(occurrence, row)]
    if occurrence.withdrawn or (occurrence.due_at is None and not dated):
        raise NotPossible(Action.NUDGE, State.WITHDRAWN, occurrence.changed_at)
    reached = load_to_units(session, actor.issuer_id, now=now)
    since = day_began(now, ZoneInfo(campaign.zone))
    reminded = load_reminded(session, occurrence_id, since=since)
    owing = (
        Owing(
            unit=unit,
            reached=row.unit_id in reached,
            closed_at=_closed_at(occurrence, row, now),
            reminded_at=reminded.get(row.id or 0),
        )
        for row, unit in dated
    )
    return Nudge(occurrence.title, campaign.zone, tuple(owing))


def remind(
    session: Session, occurrence_id: int, actor: Actor, *, again: bool, now: datetime
) -> None:
    """Remind now who has not handed in; `again`: those that were reminded today, too.

    One by hand of as many units that has not left yet does for both. Raises what `preview` raises, and
    CutOffPassed where every unit is closed.
    """
    found = preview(session, occurrence_id, actor, now=now)
    ends = [one.closed_at for one in found.owing]
    if ends and all(ends):
        raise CutOffPassed(max(end for end in ends if end))
    occurrence, campaign = _of_issuer(session, occurrence_id, actor)
    if not _is_under_way(session, occurrence_id, again=again):
        session.add(_nudge(session, occurrence, again=again, now=now))
    kind = Happening.ALL_REMINDED_BY_HAND if again else Happening.REMINDED_BY_HAND
    subject = f"{campaign.code}/{occurrence.duty}/{occurrence.key}"
    data: dict[str, object] = {"units": found.count_all if again else found.count}
    by = signature(require_standing(actor, Action.NUDGE))
    ledger.append(session, [ledger.Entry(kind, subject, by, campaign.issuer_id, data)], now=now)


def _closed_at(occurrence: Occurrence, obligation: Obligation, now: datetime) -> datetime | None:
    cut_off_at = effective_cut_off(occurrence, obligation)
    return cut_off_at if cut_off_at and cut_off_at <= now else None


def _is_under_way(session: Session, occurrence_id: int, *, again: bool) -> bool:
    """Whether a reminder of at least these units has not been fired yet."""
    pending = select(Reminder.step).where(
        *_by_hand(occurrence_id), col(Reminder.ended_at).is_(None)
    )
    return any(parse(step).again or not again for step in session.exec(pending))


def _nudge(session: Session, occurrence: Occurrence, *, again: bool, now: datetime) -> Reminder:
    number = session.exec(select(func.count()).where(*_by_hand(occurrence.id))).one()
    return Reminder(
        occurrence_id=occurrence.id or 0,
        revision=occurrence.revision,
        step=str(Step(StepKind.NUDGE, about=number + 1, again=again)),
        at=now,
        recipients=Recipient.HEAD,
    )


def _by_hand(occurrence_id: int | None) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Reminder.occurrence_id) == occurrence_id,
        is_of(col(Reminder.step), StepKind.NUDGE),
    )


def _of_issuer(session: Session, occurrence_id: int, actor: Actor) -> tuple[Occurrence, Campaign]:
    occurrence = session.get(Occurrence, occurrence_id)
    if occurrence is None:
        raise NotAllowed(Action.SEE)
    campaign = session.get_one(Campaign, occurrence.campaign_id)
    if campaign.issuer_id != actor.issuer_id:
        raise NotAllowed(Action.SEE)
    return occurrence, campaign
