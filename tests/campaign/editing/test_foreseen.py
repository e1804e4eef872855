"""Whom a duty means on its day, and when they are first reminded: as the plan has it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from scheduler.campaign.editing.audience import Ended, meant
from scheduler.campaign.editing.foreseen import foresee
from scheduler.campaign.proposals import propose_text
from scheduler.definition.models import Audience
from scheduler.definition.organisation import Block, Issuer, Organisation, Rotation, Unit
from scheduler.installation import Installation
from scheduler.store.database import Database
from tests.campaign.drafting.at_the_desk import Clerk
from tests.databases import SqliteFiles

ON = date(2025, 3, 3)
UNITS = Organisation(
    issuer=Issuer(id="tinh", name="Tỉnh", lane="a", standing_body="snv"),
    blocks=(
        Block(id="k1", name="Khối 1", rotation=(Rotation(year=2025, head="syt"),)),
        Block(id="k2", name="Khối 2"),
    ),
    units=(
        Unit(id="snv", name="Sở Nội vụ", kind="so", block="k1"),
        Unit(id="syt", name="Sở Y tế", kind="so", block="k1"),
        Unit(id="skhdt", name="Sở Kế hoạch", kind="so", last_day=date(2025, 2, 28), into=("stc",)),
        Unit(id="stc", name="Sở Tài chính", kind="so", block="k2"),
        Unit(id="ban", name="Ban cũ", kind="ban", last_day=date(2024, 12, 31)),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def installation(sqlite_files: SqliteFiles) -> Iterator[Installation]:
    with closing(Database(sqlite_files.migrated())) as database:
        yield Clerk(database).installation


def test_a_unit_named_in_several_ways_is_counted_once() -> None:
    both = Audience(blocks=("k1",), block_heads="all", kinds=("so",), ids=("syt",))
    found = meant(both, UNITS, on=ON, to="chinh-phu")
    assert found.units == ("Sở Nội vụ", "Sở Y tế", "Sở Tài chính")


def test_who_collects_is_said_and_not_counted() -> None:
    found = meant(Audience(all=True), UNITS, on=ON, to="co-quan-thuong-truc")
    assert (found.units, found.collects) == (("Sở Y tế", "Sở Tài chính"), "Sở Nội vụ")
    by_id = meant(Audience(all=True, ids=("snv",)), UNITS, on=ON, to="snv")
    assert (len(by_id.units), by_id.collects) == (3, "")


def test_units_that_are_no_more_and_that_never_were_are_told() -> None:
    owed = Audience.model_validate({"ids": ["skhdt", "ban", "khong-co"], "except": ["cung-khong"]})
    found = meant(owed, UNITS, on=ON, to="snv")
    assert found.units == ("Sở Tài chính",)
    assert found.ended == (Ended("Sở Kế hoạch", ("Sở Tài chính",)), Ended("Ban cũ", ()))
    assert found.unknown == ("khong-co", "cung-khong")


@pytest.mark.parametrize("month", [1, 7, 12])
def test_what_is_foreseen_of_a_duty_is_what_is_planned(
    installation: Installation, month: int
) -> None:
    now = datetime(2024, month, 10, 2, tzinfo=UTC)
    text = (installation.config_dir / "campaigns" / "phu-tho-2024.yaml").read_text("utf-8")
    proposal = propose_text(installation, text, name="x")
    names = {one.id: one.name for one in proposal.organisation.units}
    for duty in proposal.document.value.duties:
        planned = [one for one in proposal.plan.occurrences if one.duty == duty.id]
        ahead = [one for one in planned if one.due_at and one.due_at >= now]
        wanted = (ahead or planned[-1:])[0]
        found = foresee(duty, proposal.document.value, proposal.organisation, installation, now=now)
        assert (found.due_at, found.reminders) == (wanted.due_at, wanted.reminders), duty.id
        if wanted.due_at:
            assert found.meant.units == tuple(names[one] for one in wanted.units), duty.id
