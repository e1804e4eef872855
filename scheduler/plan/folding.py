"""What stands on one row where a plan has more to tell than anybody reads: all times of a duty, a step of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from scheduler.plan.diff import OccurrenceChange
from scheduler.plan.model import PlannedOccurrence, PlannedReminder, Remark

MOST_TIMES = 12  # of one duty that are told one by one: every month of a year
MOST_ROWS = 200  # nobody reads more, and a program reads JSON

ReminderRow = list[tuple[PlannedReminder, PlannedOccurrence]]


def most_times(count: int) -> int:
    """Up to how many times of one duty are told one by one, of `count` times in all."""
    return MOST_TIMES if count <= MOST_ROWS else 1


def by_duty(occurrences: Iterable[PlannedOccurrence]) -> dict[str, list[PlannedOccurrence]]:
    """The times of each duty, in the order of the plan."""
    found: dict[str, list[PlannedOccurrence]] = {}
    for occurrence in occurrences:
        found.setdefault(occurrence.duty, []).append(occurrence)
    return found


def rows(occurrences: Sequence[PlannedOccurrence]) -> Iterator[list[PlannedOccurrence]]:
    """Each time for itself; all times of a duty that comes too often together."""
    most = most_times(len(occurrences))
    for times in by_duty(occurrences).values():
        yield from [times] if len(times) > most else [[one] for one in times]


def reminder_rows(occurrences: Sequence[PlannedOccurrence]) -> list[ReminderRow]:
    """Each reminder for itself; of a duty that comes too often a step of all its times together. Earliest first."""
    found: list[ReminderRow] = []
    for times in rows(occurrences):
        steps: dict[object, ReminderRow] = {}
        for one in times:
            for reminder in one.reminders:
                key = (reminder.step, reminder.recipients, reminder.draft)
                steps.setdefault(key, []).append((reminder, one))
        found += steps.values()
    return sorted(found, key=lambda row: (row[0][0].at, row[0][1].duty))


def changes(given: Sequence[OccurrenceChange]) -> Iterator[list[OccurrenceChange]]:
    """Each change for itself; the same change of a duty that comes too often together."""
    most = most_times(len(given))
    for _same, group in groupby(given, key=lambda change: (change.duty[0], change.kind)):
        times = list(group)
        yield from [times] if len(times) > most else [[one] for one in times]


def remarks(given: Iterable[Remark]) -> Iterator[Remark]:
    """Each remark; one in place of all where the same is said of too many times of a duty."""
    for _same, group in groupby(given, key=lambda one: (one.kind, one.subject)):
        times = list(group)
        if len(times) > MOST_TIMES:
            times = [replace(times[0], detail=f"{times[0].detail} … {times[-1].detail}")]
        yield from times
