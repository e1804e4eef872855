"""What runs every few seconds looks at what is pending, never at all that ever was."""

import pytest

from scheduler.store.database import Database
from tests.build import Desk, at, definition, duty, organisation
from tests.run.road import Road
from tests.scans import no_scans

START = at("2024-01-15 09:00")


@pytest.fixture
def road(sqlite: Database) -> Road:
    road = Road(Desk(sqlite, organisation(3)).open())
    road.desk.apply(definition(), now=START)
    return road


async def test_no_statement_of_a_pass_scans_a_growing_table(road: Road) -> None:
    with no_scans(road.desk.database):
        await road.pass_at("2024-07-22 08:00")
        road.desk.bind("u1", "new@", now=at("2024-07-22 09:00"))
        road.desk.apply(definition(duty(due={"by": "08-30"})), now=at("2024-07-22 09:00"))
