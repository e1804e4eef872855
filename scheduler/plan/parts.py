"""Reports that are told in others ("lồng ghép", "gộp"): which report of another duty tells of them. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from scheduler.definition.models import Definition, Duty
from scheduler.definition.spans import Period
from scheduler.plan.days import Days
from scheduler.plan.periods import titled
from scheduler.plan.times import Time


@dataclass(frozen=True)
class Part:
    """What is told in another report: its duty and its title, with the period where it comes again."""

    duty: Duty
    title: str


@dataclass(frozen=True)
class Parts:
    """By duty and key of the report they are told in, in the order of the file; `homeless`: by duty, no such report."""

    told_in: dict[tuple[str, str], tuple[Part, ...]] = field(default_factory=dict)
    homeless: tuple[tuple[str, str], ...] = ()  # the duty, and that whose report is missing

    def of(self, duty: Duty, time: Time) -> tuple[Part, ...]:
        """What that report tells of beside its own."""
        return self.told_in.get((duty.id, time.key), ())


def parts_of(definition: Definition, days: Days) -> Parts:
    """Every report that is part of another. Raises CircularDates, UnknownReference."""
    found: dict[tuple[str, str], list[Part]] = defaultdict(list)
    homeless: dict[tuple[str, str], None] = {}
    for part, host, period in _all(definition, days):
        owner = _root(host, days)
        times = _matching(days.occurrences(owner), period)
        if not times:
            homeless[part.duty.id, owner.id] = None
        for time in times:
            found[owner.id, time.key].append(part)
    return Parts({key: tuple(parts) for key, parts in found.items()}, tuple(homeless))


def _all(definition: Definition, days: Days) -> Iterator[tuple[Part, str, Period | None]]:
    """Each part, the duty it is told in, and in which of its periods."""
    for duty in definition.duties:
        if duty.due and duty.due.part_of:
            days.stretch(duty.id)  # a circle ends here
            yield Part(duty, duty.title), duty.due.part_of, duty.due.period
        for time, host in days.left_out(duty):
            yield Part(duty, titled(duty.title, time)), host, time.period


def _root(host: str, days: Days) -> Duty:
    """The duty whose report is written, where that of the host is part of another one itself."""
    duty = days.duty(host)
    while duty.due and duty.due.part_of:
        duty = days.duty(duty.due.part_of)
    return duty


def _matching(times: list[Time], period: Period | None) -> list[Time]:
    """The reports of that period: what comes once, or no period, is all; of several within it the last of each year."""
    if period is None or all(time.period is None for time in times):
        return times
    within: dict[int | None, Time] = {}
    for time in times:
        if time.period and period.covers(time.period):
            within[time.period.year] = time
    return list(within.values()) or [time for time in times if _spans(time, period)]


def _spans(time: Time, period: Period) -> bool:
    """Whether `period` lies within that of the report."""
    own = time.period
    if own is None or period.year not in (None, own.year):
        return False
    return own.first_month <= period.first_month and period.last_month <= own.last_month
