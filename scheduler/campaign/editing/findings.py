"""What a rehearsal comes to: how much of it a person gets, what falls together, who cannot be told. Values for JSON."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from scheduler.campaign.editing.rehearsing import Days, Script
from scheduler.campaign.rehearsal import Message
from scheduler.dates.workdays import WorkCalendar
from scheduler.plan.model import Plan, SpanKind

MOST = 100  # of one kind that are told one by one
Reader = tuple[str, str, str]  # id and name of the unit, and the post


@dataclass
class Tally:
    """Messages as they come: all that is kept of them in memory."""

    a_day: Counter[date] = field(default_factory=Counter)
    a_reader: Counter[Reader] = field(default_factory=Counter)
    together: Counter[tuple[date, Reader]] = field(default_factory=Counter)

    def add(self, one: Message) -> None:
        """Count it."""
        day, reader = one.at.date(), (one.unit_id, one.unit, one.post)
        self.a_day[day] += 1
        self.a_reader[reader] += 1
        self.together[day, reader] += 1


def findings(
    script: Script, days: Days, tally: Tally, calendar: WorkCalendar, *, reached: frozenset[str]
) -> dict[str, object]:
    """All of it; `reached`: ids of units whose reminders somebody can be told now, in truth."""
    plan, zone = script.proposal.plan, script.zone
    told = Counter[str]()
    for (unit_id, _name, _post), count in tally.a_reader.items():
        told[unit_id] += count
    names = {unit.id: unit.short or unit.name for unit in script.proposal.organisation.units}
    crowded = [(count, day, reader) for (day, reader), count in tally.together.items() if count > 1]
    crowded.sort(key=lambda one: (-one[0], one[1], one[2]))
    return {
        "days": {str(day): count for day, count in sorted(tally.a_day.items())},
        "messages": sum(tally.a_day.values()),
        "people": len(tally.a_reader),
        "busiest": _busiest(tally),
        "crowded": [[str(day), *reader, count] for count, day, reader in crowded[:MOST]],
        "crowded_in_all": len(crowded),
        "deadlines": list(_deadlines(plan, days, zone))[:MOST],
        "days_off": list(_days_off(plan, days, zone, tally, calendar))[:MOST],
        "untold_peaks": [
            span.title
            for span in plan.spans
            if span.kind is SpanKind.PEAK and not span.announcements
        ],
        "silent": [name for unit_id, name in names.items() if not told[unit_id]],
        "unreachable": [
            [unit_id, name, told[unit_id]]
            for unit_id, name in names.items()
            if told[unit_id] and unit_id not in reached
        ],
    }


def _busiest(tally: Tally) -> list[object]:
    """Who gets most in all."""
    found = min(tally.a_reader.items(), key=lambda one: (-one[1], one[0]), default=None)
    return [*found[0], found[1]] if found else []


def _dues(plan: Plan, days: Days, zone: ZoneInfo) -> Iterator[tuple[date, str, tuple[str, ...]]]:
    """Each deadline within those days: its day, the duty, who owes."""
    for one in plan.occurrences:
        day = one.due_at.astimezone(zone).date() if one.due_at else None
        if day and days.contains(day):
            yield day, one.title, one.units


def _deadlines(plan: Plan, days: Days, zone: ZoneInfo) -> Iterator[list[object]]:
    """Days on which one unit owes several things: the day, their titles, how many units."""
    found: Mapping[date, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for day, title, units in _dues(plan, days, zone):
        for unit in units:
            found[day][unit].append(title)
    for day, owed in sorted(found.items()):
        alike = Counter(tuple(titles) for titles in owed.values() if len(titles) > 1)
        for titles, count in sorted(alike.items()):
            yield [str(day), list(titles), count]


def _days_off(
    plan: Plan, days: Days, zone: ZoneInfo, tally: Tally, calendar: WorkCalendar
) -> Iterator[list[object]]:
    """Deadlines and messages on days nobody works: the day, the titles of what is due, how many messages."""
    due: dict[date, list[str]] = defaultdict(list)
    for day, title, _units in _dues(plan, days, zone):
        due[day].append(title)
    for day in sorted({*due, *tally.a_day}):
        if not calendar.is_working(day):
            yield [str(day), due[day], tally.a_day[day]]
