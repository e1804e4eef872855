"""A report on request: called by the standing body, each time an occurrence of its own."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.dates import civil
from scheduler.dates.say import in_numbers
from scheduler.definition.models import Duty, OriginKind
from scheduler.definition.organisation import Organisation
from scheduler.errors import (
    CallNeedsDay,
    NotLater,
    NotOwing,
    UnknownBlock,
    UnknownUnit,
)
from scheduler.happenings import Happening
from scheduler.plan.audience import Roster
from scheduler.plan.model import PlannedReminder, Roll, is_sent_outside
from scheduler.plan.reminders import cut_off, own_steps, plan_reminders, steps_of
from scheduler.plan.unsure import unsure_on
from scheduler.plan.waiting import called_title
from scheduler.posts import Recipient
from scheduler.steps import Step, StepKind
from scheduler.store.as_written import issuer_as_written, load_organisation
from scheduler.store.columns import join_list
from scheduler.store.obligations import owe
from scheduler.store.organisation import unit_ids
from scheduler.store.tables import Campaign, Issuer, Occurrence, Reminder
from scheduler.workflow.actor import Actor
from scheduler.workflow.called import note
from scheduler.workflow.moved_deadline import Rules
from scheduler.workflow.waiting import Waiting, clock_of, due_after, signed


@dataclass(frozen=True)
class Wish:
    """What is called for. Without a day: within the time of the duty; without units and blocks: from all who owe it."""

    due_on: date | None = None  # in the campaign's zone
    units: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    reason: str = ""


class BlockShare(NamedTuple):
    """A block, and how many of its units would be called."""

    id: str
    name: str
    units: int


@dataclass(frozen=True)
class Call:
    """What calling would do: until when (aware, UTC), and from which units, in the order of the units file.

    `to` takes the reports in, for `receiver` where that is somebody else. `blocks` are those that some of the units,
    but not all, belong to.
    """

    waiting: Waiting
    due_at: datetime
    units: tuple[str, ...]
    names: tuple[str, ...]
    rolled: bool  # the day named was a day off
    blocks: tuple[BlockShare, ...]
    to: str
    receiver: str

    @property
    def is_sent_outside(self) -> bool:
        """Whether who takes it in is all that owes it: nothing is taken in here."""
        return is_sent_outside(self.receiver, self.units, self.to)


def preview(session: Session, waiting: Waiting, wish: Wish, rules: Rules, *, now: datetime) -> Call:
    """What `call` would do.

    Raises CallNeedsDay, NotLater, UnknownUnit, UnknownBlock, NotOwing (nobody named owes it on that day).
    """
    due_at, rolled = _due(waiting, wish, rules, now)
    organisation = _organisation(session, waiting.campaign)
    roster, day = Roster(organisation), civil.ended_on(due_at, waiting.zone)
    meant = waiting.duty.receiver
    to = roster.collecting(meant.collects, day)
    owing = _owing(waiting.duty, roster, day, to)
    named = _named(organisation, wish, waiting.campaign.issuer_id)
    units = tuple(unit for unit in owing if named is None or unit in named)
    if not units:
        raise NotOwing(waiting.occurrence.title)
    names = {unit.id: unit.short or unit.name for unit in organisation.units}
    told = tuple(names[unit] for unit in units)
    receiver = roster.receiver(meant, day, to=to)
    blocks = _blocks(organisation, units)
    return Call(waiting, due_at, units, told, rolled, blocks, to, receiver)


def call(
    session: Session,
    waiting: Waiting,
    wish: Wish,
    rules: Rules,
    *,
    by: Actor | str,
    now: datetime,
) -> Occurrence:
    """Let the units owe it from now on: told as soon as hours allow, reminded as the duty says.

    `by`: a person of the standing body, or by name who administers the installation. Raises NotAllowed and what
    `preview` raises; then nothing is changed.
    """
    who = signed(by, waiting.campaign, Action.CALL)
    found = preview(session, waiting, wish, rules, now=now)
    ids = unit_ids(session, waiting.campaign.issuer_id)
    row = _occurrence(session, found, wish, rules, now)
    session.add(row)
    session.flush()
    owe(session, row.id, sorted(ids[unit] for unit in found.units), now=now)
    session.execute(insert(Reminder), _reminders(row, found, rules, now))
    data: dict[str, object] = {"after": found.due_at.isoformat(), "units": len(found.units)}
    if wish.units or wish.blocks:
        data["of"] = list(found.units)
    if wish.reason:
        data["reason"] = wish.reason
    note(session, Happening.DUTY_CALLED, waiting.campaign, row, by=who, data=data, now=now)
    return row


def _due(waiting: Waiting, wish: Wish, rules: Rules, now: datetime) -> tuple[datetime, bool]:
    """Until when, and whether the day named was a day off."""
    duty, zone = waiting.duty, waiting.zone
    if wish.due_on is None:
        due_at = due_after(duty, now.astimezone(zone).date(), rules, zone)
        if due_at is None or due_at <= now:
            raise CallNeedsDay(waiting.occurrence.title)
        return due_at, False
    named = civil.at(wish.due_on, clock_of(duty, rules), zone)
    due_at = rules.rolled(named, zone)
    if due_at <= now:
        raise NotLater(now)
    return due_at, due_at != named


def _day_as_supposed(waiting: Waiting, wish: Wish, rules: Rules, now: datetime) -> date:
    """On which day it would be due, were the days off nobody confirmed days off."""
    supposed = Rules(rules.calendar.supposing(), rules.policies)
    return civil.ended_on(_due(waiting, wish, supposed, now)[0], waiting.zone)


def _organisation(session: Session, campaign: Campaign) -> Organisation:
    issuer = session.get_one(Issuer, campaign.issuer_id)
    return load_organisation(session, issuer_as_written(issuer))


def _owing(duty: Duty, roster: Roster, day: date, to: str) -> tuple[str, ...]:
    """Who owes it on `day`; who collects it does not owe to itself."""
    units = roster.owing(duty.owed_by, day)
    if not roster.owes_itself(duty.owed_by, day, to=to):
        return units
    return tuple(unit for unit in units if unit != to)


def _blocks(organisation: Organisation, units: tuple[str, ...]) -> tuple[BlockShare, ...]:
    counts = Counter(unit.block for unit in organisation.units if unit.id in units)
    return tuple(
        BlockShare(block.id, block.name, count)
        for block in organisation.blocks
        if 0 < (count := counts[block.id]) < len(units)
    )


def _named(organisation: Organisation, wish: Wish, issuer_id: str) -> frozenset[str] | None:
    """The units a wish names, by themselves or by their block; None: whoever owes it."""
    if not (wish.units or wish.blocks):
        return None
    units, blocks = (
        {one.id for one in organisation.units},
        {one.id for one in organisation.blocks},
    )
    for unit in wish.units:
        if unit not in units:
            raise UnknownUnit(unit)
    for block in wish.blocks:
        if block not in blocks:
            raise UnknownBlock(block)
    of_blocks = {unit.id for unit in organisation.units if unit.block in wish.blocks}
    return frozenset(of_blocks.union(wish.units))


def _occurrence(
    session: Session, found: Call, wish: Wish, rules: Rules, now: datetime
) -> Occurrence:
    waiting, duty = found.waiting, found.waiting.duty
    zone, told = waiting.zone, waiting.occurrence
    day, today = civil.ended_on(found.due_at, zone), now.astimezone(zone).date()
    number = _number(session, told, today)
    span = duty.cut_off or (None if found.is_sent_outside else rules.policies.cut_off)
    return Occurrence(
        campaign_id=told.campaign_id,
        duty=told.duty,
        key=f"{today.isoformat()}-{number}" if number > 1 else today.isoformat(),
        title=called_title(told.title, today, number),
        kind=told.kind,
        due_at=found.due_at,
        late_after=_late_after(duty, found.due_at, zone),
        cut_off_at=cut_off(day, span, zone=zone, calendar=rules.calendar),
        unsure_on=unsure_on(
            day, rules.calendar, lambda: _day_as_supposed(waiting, wish, rules, now)
        ),
        origin=OriginKind.CALLED.value,
        origin_text=told_reason(today, wish.reason),
        decided_at=None,
        to_unit_id=unit_ids(session, waiting.campaign.issuer_id)[found.to],
        receiver=found.receiver,
        proof=told.proof,
        contents=told.contents,
        rolled=str(Roll(wish.due_on, day)) if wish.due_on and found.rolled else "",
        terms=told.terms,
        called_at=now,
        changed_at=now,
    )


def told_reason(today: date, reason: str) -> str:
    """What a call of that day is founded on, as its readers see it."""
    return ": ".join(part for part in (in_numbers(today), reason) if part)


def _late_after(duty: Duty, due_at: datetime, zone: ZoneInfo) -> datetime:
    stated = duty.due is not None and duty.due.time is not None
    return civil.late_after(due_at, stated=stated, zone=zone)


def _number(session: Session, told: Occurrence, day: date) -> int:
    """Which call of that day it is, taken back or not."""
    earlier = session.exec(
        select(func.count()).where(
            Occurrence.campaign_id == told.campaign_id,
            Occurrence.duty == told.duty,
            col(Occurrence.key).startswith(day.isoformat()),
        )
    ).one()
    return earlier + 1


def _reminders(
    row: Occurrence, found: Call, rules: Rules, now: datetime
) -> list[dict[str, object]]:
    """That it is called, and what is still to come before and after its day."""
    assert row.due_at, "who calls names a day"
    duty, zone = found.waiting.duty, found.waiting.zone
    steps = steps_of(duty, rules.policies)
    planned = plan_reminders(
        own_steps(steps) if found.is_sent_outside else steps,
        due_at=row.due_at,
        late_after=_late_after(duty, row.due_at, zone),
        cut_off_at=row.cut_off_at,
        zone=zone,
        calendar=rules.calendar,
    )
    called = PlannedReminder(Step(StepKind.CALLED), now, (Recipient.HEAD,))
    return [
        {
            "occurrence_id": row.id,
            "revision": row.revision,
            "step": str(one.step),
            "at": one.at,
            "recipients": join_list(one.recipients),
            "draft": one.draft,
        }
        for one in (called, *(one for one in planned if one.at > now))
    ]
