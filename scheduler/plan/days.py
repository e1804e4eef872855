"""On which days the rules of a definition fall."""

import calendar as months
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from scheduler.dates import anniversaries, civil
from scheduler.dates.anniversaries import Anniversary
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.models import Definition, Duty, Phase, PhaseKind
from scheduler.definition.spans import DayOfPeriod, MonthDay, Period, Span
from scheduler.definition.when import When
from scheduler.errors import CircularDates, NoSuchDay, UnknownReference

Stretch = tuple[date, date]
_MONTHS_IN = {"month": 1, "quarter": 3, "half_year": 6}


class Days:
    """Answers "which day" for the phases, milestones, anniversaries and duties of one definition.

    Days are those of the campaign's zone. Each answer is computed once; a rule that leads back to
    itself raises CircularDates, an id nobody defined UnknownReference, 29/2 in a common year NoSuchDay.
    """

    def __init__(
        self,
        definition: Definition,
        *,
        catalogue: Mapping[str, Anniversary],
        calendar: WorkCalendar,
    ) -> None:
        self.year = definition.year
        self.calendar = calendar
        self._definition = definition
        self._catalogue = catalogue
        self._phases = {phase.id: phase for phase in definition.phases}
        self._milestones = {milestone.id: milestone for milestone in definition.milestones}
        self._duties = {duty.id: duty for duty in definition.duties}
        self._known: dict[str, Stretch | None] = {}
        self._asking: list[str] = []

    def phase(self, phase: Phase) -> Stretch:
        """First and last day of a phase, both within."""
        stretch = self.stretch(phase.id)
        assert stretch is not None, "a phase always has its days"
        return stretch

    def stretch(self, reference: str) -> Stretch | None:
        """First and last day of whatever has that id; None for a milestone or duty nobody dated."""
        if reference in self._known:
            return self._known[reference]
        if reference in self._asking:
            raise CircularDates((*self._asking[self._asking.index(reference) :], reference))
        self._asking.append(reference)
        try:
            found = self._known[reference] = self._look_up(reference)
        finally:
            self._asking.pop()
        return found

    def occurrences(self, duty: Duty) -> list[tuple[str, date | None]]:
        """Key and legal due day of each time a duty is owed, in order of the calendar.

        A last day on a day off has rolled to the next working day (Civil Code 2015 art. 148(5)).
        """
        if duty.due is None:
            return [("once", None)]
        return [
            (key, day and self.calendar.roll_forward(day)) for key, day in self._expand(duty.due)
        ]

    def campaign(self) -> Stretch:
        """From the first day of the first round to the last of the last; without rounds, the year."""
        rounds = [self.phase(p) for p in self._definition.phases if p.kind is PhaseKind.ROUND]
        if not rounds:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        return min(first for first, _ in rounds), max(last for _, last in rounds)

    def _look_up(self, reference: str) -> Stretch | None:
        if phase := self._phases.get(reference):
            return self._phase(phase)
        if milestone := self._milestones.get(reference):
            return self._point(milestone.day)
        if duty := self._duties.get(reference):
            days = [day for _, day in self.occurrences(duty) if day]
            return (days[0], days[-1]) if days else None
        if anniversary := self._catalogue.get(reference):
            on = anniversaries.occasion(anniversary, self.year).on
            return on, on
        raise UnknownReference(reference)

    def _phase(self, phase: Phase) -> Stretch:
        if phase.anniversary is None:
            assert phase.first_day and phase.last_day, "the model asks for both"
            return self._day(phase.first_day), self._day(phase.last_day)
        end = self.stretch(phase.anniversary)
        assert end is not None, "an anniversary has a day every year"
        last = self._day(phase.last_day) if phase.last_day else end[1]
        if phase.first_day:
            return self._day(phase.first_day), last
        return self._before(end[0], phase.lead or Span()), last

    def _point(self, rule: When | None) -> Stretch | None:
        day = self._single(rule) if rule else None
        return (day, day) if day else None

    def _expand(self, rule: When) -> Iterator[tuple[str, date | None]]:
        if rule.every:
            yield from self._every(rule)
        elif rule.after_each:
            for phase in self._definition.phases:
                if phase.kind == rule.after_each:
                    yield phase.id, self._after(self.phase(phase)[1], rule)
        else:
            yield "once", self._single(rule)

    def _single(self, rule: When) -> date | None:
        if rule.by is not None:
            return self._day(rule.by)
        if rule.within is not None:
            return self._last_of(rule.within)
        if rule.on is not None:
            return self._referenced(rule.on, rule)
        if rule.before is not None:
            day = self._referenced(rule.before, rule)
            return day and self._before(day, _span_of(rule) or Span(days=int(rule.ends_before)))
        assert rule.after is not None, "the model asks for one rule"
        day = self._referenced(rule.after, rule)
        return day and self._after(day, rule)

    def _referenced(self, target: date | MonthDay | DayOfPeriod | str, rule: When) -> date | None:
        if not isinstance(target, str):
            return self._day(target)
        stretch = self.stretch(target)
        return stretch and stretch[0 if rule.edge == "first" else 1]

    def _every(self, rule: When) -> Iterator[tuple[str, date]]:
        named = rule.day_of_period
        assert named is not None, "the model asks for a day"
        return self._weekly(rule, named) if rule.every == "week" else self._monthly(rule, named)

    def _weekly(self, rule: When, named: DayOfPeriod) -> Iterator[tuple[str, date]]:
        first, last = self.campaign()
        weekday = (named.number or 7) - rule.ends_before or 7  # before Monday is Sunday
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
        while day <= last:
            year, week, _ = day.isocalendar()
            yield f"{year}-w{week:02}", day
            day += timedelta(days=7)

    def _monthly(self, rule: When, named: DayOfPeriod) -> Iterator[tuple[str, date]]:
        """Days within the campaign, by the period they lie in; of the month after a period, all its periods."""
        first, last = self.campaign()
        every = rule.every or "month"
        length = _MONTHS_IN[every]
        start = date(first.year, 1, 1)
        while start <= civil.add_months(last, 1):
            after = civil.add_months(start, length)
            if rule.of == "next month":
                if first < after and civil.add_months(after, -1) <= last:
                    yield _period_key(every, start), _day_of_month(rule, named, after)
            else:
                month = start if rule.of == "first month" else civil.add_months(after, -1)
                day = _day_of_month(rule, named, month)
                if first <= day <= last:
                    yield _period_key(every, day), day
            start = after

    def _after(self, day: date, rule: When) -> date:
        span = _span_of(rule) or Span()
        if span.working_days:
            return self.calendar.add(day, span.working_days)
        return civil.add_months(day, span.months) if span.months else day + timedelta(span.days)

    def _before(self, day: date, span: Span) -> date:
        if span.working_days:
            return self.calendar.add(day, -span.working_days)
        return civil.add_months(day, -span.months) if span.months else day - timedelta(span.days)

    def _day(self, day: date | MonthDay | DayOfPeriod) -> date:
        assert not isinstance(day, DayOfPeriod), "the model asks for `every` with it"
        if isinstance(day, date):
            return day
        try:
            return day.in_year(self.year)
        except ValueError as error:
            raise NoSuchDay(day.day, day.month, self.year) from error

    def _last_of(self, period: Period) -> date:
        year = period.year or self.year
        return date(year, period.last_month, months.monthrange(year, period.last_month)[1])


def _span_of(rule: When) -> Span | None:
    if rule.days is None and rule.working_days is None and rule.months is None:
        return None
    return Span(rule.days or 0, rule.working_days or 0, rule.months or 0)


def _day_of_month(rule: When, named: DayOfPeriod, month: date) -> date:
    """The day in the month that begins on `month`, or its last one; before the 1st is the day before that."""
    last = months.monthrange(month.year, month.month)[1]
    if named.number is None:
        return month.replace(day=last - rule.ends_before)
    number = min(named.number - rule.ends_before, last)
    return month.replace(day=number) if number else month - timedelta(days=1)


def _period_key(every: str, day: date) -> str:
    if every == "month":
        return f"{day:%Y-%m}"
    number = (day.month - 1) // _MONTHS_IN[every] + 1
    return f"{day.year}-q{number}" if every == "quarter" else f"{day.year}-h{number}"
