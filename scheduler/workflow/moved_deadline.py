"""Moving the deadline of one unit: its own due day, cut-off and reminders, in place of those of all."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from scheduler.dates import civil
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.policies import Policies, PolicyStep
from scheduler.definition.read import read_duty
from scheduler.plan.model import PlannedReminder
from scheduler.plan.own import own_late_after
from scheduler.plan.reminders import cut_off, own_steps, plan_reminders, steps_of
from scheduler.states import Ending
from scheduler.steps import WISHES, Step, StepKind, parse
from scheduler.store import deadline as deadlines
from scheduler.store import reminders
from scheduler.store.columns import join_list, split_list
from scheduler.store.deadline import effective_cut_off, effective_deadline
from scheduler.store.steps import is_of
from scheduler.store.tables import Reminder
from scheduler.workflow.actor import Case

# What happened is still told when the deadline moves.
STILL_TOLD = (*WISHES, StepKind.RETURNED, StepKind.STANDS_IN, StepKind.TAKEN_OVER)


@dataclass(frozen=True)
class Rules:
    """Working days and policies of the installation."""

    calendar: WorkCalendar
    policies: Policies

    def short_clock(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Until when a returned report is due again."""
        span = self.policies.returned
        day = self.calendar.add(now.astimezone(zone).date(), span.working_days or span.days)
        return civil.at(day, self.policies.due_time, zone)

    def late_after(self, case: Case, due_at: datetime) -> datetime:
        """After which instant the unit is late, were its own deadline at `due_at`."""
        zone, terms = ZoneInfo(case.campaign.zone), case.occurrence.terms
        rule = read_duty(terms).due if terms else None
        if rule and rule.time == due_at.astimezone(zone).time():
            return due_at  # the hour is that of the text
        return own_late_after(
            due_at,
            common_at=case.occurrence.due_at,
            common_late_after=case.occurrence.late_after,
            office=self.policies.due_time,
            zone=zone,
        )

    def rolled(self, due_at: datetime, zone: ZoneInfo) -> datetime:
        """`due_at` on a working day: a deadline on a day off rolls on (Civil Code 2015 art. 148(5))."""
        day = civil.ended_on(due_at, zone)
        rolled = self.calendar.roll_forward(day)
        return due_at if rolled == day else civil.moved(due_at, rolled, zone)


def deadline(case: Case) -> datetime | None:
    """Until when this unit has time; aware, UTC."""
    return effective_deadline(case.occurrence, case.obligation)


def is_late(case: Case, *, now: datetime) -> bool:
    """Whether its time is over at `now`, whatever it has handed in."""
    return deadlines.is_late(case.occurrence, case.obligation, now=now)


def closing(case: Case) -> datetime | None:
    """From when on nothing is taken in from this unit; aware, UTC; None: never."""
    return effective_cut_off(case.occurrence, case.obligation)


def move_deadline(
    session: Session, case: Case, due_at: datetime, rules: Rules, *, now: datetime
) -> None:
    """Give the unit until `due_at`; its reminders follow in the same transaction. The caller counts the revision."""
    zone = ZoneInfo(case.campaign.zone)
    row = case.obligation
    steps = _steps(session, case, zone, rules.policies)
    row.due_at, row.late_after = due_at, rules.late_after(case, due_at)
    terms = case.occurrence.terms
    usual = None if case.is_sent_outside else rules.policies.cut_off
    span = (terms and read_duty(terms).cut_off) or usual
    row.cut_off_at = cut_off(civil.ended_on(due_at, zone), span, zone=zone, calendar=rules.calendar)
    _end_reminders(session, case, now=now)
    planned = plan_reminders(
        steps,
        due_at=due_at,
        late_after=row.late_after,
        cut_off_at=row.cut_off_at,
        zone=zone,
        calendar=rules.calendar,
    )
    rows = [_row(case, one) for one in planned if one.at > now]
    if rows:
        session.execute(insert(Reminder), rows)


def lift_deadline(session: Session, case: Case, *, now: datetime) -> None:
    """Let the day of all hold for the unit again. The caller counts the revision."""
    case.obligation.due_at = case.obligation.late_after = case.obligation.cut_off_at = None
    _end_reminders(session, case, now=now)


def _end_reminders(session: Session, case: Case, *, now: datetime) -> None:
    session.execute(
        update(Reminder)
        .where(
            col(Reminder.obligation_id) == case.obligation.id,
            col(Reminder.ended_at).is_(None),
            ~is_of(col(Reminder.step), *STILL_TOLD),
        )
        .values(ended_at=now, ending=Ending.WITHDRAWN)
    )
    drop_escalations(session, case)


def drop_escalations(session: Session, case: Case) -> None:
    """What waits to be told to a superior about this unit is over: it has handed in, or has more time."""
    reminders.drop_escalations(session, case.occurrence, obligation_id=case.obligation.id)


def _steps(
    session: Session, case: Case, zone: ZoneInfo, policies: Policies
) -> tuple[PolicyStep, ...]:
    """The steps the duty was planned with, leads of its own among them: read back from its reminders.

    Of what waited for a day they are in its terms: without a day nothing was planned.
    """
    if case.occurrence.terms:
        steps = steps_of(read_duty(case.occurrence.terms), policies)
        return own_steps(steps) if case.is_sent_outside else steps
    rows = session.exec(
        select(Reminder)
        .where(
            Reminder.occurrence_id == case.occurrence.id,
            Reminder.revision == case.occurrence.revision,
            col(Reminder.obligation_id).is_(None),
        )
        .order_by(col(Reminder.at))
    )
    planned = ((row, step) for row in rows if (step := parse(row.step)).is_of_plan)
    return tuple(_rule(row, step, zone) for row, step in planned)


def _rule(row: Reminder, step: Step, zone: ZoneInfo) -> PolicyStep:
    to = split_list(row.recipients)
    return PolicyStep.of(step, at=row.at.astimezone(zone).time(), to=to, draft=row.draft)


def _row(case: Case, planned: PlannedReminder) -> dict[str, object]:
    return {
        "occurrence_id": case.occurrence.id,
        "obligation_id": case.obligation.id,
        # beyond those of all, and of a word this unit had by itself: told apart from them for ever
        "revision": case.occurrence.revision + case.obligation.revision + 1,
        "step": str(planned.step),
        "at": planned.at,
        "recipients": join_list(planned.recipients),
        "draft": planned.draft,
    }
