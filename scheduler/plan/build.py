"""Definition, units, catalogue, policies and calendar into a plan. Pure: the same in, the same out."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler import proof
from scheduler.dates import anniversaries, civil
from scheduler.dates.anniversaries import Anniversary, Occasion
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.models import Definition, Duty, Manner, Milestone, Phase
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import Policies
from scheduler.definition.when import ISSUED, ON_REQUEST, RECEIVED
from scheduler.errors import UnknownReference
from scheduler.plan.announcements import announce
from scheduler.plan.audience import Roster
from scheduler.plan.days import Days, Time, key_in
from scheduler.plan.heading import heading_of
from scheduler.plan.intake import intake_remarks
from scheduler.plan.model import (
    Plan,
    PlannedOccurrence,
    PlannedReminder,
    PlannedSpan,
    Remark,
    RemarkKind,
    Roll,
    SpanKind,
    WaitsFor,
    is_sent_outside,
)
from scheduler.plan.parts import parts_of
from scheduler.plan.periods import titled
from scheduler.plan.quotes import duty_words_hold, milestone_words_hold, phase_words_hold
from scheduler.plan.reminders import (
    cut_off,
    due_instant,
    earlier,
    own_steps,
    plan_reminders,
    steps_of,
)
from scheduler.plan.succession import succession_remarks
from scheduler.plan.waiting import ask_receipts, terms_of


def make_plan(
    definition: Definition,
    *,
    organisation: Organisation,
    catalogue: Mapping[str, Anniversary],
    policies: Policies,
    calendar: WorkCalendar,
) -> Plan:
    """Everything `definition` asks for, in the order of the file.

    Raises CircularDates or NoSuchDay for rules that name no day, UnknownReference for an id of anything
    (date, unit, list of reminders) that nobody defined.
    """
    days = Days(definition, catalogue=catalogue, calendar=calendar, rolls=policies.roll)
    unsure = calendar.supposing()
    supposed = Days(definition, catalogue=catalogue, calendar=unsure, rolls=policies.roll)
    planner = _Planner(definition, days, supposed, organisation, policies)
    spans: tuple[PlannedSpan, ...] = (
        *planner.phases(catalogue),
        *planner.anniversaries(catalogue),
        *planner.occasions_of_its_own(),
        *planner.milestones(),
    )
    occurrences = tuple(o for duty in definition.duties for o in planner.occurrences(duty))
    spans = announce(
        spans,
        silent={phase.id for phase in definition.phases if phase.notices == "none"},
        notices=policies.phases,
        units=dict.fromkeys(unit for o in occurrences for unit in o.units),
        roster=planner.roster,
        zone=ZoneInfo(definition.timezone),
        calendar=calendar,
    )
    return Plan(
        campaign=definition.campaign,
        heading=heading_of(definition),
        spans=spans,
        occurrences=occurrences,
        remarks=(*planner.remarks(spans, occurrences), *planner.doubts(catalogue)),
    )


class _Planner:
    def __init__(
        self,
        definition: Definition,
        days: Days,
        supposed: Days,
        organisation: Organisation,
        policies: Policies,
    ) -> None:
        self._definition = definition
        self._days = days
        self._supposed = supposed  # the same, were the days off nobody confirmed days off
        self._organisation = organisation
        self.roster = Roster(organisation)
        self._policies = policies
        self._zone = ZoneInfo(definition.timezone)
        self._duties = {duty.id: duty for duty in definition.duties}
        self._planned: dict[object, tuple[PlannedReminder, ...]] = {}
        self._otherwise: dict[str, dict[str, date | None]] = {}  # days of each duty, as supposed
        self._one_offs = {occasion.id: occasion for occasion in definition.occasions}
        self._own: dict[str, dict[str, None]] = {}  # units that collect, and duties left out for it
        self._phases = {phase.id: phase for phase in definition.phases}
        self._parts = parts_of(definition, days)
        self._others: dict[tuple[str, str], None] = {}  # parts of reports that other units owe

    def phases(self, catalogue: Mapping[str, Anniversary]) -> Iterator[PlannedSpan]:
        for phase in self._definition.phases:
            for year in self._days.years_of(phase):
                yield self._phase(phase, year, catalogue)

    def _phase(
        self, phase: Phase, year: int | None, catalogue: Mapping[str, Anniversary]
    ) -> PlannedSpan:
        first, last = self._days.phase(phase, year)
        title = phase.title or f"Cao điểm {self._held_for(phase, catalogue)}"
        named = year is None or str(year) in title
        return PlannedSpan(
            kind=SpanKind(phase.kind),
            key=key_in(phase.id, year),
            title=title if named else f"{title} năm {year}",
            first_on=first,
            last_on=last,
            origin=phase.origin.kind if phase.origin else "",
            origin_text=phase.origin.text if phase.origin else "",
            anniversaries=tuple(self._held(phase, year, catalogue)),
            rule=_rule(phase, "first_day", "last_day", "anniversary", "lead"),
            words_hold=phase_words_hold(phase, (first, last), self._days.calendar),
        )

    def anniversaries(self, catalogue: Mapping[str, Anniversary]) -> Iterator[PlannedSpan]:
        told: dict[str, Occasion] = {}
        for phase in self._definition.phases:
            for year in self._days.years_of(phase):
                held = self._held(phase, year, catalogue)
                told |= {key: occasion for key, occasion in held.items() if occasion}
        for key, occasion in told.items():
            yield PlannedSpan(
                kind=SpanKind.ANNIVERSARY,
                key=key,
                title=occasion.name,
                first_on=occasion.on,
                last_on=occasion.on,
                ordinal=occasion.ordinal,
                occasion=occasion.year_class,
            )

    def occasions_of_its_own(self) -> Iterator[PlannedSpan]:
        for one in self._definition.occasions:
            yield PlannedSpan(SpanKind.OCCASION, one.id, one.title, one.day, one.day)

    def _held(
        self, phase: Phase, year: int | None, catalogue: Mapping[str, Anniversary]
    ) -> dict[str, Occasion | None]:
        """What a phase of that `year` is held for, by key: anniversaries under each name they are counted by; None for
        an occasion of the campaign's own."""
        found: dict[str, Occasion | None] = {}
        for name, held in self._days.anniversaries(_tied(phase), self._days.phase(phase, year)):
            if name in self._one_offs:
                found[name] = None
                continue
            if name not in catalogue:
                raise UnknownReference(name)
            for one in anniversaries.occasions(catalogue[name], held or self._definition.year):
                found[key_in(one.id, held)] = one
        return found

    def _held_for(self, phase: Phase, catalogue: Mapping[str, Anniversary]) -> str:
        key = phase.anniversary or ""
        return self._one_offs[key].title if key in self._one_offs else catalogue[key].name_vi

    def doubts(self, catalogue: Mapping[str, Anniversary]) -> Iterator[Remark]:
        """What a person should confirm of the anniversaries that are named."""
        named = dict.fromkeys(a for phase in self._definition.phases for a in _tied(phase))
        for entry in (catalogue[key] for key in named if key in catalogue):
            if entry.ask:
                yield Remark(RemarkKind.TO_CONFIRM, entry.id, entry.ask)
            elif not entry.checked:
                yield Remark(RemarkKind.UNCHECKED, entry.id)

    def milestones(self) -> Iterator[PlannedSpan]:
        for milestone in self._definition.milestones:
            stretch = self._days.stretch(milestone.id)
            yield PlannedSpan(
                kind=SpanKind.MILESTONE,
                key=milestone.id,
                title=milestone.title,
                first_on=stretch and stretch[0],
                last_on=stretch and stretch[1],
                origin=milestone.origin.kind if milestone.origin else "",
                origin_text=milestone.origin.text if milestone.origin else "",
                rule=_rule(milestone, "day"),
                words_hold=milestone_words_hold(milestone, stretch, self._days.calendar),
            )

    def occurrences(self, duty: Duty) -> Iterator[PlannedOccurrence]:
        for time in self._days.occurrences(duty):
            yield self._occurrence(duty, time)

    def _occurrence(self, duty: Duty, time: Time) -> PlannedOccurrence:
        calendar = self._days.calendar
        day = time.on and earlier(time.on, duty.consolidation, calendar)
        stated = duty.due.time if duty.due else None
        due_at = due_instant(day, stated or self._policies.due_time, self._zone) if day else None
        late_after = due_at and civil.late_after(due_at, stated=stated is not None, zone=self._zone)
        asked_on = day or self._days.campaign()[0]
        to = self.roster.collecting(duty.receiver.collects, asked_on)
        # who owes what is called is asked when it is called
        called = time.waits_for == WaitsFor.REQUEST
        units = () if called else self._owing(duty, asked_on, to)
        receiver = self._receiver(duty, asked_on, to)
        outside = is_sent_outside(receiver, units, to)
        span = duty.cut_off or (None if outside else self._policies.cut_off)
        closing = cut_off(day, span, zone=self._zone, calendar=calendar) if day else None
        return PlannedOccurrence(
            duty=duty.id,
            key=time.key,
            title=titled(duty.title, time, self._phases.get(time.phase)),
            kind=duty.kind.value,
            due_at=due_at,
            late_after=late_after,
            cut_off_at=closing,
            origin=duty.origin.kind,
            origin_text=duty.origin.text,
            to=to,
            proof=tuple(map(_proof, duty.proof)),
            units=units,
            reminders=self._notices(duty, time, (due_at, late_after, closing), outside=outside),
            receiver=receiver,
            unsure_on=day and self._unsure_on(duty, time.key, day),
            terms=terms_of(duty, self._duties, time.waits_for),
            rule=_rule(duty, "due", "consolidation"),
            words_hold=duty_words_hold(duty, time, self._days),
            contents=self._contents(duty, time, units, to=to),
            rolled=_roll(time),
            waits_for=time.waits_for,
        )

    def _receiver(self, duty: Duty, day: date, to: str) -> str:
        """Whose report it is on `day`; empty where that is `to`, who takes it in."""
        meant = duty.receiver
        if meant.unit is None or not meant.is_for_another:
            return meant.name or ""
        name = self.roster.name(meant.unit, day)
        return "" if self.roster.collecting(meant.unit, day) == to else name

    def _unsure_on(self, duty: Duty, key: str, day: date) -> date | None:
        """The day off nobody confirmed that `day`, on which it is due, is or depends on; None where it is sure."""
        years = range(day.year - 1, day.year + 2)
        unsure = [one for year in years for one in self._days.calendar.unconfirmed(year)]
        if not unsure or day in unsure:
            return day if unsure else None
        if duty.id not in self._otherwise:
            self._otherwise[duty.id] = {
                time.key: time.on for time in self._supposed.occurrences(duty)
            }
        other = self._otherwise[duty.id].get(key)
        other = other and earlier(other, duty.consolidation, self._supposed.calendar)
        return None if other == day else min(unsure, key=lambda one: abs(one - day))

    def _contents(
        self, duty: Duty, time: Time, units: tuple[str, ...], *, to: str
    ) -> tuple[str, ...]:
        """What that report tells of beside its own; parts that other units owe are remarked."""
        parts = self._parts.of(duty, time)
        for part in parts:
            asked_on = time.on or self._days.campaign()[0]
            owing = set(self.roster.owing(part.duty.owed_by, asked_on)) - {to}
            if owing != set(units) - {to}:
                self._others[part.duty.id, duty.id] = None
        return tuple(part.title for part in parts)

    def _notices(
        self,
        duty: Duty,
        time: Time,
        instants: tuple[datetime | None, datetime | None, datetime | None],
        *,
        outside: bool,
    ) -> tuple[PlannedReminder, ...]:
        """Of a report that is due, late and closed at `instants`; of one that waits for receipts, the question."""
        if instants[0] or time.waits_for != WaitsFor.RECEIPT:
            return self._reminders(duty, *instants, outside=outside)
        first_on = self._definition.directive.issued_on or self._days.campaign()[0]
        return ask_receipts(first_on, zone=self._zone, calendar=self._days.calendar)

    def _reminders(
        self,
        duty: Duty,
        due_at: datetime | None,
        late_after: datetime | None,
        closing: datetime | None,
        *,
        outside: bool,
    ) -> tuple[PlannedReminder, ...]:
        """Computed once for all duties that fall due together: many do, where they come again."""
        if due_at is None or late_after is None:
            return ()
        key = (duty.reminders, due_at, late_after, closing, outside)
        if key not in self._planned:
            steps = steps_of(duty, self._policies)
            self._planned[key] = plan_reminders(
                own_steps(steps) if outside else steps,
                due_at=due_at,
                late_after=late_after,
                cut_off_at=closing,
                zone=self._zone,
                calendar=self._days.calendar,
            )
        return self._planned[key]

    def _owing(self, duty: Duty, day: date, to: str) -> tuple[str, ...]:
        """Who owes on `day`; the unit that collects does not owe to itself, which is remarked."""
        units = self.roster.owing(duty.owed_by, day)
        if not self.roster.owes_itself(duty.owed_by, day, to=to):
            return units
        self._own.setdefault(to, {})[duty.id] = None
        return tuple(unit for unit in units if unit != to)

    def remarks(
        self, spans: tuple[PlannedSpan, ...], occurrences: tuple[PlannedOccurrence, ...]
    ) -> Iterator[Remark]:
        by_key = {span.key: span for span in spans}
        for span in spans:
            if span.first_on is None:
                yield Remark(RemarkKind.UNDATED, span.key)
            for key in span.anniversaries:
                yield from _outside(span, by_key[key])
        for occurrence in occurrences:
            if occurrence.due_at is None:
                yield _undated(occurrence)
            if day := occurrence.unsure_on:
                yield Remark(RemarkKind.DAY_OFF_UNSURE, occurrence.duty, f"{day:%d/%m/%Y}")
            if not occurrence.units and occurrence.waits_for != WaitsFor.REQUEST:
                yield Remark(RemarkKind.NOBODY_OWES, occurrence.duty, occurrence.key)
        yield from self._ended(occurrences)
        for unit, duties in self._own.items():
            yield Remark(RemarkKind.OWES_ITSELF, unit, ", ".join(duties))
        yield from intake_remarks(occurrences)
        for part, host in self._parts.homeless:
            yield Remark(RemarkKind.NO_HOST, part, host)
        for part, host in self._others:
            yield Remark(RemarkKind.OTHER_UNITS, part, host)
        years = {o.due_at.year for o in occurrences if o.due_at}
        for year in sorted(years | set(self._days.years if len(self._days.years) > 1 else ())):
            if not self._days.calendar.is_announced(year):
                yield Remark(RemarkKind.YEAR_NOT_ANNOUNCED, str(year))

    def _ended(self, occurrences: tuple[PlannedOccurrence, ...]) -> Iterator[Remark]:
        asked = [
            (one.duty, civil.ended_on(one.due_at, self._zone)) for one in occurrences if one.due_at
        ]
        last = max((self._days.campaign()[1], *(day for _duty, day in asked)))
        return succession_remarks(self._definition, self._organisation, asked=asked, last=last)


def _undated(occurrence: PlannedOccurrence) -> Remark:
    """Why it has no day yet."""
    waits_for = occurrence.waits_for
    kind = _WAITS.get(waits_for, RemarkKind.WAITS_FOR if waits_for else RemarkKind.UNDATED)
    return Remark(kind, occurrence.duty, waits_for if kind is RemarkKind.WAITS_FOR else "")


_WAITS = {
    ON_REQUEST: RemarkKind.ON_REQUEST,
    RECEIVED: RemarkKind.RECEIVED,
    ISSUED: RemarkKind.NOT_ISSUED,
}


def _roll(time: Time) -> Roll | None:
    """Where its day went, when that is another than its rule names."""
    if time.on is None or time.falls_on is None or time.on == time.falls_on:
        return None
    return Roll(time.falls_on, time.on, time.within)


def _rule(of: Phase | Milestone | Duty, *names: str) -> str:
    """How its day is found, in words that are the same for the same rule."""
    said = of.model_dump(include=set(names), exclude_defaults=True)
    return "; ".join(f"{name}: {said[name]}" for name in names if name in said)


def _proof(given: str | Manner) -> str:
    if isinstance(given, str):
        return given
    kind, text = (proof.FORM, given.form) if given.form else (proof.CHANNEL, given.channel)
    return proof.code(kind, text or "")


def _tied(phase: Phase) -> tuple[str, ...]:
    own = (phase.anniversary,) if phase.anniversary else ()
    return tuple(dict.fromkeys(own + phase.anniversaries))


def _outside(phase: PlannedSpan, anniversary: PlannedSpan) -> Iterator[Remark]:
    on = anniversary.first_on
    assert on and phase.first_on and phase.last_on, "phases and anniversaries have their days"
    if not phase.first_on <= on <= phase.last_on:
        own = anniversary.kind is SpanKind.OCCASION
        kind = RemarkKind.OCCASION_OUTSIDE if own else RemarkKind.OUTSIDE_PHASE
        yield Remark(kind, phase.key, anniversary.key)
