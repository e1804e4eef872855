"""On which days the rules of a definition fall."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from scheduler.dates import anniversaries
from scheduler.dates.anniversaries import Anniversary
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.models import Definition, Duty, Phase, PhaseKind
from scheduler.definition.policies import Rolls
from scheduler.definition.spans import DayOfPeriod, MonthDay, Period, Span, period_text
from scheduler.definition.when import ISSUED, ON_REQUEST, RECEIVED, When
from scheduler.errors import CircularDates, UnknownReference
from scheduler.plan.amending import Amendments
from scheduler.plan.counting import last_of, shift, span_of
from scheduler.plan.recurring import Stretch, day_in_year, turns
from scheduler.plan.times import Time, key_in


class Days:
    """Answers "which day" for the phases, occasions, milestones, anniversaries and duties of one definition.

    Days are those of the campaign's zone. Each answer is computed once; a rule that leads back to
    itself raises CircularDates, an id nobody defined UnknownReference, 29/2 in a common year NoSuchDay.
    In a campaign of several years what an anniversary fixes comes each year: `year` says which is meant.
    """

    def __init__(
        self,
        definition: Definition,
        *,
        catalogue: Mapping[str, Anniversary],
        calendar: WorkCalendar,
        rolls: Rolls,
    ) -> None:
        self.years = definition.years
        self.calendar = calendar
        self._rolls = rolls
        self._definition = definition
        self._catalogue = catalogue
        self._phases = {phase.id: phase for phase in definition.phases}
        self._occasions = {occasion.id: occasion.day for occasion in definition.occasions}
        self._milestones = {milestone.id: milestone for milestone in definition.milestones}
        self._duties = {duty.id: duty for duty in definition.duties}
        self.amendments = Amendments(definition)
        self._known: dict[tuple[str, int], Stretch | None] = {}
        self._asking: list[str] = []

    def phase(self, phase: Phase, year: int | None = None) -> Stretch:
        """First and last day of a phase, both within."""
        stretch = self.stretch(phase.id, year)
        assert stretch is not None, "a phase always has its days"
        return stretch

    def years_of(self, phase: Phase) -> tuple[int | None, ...]:
        """In which years it comes, where it comes in several; else None alone."""
        return tuple(self.years) if self._is_yearly(phase.id) else (None,)

    def stretch(self, reference: str, year: int | None = None) -> Stretch | None:
        """First and last day of whatever has that id; None where nobody dated it yet."""
        known = (reference, year or self.years[0])
        if known in self._known:
            return self._known[known]
        if reference in self._asking:
            raise CircularDates((*self._asking[self._asking.index(reference) :], reference))
        self._asking.append(reference)
        try:
            found = self._known[known] = self._look_up(*known)
        finally:
            self._asking.pop()
        return found

    def occurrences(self, duty: Duty) -> list[Time]:
        """Each time a duty is owed by itself, in order of the calendar; none of what is part of another report.

        A last day on a day off has gone where the rule or the policies say: to the next working day as Civil Code
        2015 art. 148(5) has it, or to the one before. Of what was decided anew the day is that of the decision.
        """
        return self.amendments.times(duty, self.by_rule(duty), self._rolled)

    def by_rule(self, duty: Duty) -> list[Time]:
        """As `occurrences`, as the rule of the duty alone has them."""
        rule = duty.due
        if rule is None:
            return [Time("once", None)]
        if rule.part_of:
            return []
        return [
            time
            for time in self._times(rule)
            if not any(time.period and one.period.covers(time.period) for one in rule.except_)
        ]

    def left_out(self, duty: Duty) -> list[tuple[Time, str]]:
        """The times at which something that comes again is part of another report, and of which duty's."""
        rule = duty.due
        if rule is None or not rule.except_:
            return []
        return [
            (time, one.part_of)
            for time in self._times(rule)
            for one in rule.except_
            if one.part_of and time.period and one.period.covers(time.period)
        ]

    def duty(self, duty_id: str) -> Duty:
        """The duty of that id. Raises UnknownReference."""
        if duty_id not in self._duties:
            raise UnknownReference(duty_id)
        return self._duties[duty_id]

    def campaign(self) -> Stretch:
        """From the first day of the first round to the last of the last; without rounds, or of several, its years."""
        rounds = [self.phase(p) for p in self._definition.phases if p.kind is PhaseKind.ROUND]
        first, last = date(self.years[0], 1, 1), date(self.years[-1], 12, 31)
        if not rounds:
            return first, last
        begins, ends = min(first for first, _ in rounds), max(last for _, last in rounds)
        if len(self.years) == 1:
            return begins, ends
        return (begins if begins.year == first.year else first), last

    def anniversaries(
        self, named: tuple[str, ...], stretch: Stretch
    ) -> tuple[tuple[str, int | None], ...]:
        """The anniversaries of a phase by id and year; None: that of the campaign's only one.

        Those within the phase, which may end in the year after (a school year); one that never is, in the only year
        of the campaign, or the first of the phase.
        """
        years = range(stretch[0].year, stretch[1].year + 1)
        elsewhere = self.years if len(self.years) == 1 else years[:1]
        found: list[tuple[str, int | None]] = []
        for one in named:
            if one in self._occasions:
                found.append((one, None))
                continue
            inside = [y for y in years if one in self._catalogue and self._holds(stretch, one, y)]
            found += [(one, self._told(year)) for year in inside or elsewhere]
        return tuple(found)

    def _told(self, year: int) -> int | None:
        return None if list(self.years) == [year] else year

    def _holds(self, stretch: Stretch, anniversary: str, year: int) -> bool:
        return stretch[0] <= self._celebrated(anniversary, year) <= stretch[1]

    def _look_up(self, reference: str, year: int) -> Stretch | None:
        if phase := self._phases.get(reference):
            return self._phase(phase, year)
        if milestone := self._milestones.get(reference):
            return self._point(milestone.day)
        if duty := self._duties.get(reference):
            days = [time.on for time in self._all_times(duty) if time.on]
            return (days[0], days[-1]) if days else None
        if reference == ISSUED:
            issued_on = self._definition.directive.issued_on
            return (issued_on, issued_on) if issued_on else None
        held_on = self._celebrated(reference, year)
        return held_on, held_on

    def _all_times(self, duty: Duty) -> list[Time]:
        """Its days, or those of the report it is part of."""
        host = duty.due.part_of if duty.due else None
        if duty.due is None or host is None:
            return self.occurrences(duty)
        self.stretch(host)  # a circle ends here
        period = duty.due.period
        times = self._all_times(self.duty(host))
        return [t for t in times if not (period and t.period) or period.covers(t.period)] or times

    def _is_yearly(self, reference: str) -> bool:
        """Whether it comes in each year of several: an anniversary, and a peak that one fixes."""
        if len(self.years) == 1:
            return False
        if phase := self._phases.get(reference):
            return phase.comes_yearly and phase.anniversary not in self._occasions
        return reference in self._catalogue and reference not in self._milestones | self._duties

    def _phase(self, phase: Phase, year: int) -> Stretch:
        if phase.anniversary is None:
            assert phase.first_day and phase.last_day, "the model asks for both"
            return self._day(phase.first_day, year), self._day(phase.last_day, year)
        held_on = self._celebrated(phase.anniversary, year)
        last = self._day(phase.last_day, year) if phase.last_day else held_on
        if phase.first_day:
            return self._day(phase.first_day, year), last
        return shift(held_on, phase.lead or Span(), self.calendar, sign=-1), last

    def _celebrated(self, name: str, year: int) -> date:
        """The day of an occasion or anniversary, which a phase or milestone may be called like."""
        if name in self._occasions:
            return self._occasions[name]
        if name not in self._catalogue:
            raise UnknownReference(name)
        return anniversaries.occasion(self._catalogue[name], year).on

    def _point(self, rule: When | None) -> Stretch | None:
        if rule is not None and rule.same_as:
            return self.stretch(rule.same_as)
        day = self._single(rule, self.years[0]) if rule else None
        return (day, day) if day else None

    def _times(self, rule: When) -> list[Time]:
        """Every time of a rule with its day where it lies after days off, exceptions too."""
        if rule.same_as:
            return self._taken(rule, rule.same_as)
        return [self._rolled(time, rule) for time in self._expand(rule)]

    def _taken(self, rule: When, other: str) -> list[Time]:
        """The times of a duty, or the day of a milestone."""
        stretch = self.stretch(other)
        if other in self._duties:
            times = self._all_times(self._duties[other])
            return [t if t.on or t.waits_for else replace(t, waits_for=other) for t in times]
        if stretch is None:
            return [Time("once", None, waits_for=other)]
        return [self._rolled(Time("once", stretch[1]), rule)]

    def _rolled(self, time: Time, rule: When) -> Time:
        if time.on is None:
            return time
        on = self.rolled(time.on, rule)
        within = period_text(rule.within, time.on.year) if rule.within and on < time.on else ""
        return replace(time, on=on, falls_on=time.on, within=within)

    def rolled(self, day: date, rule: When) -> date:
        """Where `day` goes when it is a day off, by that rule."""
        to = rule.roll or self._rolls.of(rule.kind)
        if to == "none":
            return day
        return self.calendar.roll_back(day) if to == "back" else self.calendar.roll_forward(day)

    def _expand(self, rule: When) -> Iterator[Time]:
        if rule.every:
            found = turns(rule, self.campaign(), self.years)
            yield from (Time(turn.key, turn.on, period=turn.period) for turn in found)
        elif rule.after_each:
            yield from self._after_each(rule)
        elif rule.has_no_day:
            yield Time("once", None, waits_for=ON_REQUEST if rule.on_request else RECEIVED)
        elif any(self._is_yearly(one) for one in rule.references):
            for year in self.years:
                yield Time(str(year), self._single(rule, year), period=Period(year, 1, 12))
        else:
            day = self._single(rule, self.years[0])
            yield Time("once", day, waits_for="" if day else self._lacking(rule))

    def _after_each(self, rule: When) -> Iterator[Time]:
        for phase in self._definition.phases:
            if phase.kind != rule.after_each:
                continue
            for year in self.years_of(phase):
                day = self._after(_edge(self.phase(phase, year), rule), rule)
                key = key_in(phase.id, year)
                yield Time(key, day, phase=key)

    def _lacking(self, rule: When) -> str:
        """What a rule without a day is counted from."""
        named = (one for one in (rule.after, rule.before, rule.on) if isinstance(one, str))
        return next(named, "")

    def _single(self, rule: When, year: int) -> date | None:
        if rule.by is not None:
            return self._day(rule.by, year)
        if rule.within is not None:
            return last_of(rule.within, year)
        if rule.on is not None:
            return self._referenced(rule.on, rule, year)
        if rule.before is not None:
            day = self._referenced(rule.before, rule, year)
            span = span_of(rule) or Span(days=int(rule.ends_before))
            return day and shift(day, span, self.calendar, sign=-1)
        assert rule.after is not None, "the model asks for one rule"
        day = self._referenced(rule.after, rule, year)
        return day and self._after(day, rule)

    def _after(self, day: date, rule: When) -> date:
        return shift(day, span_of(rule) or Span(), self.calendar, sign=1)

    def _referenced(
        self, target: date | MonthDay | DayOfPeriod | str, rule: When, year: int
    ) -> date | None:
        if not isinstance(target, str):
            return self._day(target, year)
        stretch = self.stretch(target, year)
        return stretch and _edge(stretch, rule)

    def _day(self, day: date | MonthDay | DayOfPeriod, year: int) -> date:
        assert not isinstance(day, DayOfPeriod), "the model asks for `every` with it"
        return day if isinstance(day, date) else day_in_year(day, year)


def _edge(stretch: Stretch, rule: When) -> date:
    return stretch[0 if rule.edge == "first" else 1]
