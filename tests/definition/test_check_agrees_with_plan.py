"""What passes the checks can be planned: a clerk never meets a fault after the file was called good."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.models import Definition
from scheduler.definition.organisation import Organisation
from scheduler.definition.read import (
    read_catalogue,
    read_definition_text,
    read_organisation_document,
    read_overrides,
)
from scheduler.definition.roll import roll
from scheduler.plan.build import make_plan
from scheduler.plan.model import Plan
from tests.definition.definition_texts import (
    GOOD,
    ORGANISATION,
    ROOT,
    cross_faults,
    faults,
    policies,
)

CATALOGUE = read_catalogue(ROOT / "config/anniversaries.yaml")
CALENDAR = WorkCalendar(read_overrides(ROOT / "config/workdays"))
POLICIES = policies()

_RULES = st.sampled_from(
    ["{after: dot-1, months: 2}", "{before: dien-bien-phu, days: 3}", "{on: tet-nguyen-dan}",
     "{after: tong-ket, days: 1}", "{before: so-ket-dot-1}", "{every: month, day: 31}",
     "{every: half_year, before: last}", "{every: month, before: 1, time: '16:00'}", "25",
     "{every: quarter, by: 31, of: next month}", "{by: 25}", "{every: week, day: 5}", "{after_each: round, days: 3}",
     "{within: Q4}", "{on: hoi-nghi}", "{on: dot-1, edge: first}", "{by: 02-29}", "{by: 2050-12-31}",
     "{by: 1968-01-01}", "{after: dot-1, working_days: 260}", "null", "{all: true}", "[7 days, 1 month]",
     "on_request", "{part_of: so-ket-dot-1}", "{part_of: tong-ket, period: 12}", "{same_as: tong-ket}",
     "{same_as: hoi-nghi}", "{after: issued, days: 9}", "{after: received, days: 9}", "{every: year, by: 12-10}",
     "{every: year, before: 02-29}", "{every: month, by: 5, except: [06, {period: 12, part_of: tong-ket}]}",
     "{within: H1, roll: forward}", "{by: 2024-06-29, roll: none}", "{same_as: so-ket-dot-1, time: '10:00'}",
     "2024\nlast_year: 2026", "2050\nlast_year: 2050",
     "1968", "2050", "2023", "Asia/Tokyo", "dot-9", "so-x", "hourly", "gentle"]
)  # fmt: skip
_PLACES = [number for number, line in enumerate(GOOD.splitlines()) if ": " in line]


def plan(definition: Definition, organisation: Organisation = ORGANISATION) -> Plan:
    return make_plan(
        definition,
        organisation=organisation,
        catalogue=CATALOGUE,
        policies=POLICIES,
        calendar=CALENDAR,
    )


@given(st.lists(st.tuples(st.sampled_from(_PLACES), _RULES), min_size=1, max_size=3))
def test_what_passes_the_checks_can_be_planned(edits: list[tuple[int, str]]) -> None:
    lines = GOOD.splitlines()
    for number, value in edits:
        lines[number] = lines[number].split(": ")[0] + f": {value}"
    text = "\n".join(lines)
    if faults(text) or any(not problem.warning for problem in cross_faults(text)):
        return

    assert plan(read_definition_text(text, name="f")).campaign


@pytest.mark.parametrize(
    "path", sorted((ROOT / "config/samples/campaigns").glob("*.yaml")), ids=lambda p: p.stem
)
@pytest.mark.parametrize("year", [2024, 2025, 2026, 2028])
def test_rolled_campaign_can_be_planned(path: Path, year: int) -> None:
    definition = read_definition_text(roll(path.read_text(encoding="utf-8"), year=year), name="f")
    organisation = read_organisation_document(
        ROOT / f"config/samples/units/{definition.issuer}.yaml"
    ).value

    duties = [occurrence.duty for occurrence in plan(definition, organisation).occurrences]

    each = list(dict.fromkeys(duties))  # what comes each quarter is owed more than once
    assert each == [duty.id for duty in definition.duties]
