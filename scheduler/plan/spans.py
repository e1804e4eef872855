"""Phases, anniversaries, occasions and milestones of a definition, with their days. Pure."""

from collections.abc import Iterator, Mapping

from scheduler.dates import anniversaries
from scheduler.dates.anniversaries import Anniversary, Occasion
from scheduler.definition.models import Definition, Phase
from scheduler.errors import UnknownReference
from scheduler.plan.days import Days
from scheduler.plan.model import PlannedSpan, Remark, RemarkKind, SpanKind
from scheduler.plan.origins import rule_of
from scheduler.plan.quotes import milestone_words_hold, phase_words_hold
from scheduler.plan.times import key_in


class Spans:
    """Plans the stretches of a definition. Raises UnknownReference for an anniversary nobody knows."""

    def __init__(
        self, definition: Definition, days: Days, catalogue: Mapping[str, Anniversary]
    ) -> None:
        self._definition = definition
        self._days = days
        self._catalogue = catalogue
        self._one_offs = {occasion.id: occasion for occasion in definition.occasions}

    def planned(self) -> tuple[PlannedSpan, ...]:
        """Phases, anniversaries they are held for, occasions, milestones, each in the order of the file."""
        return (*self._phases(), *self._anniversaries(), *self._occasions(), *self._milestones())

    def doubts(self) -> Iterator[Remark]:
        """What a person should confirm of the anniversaries that are named."""
        named = dict.fromkeys(a for phase in self._definition.phases for a in _tied(phase))
        for entry in (self._catalogue[key] for key in named if key in self._catalogue):
            if entry.ask:
                yield Remark(RemarkKind.TO_CONFIRM, entry.id, entry.ask)
            elif not entry.checked:
                yield Remark(RemarkKind.UNCHECKED, entry.id)

    def _phases(self) -> Iterator[PlannedSpan]:
        for phase in self._definition.phases:
            for year in self._days.years_of(phase):
                yield self._phase(phase, year)

    def _phase(self, phase: Phase, year: int | None) -> PlannedSpan:
        first, last = self._days.phase(phase, year)
        title = phase.title or f"Cao điểm {self._held_for(phase)}"
        named = year is None or str(year) in title
        return PlannedSpan(
            kind=SpanKind(phase.kind),
            key=key_in(phase.id, year),
            title=title if named else f"{title} năm {year}",
            first_on=first,
            last_on=last,
            origin=phase.origin.kind if phase.origin else "",
            origin_text=phase.origin.text if phase.origin else "",
            anniversaries=tuple(self._held(phase, year)),
            rule=rule_of(phase, "first_day", "last_day", "anniversary", "lead"),
            words_hold=phase_words_hold(phase, (first, last), self._days.calendar),
        )

    def _anniversaries(self) -> Iterator[PlannedSpan]:
        told: dict[str, Occasion] = {}
        for phase in self._definition.phases:
            for year in self._days.years_of(phase):
                held = self._held(phase, year)
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

    def _occasions(self) -> Iterator[PlannedSpan]:
        for one in self._definition.occasions:
            yield PlannedSpan(SpanKind.OCCASION, one.id, one.title, one.day, one.day)

    def _held(self, phase: Phase, year: int | None) -> dict[str, Occasion | None]:
        """What a phase of that `year` is held for, by key: anniversaries under each name they are counted by; None for
        an occasion of the campaign's own."""
        found: dict[str, Occasion | None] = {}
        for name, held in self._days.anniversaries(_tied(phase), self._days.phase(phase, year)):
            if name in self._one_offs:
                found[name] = None
                continue
            if name not in self._catalogue:
                raise UnknownReference(name)
            for one in anniversaries.occasions(
                self._catalogue[name], held or self._definition.year
            ):
                found[key_in(one.id, held)] = one
        return found

    def _held_for(self, phase: Phase) -> str:
        key = phase.anniversary or ""
        return self._one_offs[key].title if key in self._one_offs else self._catalogue[key].name_vi

    def _milestones(self) -> Iterator[PlannedSpan]:
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
                rule=rule_of(milestone, "day"),
                words_hold=milestone_words_hold(milestone, stretch, self._days.calendar),
            )


def _tied(phase: Phase) -> tuple[str, ...]:
    own = (phase.anniversary,) if phase.anniversary else ()
    return tuple(dict.fromkeys(own + phase.anniversaries))
