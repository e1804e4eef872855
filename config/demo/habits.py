"""How heads of units go about their reports in the demo: by the week before, on the day, late, or not at all."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.store.deadline import effective_deadline
from scheduler.workflow.actor import Case

LONGER_BY = timedelta(weeks=4)


class Habit(StrEnum):
    """Of one head with one report."""

    EARLY = "early"
    ON_THE_DAY = "on the day"
    LONGER = "longer"  # asks for LONGER_BY
    INCOMPLETE = "incomplete"  # is given back, and is not handed in again
    MENDED = "mended"  # is given back, and handed in again
    AFTER = "after"
    KNOWS = "knows"  # says so, and hands nothing in
    SILENT = "silent"


class Act(StrEnum):
    """What a head does."""

    SEE = "see"
    SUBMIT = "submit"
    ASK = "ask"


ORDER = (
    Habit.EARLY, Habit.ON_THE_DAY, Habit.LONGER, Habit.EARLY, Habit.INCOMPLETE, Habit.KNOWS, Habit.EARLY,
    Habit.AFTER, Habit.MENDED, Habit.SILENT, Habit.LONGER,
)  # fmt: skip
DAYS: dict[Habit, tuple[tuple[int, Act], ...]] = {  # from the day it is due
    Habit.EARLY: ((-7, Act.SUBMIT),),
    Habit.ON_THE_DAY: ((-10, Act.SEE), (0, Act.SUBMIT)),
    Habit.LONGER: ((-7, Act.ASK), (26, Act.SUBMIT)),
    Habit.INCOMPLETE: ((-7, Act.SUBMIT),),
    Habit.MENDED: ((-7, Act.SUBMIT), (1, Act.SUBMIT)),
    Habit.AFTER: ((3, Act.SUBMIT),),
    Habit.KNOWS: ((-10, Act.SEE),),
    Habit.SILENT: (),
}


def habit(case: Case) -> Habit:
    """That of the head who owes it: another one with each unit and each report."""
    return ORDER[((case.unit.id or 0) + 3 * (case.occurrence.id or 0)) % len(ORDER)]


def acts(case: Case, zone: ZoneInfo) -> Iterator[tuple[datetime, Act]]:
    """What the head who owes it does about it, and when, aware; what has no day is seen to in March."""
    due_at = effective_deadline(case.occurrence, case.obligation)
    due_on = civil.ended_on(due_at, zone) if due_at else date(case.campaign.year, 3, 8)
    clock = time(9, 5 * ((case.unit.id or 0) % 12))
    for days, act in DAYS[habit(case)]:
        if due_at or act is not Act.ASK:
            yield civil.at(due_on + timedelta(days=days), clock, zone), act


def fridays(first: date, last: date) -> Iterator[date]:
    """Those from one day to another, both within: when the standing body looks at what came in."""
    day = first + timedelta(days=(4 - first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(weeks=1)
