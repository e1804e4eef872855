"""At which instants an occurrence is spoken of: leads before, the day itself, and after it is late."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.models import Duty
from scheduler.definition.policies import Policies, PolicyStep
from scheduler.definition.spans import Span
from scheduler.errors import UnknownReference
from scheduler.plan.counting import shift
from scheduler.plan.model import PlannedReminder
from scheduler.posts import Recipient


def steps_of(duty: Duty, policies: Policies) -> tuple[PolicyStep, ...]:
    """The steps a duty asks for: a named list, or leads of its own with what the default says afterwards.

    A lead written twice counts once. Raises UnknownReference for a list nobody defined.
    """
    if isinstance(duty.reminders, str):
        if duty.reminders not in policies.reminders:
            raise UnknownReference(duty.reminders)
        return policies.reminders[duty.reminders]
    own = tuple(PolicyStep(before=lead) for lead in dict.fromkeys(duty.reminders))
    return own + tuple(step for step in policies.reminders["default"] if not step.before)


def own_steps(steps: tuple[PolicyStep, ...]) -> tuple[PolicyStep, ...]:
    """The `steps` for what who collects sends outside: no head of a block stands above it there."""
    above = Recipient.BLOCK_HEAD.value
    kept = ((step, tuple(to for to in step.to if str(to) != above)) for step in steps)
    return tuple(step.model_copy(update={"to": to}) for step, to in kept if to)


def plan_reminders(
    steps: tuple[PolicyStep, ...],
    *,
    due_at: datetime,
    late_after: datetime,
    cut_off_at: datetime | None,
    zone: ZoneInfo,
    calendar: WorkCalendar,
) -> tuple[PlannedReminder, ...]:
    """Reminders of one deadline, earliest first; instants are aware, in UTC.

    A reminder rolls back where a deadline would roll forward. What would come too late to be of
    use (on the day, but after the due time; overdue, but after the cut-off) is left out, and so is
    "overdue" before the thing is late.
    """
    due_on = civil.ended_on(due_at, zone)
    planned = []
    for step in steps:
        at = civil.at(_day(step, due_on, calendar), step.at, zone)
        useful = late_after <= at if step.overdue else at < due_at
        if useful and not (step.overdue and cut_off_at and cut_off_at <= at):
            planned.append(PlannedReminder(step.step, at, tuple(step.to), step.draft))
    return tuple(sorted(planned, key=lambda reminder: reminder.at))


def _day(step: PolicyStep, due_on: date, calendar: WorkCalendar) -> date:
    if step.before:
        return calendar.roll_back(shift(due_on, step.before, calendar, sign=-1))
    if step.overdue:
        return calendar.roll_forward(shift(due_on, step.overdue, calendar, sign=1))
    return calendar.roll_back(due_on)  # 00:00 of a Monday ends a Sunday


def cut_off(
    due_on: date, span: Span | None, *, zone: ZoneInfo, calendar: WorkCalendar
) -> datetime | None:
    """The end of the last day on which anything is taken in, aware, in UTC; None without a cut-off."""
    if span is None:
        return None
    return civil.end_of_day(calendar.roll_forward(shift(due_on, span, calendar, sign=1)), zone)


def earlier(due_on: date, consolidation: Span | None, calendar: WorkCalendar) -> date:
    """The units' own due day: so much before `due_on` as the collecting body needs to put reports together."""
    if consolidation is None:
        return due_on
    return calendar.roll_back(shift(due_on, consolidation, calendar, sign=-1))


def due_instant(due_on: date, clock: time, zone: ZoneInfo) -> datetime:
    """`clock` on `due_on` in `zone`, in UTC."""
    return civil.at(due_on, clock, zone)
