"""Moving the deadline of one unit: its own due day, cut-off and reminders, in place of those of all."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from scheduler.dates import civil
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.policies import Policies, PolicyStep
from scheduler.definition.spans import Span
from scheduler.plan.model import PlannedReminder
from scheduler.plan.reminders import cut_off, plan_reminders
from scheduler.store import reminders
from scheduler.store.deadline import effective_cut_off, effective_deadline
from scheduler.store.tables import Reminder
from scheduler.workflow.actor import Case

STEP_ID = re.compile(r"day|(?P<side>before|overdue)-(?P<count>\d+)(?P<unit>wd|d|m)")
UNITS = {"wd": "working_days", "d": "days", "m": "months"}


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

    def rolled(self, due_at: datetime, zone: ZoneInfo) -> datetime:
        """`due_at` on a working day: a deadline on a day off rolls on (Civil Code 2015 art. 148(5))."""
        day = civil.ended_on(due_at, zone)
        rolled = self.calendar.roll_forward(day)
        return due_at if rolled == day else civil.moved(due_at, rolled, zone)


def deadline(case: Case) -> datetime | None:
    """Until when this unit has time; aware, UTC."""
    return effective_deadline(case.occurrence, case.obligation)


def closing(case: Case) -> datetime | None:
    """From when on nothing is taken in from this unit; aware, UTC; None: never."""
    return effective_cut_off(case.occurrence, case.obligation)


def move_deadline(
    session: Session, case: Case, due_at: datetime, rules: Rules, *, now: datetime
) -> None:
    """Give the unit until `due_at`; its reminders follow in the same transaction. The caller counts the revision."""
    zone = ZoneInfo(case.campaign.zone)
    row = case.obligation
    steps = _steps(session, case, zone)
    row.due_at = due_at
    span = rules.policies.cut_off
    row.cut_off_at = cut_off(civil.ended_on(due_at, zone), span, zone=zone, calendar=rules.calendar)
    session.execute(
        update(Reminder)
        .where(
            col(Reminder.obligation_id) == row.id,
            col(Reminder.ended_at).is_(None),
            ~col(Reminder.step).contains("_", autoescape=True),  # what happened is still told
            ~col(Reminder.step).startswith("returned"),
        )
        .values(ended_at=now, ending="withdrawn")
    )
    drop_escalations(session, case)
    planned = plan_reminders(
        steps, due_at=due_at, cut_off_at=row.cut_off_at, zone=zone, calendar=rules.calendar
    )
    rows = [_row(case, one) for one in planned if one.at > now]
    if rows:
        session.execute(insert(Reminder), rows)


def drop_escalations(session: Session, case: Case) -> None:
    """What waits to be told to a superior about this unit is over: it has handed in, or has more time."""
    reminders.drop_escalations(session, case.occurrence, obligation_id=case.obligation.id)


def _steps(session: Session, case: Case, zone: ZoneInfo) -> tuple[PolicyStep, ...]:
    """The steps the duty was planned with, leads of its own among them: read back from its reminders."""
    rows = session.exec(
        select(Reminder)
        .where(
            Reminder.occurrence_id == case.occurrence.id,
            Reminder.revision == case.occurrence.revision,
            col(Reminder.obligation_id).is_(None),
        )
        .order_by(col(Reminder.at))
    )
    return tuple(step for row in rows if (step := _step(row, zone)))


def _step(row: Reminder, zone: ZoneInfo) -> PolicyStep | None:
    """None for what is no part of a plan: a nudge, a word that the deadline was moved."""
    found = STEP_ID.fullmatch(row.step)
    if found is None:
        return None
    side, count, unit = found["side"], int(found["count"] or 0), found["unit"]
    values: dict[str, object] = {
        "on_day" if row.step == "day" else side: Span(**{UNITS[unit]: count}) if unit else True,
        "at": f"{row.at.astimezone(zone):%H:%M}",
        "to": tuple(row.recipients.split(",")),
        "draft": row.draft,
    }
    return PolicyStep.model_validate(values)


def _row(case: Case, planned: PlannedReminder) -> dict[str, object]:
    return {
        "occurrence_id": case.occurrence.id,
        "obligation_id": case.obligation.id,
        # beyond those of all, and of a word this unit had by itself: told apart from them for ever
        "revision": case.occurrence.revision + case.obligation.revision + 1,
        "step": planned.step,
        "at": planned.at,
        "recipients": ",".join(planned.recipients),
        "draft": planned.draft,
    }
