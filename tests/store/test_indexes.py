"""What runs every few seconds looks at what is pending, never at all that ever was."""

import pytest

from scheduler.run.sending import lanes
from scheduler.run.sending.lane_states import load_lanes
from scheduler.store import holders, reach
from scheduler.store.database import Database
from scheduler.store.serving import Fault, note
from tests.build import Province, at, definition, duty, organisation, unit
from tests.run.road import LANE, Road
from tests.scans import no_scans

START = at("2024-01-15 09:00")


@pytest.fixture
def road(sqlite: Database) -> Road:
    road = Road(Province(sqlite, organisation(3)).open())
    road.province.apply(definition(), now=START)
    return road


async def test_no_statement_of_a_pass_scans_a_growing_table(road: Road) -> None:
    with no_scans(road.province.database):
        await road.pass_at("2024-07-22 08:00")
        road.province.bind("u1", "new@", now=at("2024-07-22 09:00"))
        road.province.apply(definition(duty(due={"by": "08-30"})), now=at("2024-07-22 09:00"))


async def test_what_a_round_tells_scans_no_growing_table(road: Road) -> None:
    opens = {"id": "dot-2", "title": "Đợt 2", "first_day": "07-01", "last_day": "12-31"}
    with no_scans(road.province.database):
        road.province.apply(definition(phases=[opens]), now=at("2024-06-03 09:00"))
        road.tick("2024-07-01 08:00")
        await road.drain()(LANE)
        moved = [opens | {"first_day": "07-15"}]
        road.province.apply(definition(phases=moved), now=at("2024-07-01 09:00"))
        road.tick("2024-07-15 08:00")
        await road.drain()(LANE)
    assert [len(said.notice.announced) for said in road.channel.said] == [1] * 4


def test_lanes_out_of_service_cost_no_scan(road: Road) -> None:
    mailed = unit("u1", channels=["telegram", "email"], email="u1@pt.example")
    given = organisation(units=[unit("u0"), mailed, unit("u2")])
    Province(road.province.database, given).open(bound=False)
    now = at("2024-07-22 08:00")
    with no_scans(road.province.database):
        for fault in (None, Fault.NO_TOKEN, None):
            road.tick("2024-07-22 08:00")
            with road.province.database.write() as session:
                note(session, {LANE: fault, "mail-pt": None}, now=now)
        with road.province.database.write() as session:
            lanes.pause(session, LANE, until=at("2024-07-22 09:00"), reason="502", now=now)
        road.tick("2024-07-22 08:20")
        with road.province.database.write() as session:
            reach.close(session, LANE, "u2@", reason="403", now=now)
            reach.reopen(session, LANE, "u2@", now=now)
            load_lanes(session)
            holders.load_to_units(session, "pt", now=now)
