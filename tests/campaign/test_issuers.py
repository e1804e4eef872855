"""Whose units a definition is for, and units read back from the database."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.read import (
    read_catalogue,
    read_document,
    read_organisation_document,
    read_overrides,
    read_policies,
)
from scheduler.plan.build import make_plan
from scheduler.store import reach
from scheduler.store.as_written import issuer_as_written, load_organisation
from scheduler.store.database import Database
from scheduler.store.organisation import save_organisation
from scheduler.store.tables import Issuer
from tests.build import at

ROOT = Path(__file__).parents[2]
CAMPAIGNS = sorted((ROOT / "config/samples/campaigns").glob("*.yaml"))
CATALOGUE = read_catalogue(ROOT / "config/anniversaries.yaml")
POLICIES = read_policies(ROOT / "config/policies.yaml")
CALENDAR = WorkCalendar(read_overrides(ROOT / "config/workdays"))


@pytest.mark.parametrize("path", CAMPAIGNS, ids=lambda path: path.stem)
def test_units_of_the_database_plan_as_those_of_the_file(path: Path, sqlite: Database) -> None:
    definition = read_document(path).value
    given = read_organisation_document(
        ROOT / f"config/samples/units/{definition.issuer}.yaml"
    ).value
    with sqlite.write() as session:
        save_organisation(session, given, actor="test", now=at("2024-01-16 08:00"))

    with sqlite.read() as session:
        stored = load_organisation(session, given.issuer)

    plans = [
        make_plan(
            definition,
            organisation=organisation,
            catalogue=CATALOGUE,
            policies=POLICIES,
            calendar=CALENDAR,
        )
        for organisation in (given, stored)
    ]
    assert plans[0] == plans[1]
    assert [unit.head_title for unit in stored.units] == [unit.head_title for unit in given.units]


def test_units_of_the_database_keep_their_mailboxes(sqlite: Database) -> None:
    given = read_organisation_document(ROOT / "config/samples/units/phu-tho.yaml").value
    with sqlite.write() as session:
        save_organisation(session, given, actor="test", now=at("2024-01-16 08:00"))
        reach.close(
            session,
            "mail-phu-tho",
            "so-gddt@phutho.example",
            reason="x",
            now=at("2024-01-17 08:00"),
        )
    with sqlite.read() as session:
        stored = load_organisation(session, given.issuer)
    boxes = {unit.id: unit.email for unit in given.units}
    assert {unit.id: unit.email for unit in stored.units} == boxes | {"so-gddt": None}


def test_end_of_an_issuer_is_read_back_and_ends_its_units(sqlite: Database) -> None:
    given = read_organisation_document(ROOT / "config/samples/units/ha-giang.yaml").value
    with sqlite.write() as session:
        save_organisation(session, given, actor="test", now=at("2024-01-16 08:00"))
    with sqlite.read() as session:
        found = issuer_as_written(session.get_one(Issuer, "ha-giang"))
        stored = load_organisation(session, found)
    assert (found.last_day, found.into) == (date(2025, 6, 30), ("tuyen-quang",))
    assert {stored.lives_on(unit, date(2025, 6, 30)) for unit in stored.units} == {True}
    assert {stored.lives_on(unit, date(2025, 7, 1)) for unit in stored.units} == {False}
