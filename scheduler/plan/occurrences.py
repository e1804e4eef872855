"""What is owed of the duties of a definition: each time of each, by whom, due when, with its reminders. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler import proof
from scheduler.dates import civil
from scheduler.definition.models import Definition, Duty, Manner
from scheduler.definition.policies import Policies
from scheduler.plan.audience import Roster
from scheduler.plan.days import Days
from scheduler.plan.model import (
    PlannedOccurrence,
    PlannedReminder,
    Remark,
    RemarkKind,
    Roll,
    WaitsFor,
    is_sent_outside,
)
from scheduler.plan.origins import rule_of
from scheduler.plan.parts import parts_of
from scheduler.plan.periods import titled
from scheduler.plan.quotes import duty_words_hold
from scheduler.plan.reminders import (
    cut_off,
    due_instant,
    earlier,
    own_steps,
    plan_reminders,
    steps_of,
)
from scheduler.plan.times import Time
from scheduler.plan.unsure import unsure_on
from scheduler.plan.waiting import ask_receipts, terms_of


class Occurrences:
    """Plans every time of every duty, and keeps what a person should look at of them. `phases`: titles by key."""

    def __init__(
        self,
        definition: Definition,
        days: Days,
        supposed: Days,
        roster: Roster,
        policies: Policies,
        *,
        phases: Mapping[str, str],
    ) -> None:
        self._definition = definition
        self._days = days
        self._supposed = supposed  # the same, were the days off nobody confirmed days off
        self._roster = roster
        self._policies = policies
        self._zone = ZoneInfo(definition.timezone)
        self._duties = {duty.id: duty for duty in definition.duties}
        self._phases = phases
        self._parts = parts_of(definition, days)
        self._planned: dict[object, tuple[PlannedReminder, ...]] = {}
        self._otherwise: dict[str, dict[str, date | None]] = {}  # days of each duty, as supposed
        self._own: dict[str, dict[str, None]] = {}  # units that collect, and duties left out for it
        self._others: dict[tuple[str, str], None] = {}  # parts of reports that other units owe

    def planned(self) -> tuple[PlannedOccurrence, ...]:
        """All of them, in the order of the file."""
        return tuple(
            self.occurrence(duty, time)
            for duty in self._definition.duties
            for time in self._days.occurrences(duty)
        )

    def remarks(self) -> Iterator[Remark]:
        """Units that collect and so owe nothing, and parts of reports that have none or that others owe."""
        for unit, duties in self._own.items():
            yield Remark(RemarkKind.OWES_ITSELF, unit, ", ".join(duties))
        for part, host in self._parts.homeless:
            yield Remark(RemarkKind.NO_HOST, part, host)
        for part, host in self._others:
            yield Remark(RemarkKind.OTHER_UNITS, part, host)

    def occurrence(self, duty: Duty, time: Time) -> PlannedOccurrence:
        """One of them. Raises UnknownReference for a unit or a list of reminders that nobody defined."""
        duty = self._days.amendments.duty(duty, time.key)
        calendar = self._days.calendar
        day = time.on and earlier(time.on, duty.consolidation, calendar)
        stated = duty.due.time if duty.due else None
        due_at = due_instant(day, stated or self._policies.due_time, self._zone) if day else None
        late_after = due_at and civil.late_after(due_at, stated=stated is not None, zone=self._zone)
        asked_on = day or self._days.campaign()[0]
        to = self._roster.collecting(duty.receiver.collects, asked_on)
        # who owes what is called is asked when it is called
        called = time.waits_for == WaitsFor.REQUEST
        units = () if called else self._owing(duty, asked_on, to)
        receiver = self._roster.receiver(duty.receiver, asked_on, to=to)
        outside = is_sent_outside(receiver, units, to)
        span = duty.cut_off or (None if outside else self._policies.cut_off)
        closing = cut_off(day, span, zone=self._zone, calendar=calendar) if day else None
        return PlannedOccurrence(
            duty=duty.id,
            key=time.key,
            title=titled(duty.title, time, self._phases.get(time.phase, "")),
            kind=duty.kind.value,
            due_at=due_at,
            late_after=late_after,
            cut_off_at=closing,
            origin=self._days.amendments.origin_kind(duty, time.key),
            origin_text=duty.origin.text,
            to=to,
            proof=tuple(map(proof_code, duty.proof)),
            units=units,
            reminders=self._notices(duty, time, (due_at, late_after, closing), outside=outside),
            receiver=receiver,
            unsure_on=day and self._unsure_on(duty, time.key, day),
            terms=terms_of(duty, self._duties, time.waits_for),
            rule=rule_of(duty, "due", "consolidation"),
            words_hold=duty_words_hold(duty, time, self._days),
            contents=self._contents(duty, time, units, to=to),
            rolled=roll_of(time),
            waits_for=time.waits_for,
        )

    def _unsure_on(self, duty: Duty, key: str, day: date) -> date | None:
        return unsure_on(day, self._days.calendar, lambda: self._day_as_supposed(duty, key))

    def _day_as_supposed(self, duty: Duty, key: str) -> date | None:
        if duty.id not in self._otherwise:
            self._otherwise[duty.id] = {
                time.key: time.on for time in self._supposed.occurrences(duty)
            }
        other = self._otherwise[duty.id].get(key)
        return other and earlier(other, duty.consolidation, self._supposed.calendar)

    def _contents(
        self, duty: Duty, time: Time, units: tuple[str, ...], *, to: str
    ) -> tuple[str, ...]:
        """What that report tells of beside its own; parts that other units owe are remarked."""
        parts = self._parts.of(duty, time)
        for part in parts:
            asked_on = time.on or self._days.campaign()[0]
            owing = set(self._roster.owing(part.duty.owed_by, asked_on)) - {to}
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
        units = self._roster.owing(duty.owed_by, day)
        if not self._roster.owes_itself(duty.owed_by, day, to=to):
            return units
        self._own.setdefault(to, {})[duty.id] = None
        return tuple(unit for unit in units if unit != to)


def roll_of(time: Time) -> Roll | None:
    """Where its day went, when that is another than its rule names."""
    if time.on is None or time.falls_on is None or time.on == time.falls_on:
        return None
    return Roll(time.falls_on, time.on, time.within)


def proof_code(given: str | Manner) -> str:
    """What a duty wants, as its code; of a form or channel with its words."""
    if isinstance(given, str):
        return given
    kind, text = (proof.FORM, given.form) if given.form else (proof.CHANNEL, given.channel)
    return proof.code(kind, text or "")
