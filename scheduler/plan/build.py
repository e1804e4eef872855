"""Definition, units, catalogue, policies and calendar into a plan. Pure: the same in, the same out."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from scheduler.dates.anniversaries import Anniversary
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.models import Definition
from scheduler.definition.organisation import Organisation
from scheduler.definition.policies import Policies
from scheduler.plan.announcements import announce
from scheduler.plan.audience import Roster
from scheduler.plan.days import Days
from scheduler.plan.heading import heading_of
from scheduler.plan.intake import intake_remarks
from scheduler.plan.model import PHASES, Cancelled, Plan
from scheduler.plan.occurrences import Occurrences
from scheduler.plan.remarks import (
    early_remarks,
    ended_remarks,
    occurrence_remarks,
    span_remarks,
    year_remarks,
)
from scheduler.plan.spans import Spans


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
    days, supposed = (
        Days(definition, catalogue=catalogue, calendar=one, rolls=policies.roll)
        for one in (calendar, calendar.supposing())
    )
    roster, zone = Roster(organisation), ZoneInfo(definition.timezone)
    spans = Spans(definition, days, catalogue)
    stretches = spans.planned()
    titles = {span.key: span.title for span in stretches if span.kind in PHASES}
    owed = Occurrences(definition, days, supposed, roster, policies, phases=titles)
    occurrences = owed.planned()
    return Plan(
        campaign=definition.campaign,
        heading=heading_of(definition),
        spans=announce(
            stretches,
            silent={phase.id for phase in definition.phases if phase.notices == "none"},
            notices=policies.phases,
            units=dict.fromkeys(unit for one in occurrences for unit in one.units),
            roster=roster,
            zone=zone,
            calendar=calendar,
            issued_on=definition.directive.issued_on,
        ),
        occurrences=occurrences,
        remarks=(
            *span_remarks(stretches),
            *occurrence_remarks(occurrences),
            *ended_remarks(definition, organisation, occurrences, days),
            *owed.remarks(),
            *intake_remarks(occurrences),
            *early_remarks(stretches, occurrences, days, zone),
            *year_remarks(occurrences, days),
            *spans.doubts(),
        ),
        cancelled=tuple(
            Cancelled(one.duty, one.of, one.origin.kind, one.origin.text)
            for one in definition.amendments
            if one.cancelled
        ),
    )
