"""What one duty brings about next: whom it means, and when they are reminded. Pure, and by the rules of the plan."""

from dataclasses import dataclass
from datetime import date, datetime

from scheduler.campaign.editing.audience import Meant, meant
from scheduler.definition.models import Definition, Duty
from scheduler.definition.organisation import Organisation
from scheduler.errors import ThiDuaError
from scheduler.installation import Installation
from scheduler.plan.audience import Roster
from scheduler.plan.days import Days
from scheduler.plan.model import PlannedOccurrence, PlannedReminder
from scheduler.plan.occurrences import Occurrences
from scheduler.plan.times import Time


@dataclass(frozen=True)
class Foreseen:
    """Of the next time a duty is owed: when (None: nobody knows yet), whom it means, its reminders, earliest first."""

    due_at: datetime | None
    meant: Meant
    reminders: tuple[PlannedReminder, ...] = ()


def foresee(
    duty: Duty,
    definition: Definition | None,
    organisation: Organisation,
    installation: Installation,
    *,
    now: datetime,
) -> Foreseen:
    """The next time from the day of `now` on, else the last; `definition` is that of the draft as far as it stands."""
    today = now.astimezone(installation.zone).date()
    try:
        planned = _next(duty, definition, organisation, installation, today)
    except (ThiDuaError, ValueError):
        planned = (
            None  # what it is counted from, a unit or a list is not known, which `check` tells
        )
    on = (
        planned.due_at.astimezone(installation.zone).date() if planned and planned.due_at else today
    )
    named = meant(duty.owed_by, organisation, on=on, to=duty.receiver.collects)
    if planned is None:
        return Foreseen(None, named)
    return Foreseen(planned.due_at, named, planned.reminders)


def _next(
    duty: Duty,
    definition: Definition | None,
    organisation: Organisation,
    installation: Installation,
    today: date,
) -> PlannedOccurrence | None:
    if definition is None:
        return None
    days = Days(
        definition,
        catalogue=installation.catalogue,
        calendar=installation.calendar,
        rolls=installation.policies.roll,
    )
    times = days.occurrences(duty)
    ahead = [time for time in times if time.on and time.on >= today]
    known: list[Time] = ahead[:1] or times[-1:]
    roster = Roster(organisation)
    owed = Occurrences(definition, days, days, roster, installation.policies, phases={})
    return owed.occurrence(duty, known[0]) if known else None
