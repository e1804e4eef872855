"""What a person should look at in a plan before applying it. Pure."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from scheduler.dates import civil, say
from scheduler.definition.models import Definition
from scheduler.definition.organisation import Organisation
from scheduler.definition.when import ISSUED, ON_REQUEST, RECEIVED
from scheduler.plan.days import Days
from scheduler.plan.model import (
    HELD_FOR,
    PlannedOccurrence,
    PlannedSpan,
    Remark,
    RemarkKind,
    SpanKind,
    WaitsFor,
)
from scheduler.plan.succession import succession_remarks

_WAITS = {
    ON_REQUEST: RemarkKind.ON_REQUEST,
    RECEIVED: RemarkKind.RECEIVED,
    ISSUED: RemarkKind.NOT_ISSUED,
}


def span_remarks(spans: tuple[PlannedSpan, ...]) -> Iterator[Remark]:
    """Milestones without a day, and what phases are held for outside them."""
    held_for = {span.key: span for span in spans if span.kind in HELD_FOR}
    for span in spans:
        if span.first_on is None:
            yield Remark(RemarkKind.UNDATED, span.key)
        for key in span.anniversaries:
            yield from _outside(span, held_for[key])


def occurrence_remarks(occurrences: tuple[PlannedOccurrence, ...]) -> Iterator[Remark]:
    """What has no day, or an unsure one, and what nobody owes."""
    for occurrence in occurrences:
        if occurrence.due_at is None:
            yield _undated(occurrence)
        if day := occurrence.unsure_on:
            yield Remark(RemarkKind.DAY_OFF_UNSURE, occurrence.duty, say.in_numbers(day))
        if not occurrence.units and occurrence.waits_for != WaitsFor.REQUEST:
            yield Remark(RemarkKind.NOBODY_OWES, occurrence.duty, occurrence.key)


def early_remarks(
    spans: tuple[PlannedSpan, ...],
    occurrences: tuple[PlannedOccurrence, ...],
    days: Days,
    zone: ZoneInfo,
) -> Iterator[Remark]:
    """What lies before the first round of a campaign that ends in a later year: mostly a day of that year."""
    begins, ends = days.campaign()
    if begins.year == ends.year:
        return
    found = [(one.duty, civil.ended_on(one.due_at, zone)) for one in occurrences if one.due_at]
    kinds = (SpanKind.PEAK, SpanKind.MILESTONE)
    found += [(one.key, one.last_on) for one in spans if one.last_on and one.kind in kinds]
    early = dict(reversed([(key, day) for key, day in found if day < begins]))
    for key, day in reversed(early.items()):
        yield Remark(RemarkKind.BEFORE_IT_BEGINS, key, on=day)


def ended_remarks(
    definition: Definition,
    organisation: Organisation,
    occurrences: tuple[PlannedOccurrence, ...],
    days: Days,
) -> Iterator[Remark]:
    """Bodies that exist no more when something is asked of them."""
    zone = ZoneInfo(definition.timezone)
    asked = [(one.duty, civil.ended_on(one.due_at, zone)) for one in occurrences if one.due_at]
    last = max((days.campaign()[1], *(day for _duty, day in asked)))
    return succession_remarks(definition, organisation, asked=asked, last=last)


def year_remarks(occurrences: tuple[PlannedOccurrence, ...], days: Days) -> Iterator[Remark]:
    """Years of which the days off are not announced: those in which something is due, and all of several."""
    years = {o.due_at.year for o in occurrences if o.due_at}
    for year in sorted(years | set(days.years if len(days.years) > 1 else ())):
        if not days.calendar.is_announced(year):
            yield Remark(RemarkKind.YEAR_NOT_ANNOUNCED, str(year))


def _undated(occurrence: PlannedOccurrence) -> Remark:
    """Why it has no day yet."""
    waits_for = occurrence.waits_for
    kind = _WAITS.get(waits_for, RemarkKind.WAITS_FOR if waits_for else RemarkKind.UNDATED)
    return Remark(kind, occurrence.duty, waits_for if kind is RemarkKind.WAITS_FOR else "")


def _outside(phase: PlannedSpan, anniversary: PlannedSpan) -> Iterator[Remark]:
    on = anniversary.first_on
    assert on and phase.first_on and phase.last_on, "phases and anniversaries have their days"
    if not phase.first_on <= on <= phase.last_on:
        own = anniversary.kind is SpanKind.OCCASION
        kind = RemarkKind.OCCASION_OUTSIDE if own else RemarkKind.OUTSIDE_PHASE
        yield Remark(kind, phase.key, anniversary.key)
