"""A reminder by hand reaches who was not reminded the same day, on both databases."""

import pytest

from scheduler.run.outcome import Refused
from scheduler.store.database import Database
from scheduler.workflow import late
from scheduler.workflow.actor import load_actor
from tests.build import Desk, at, definition, duty, organisation
from tests.run.road import Road


async def road_to(database: Database) -> Road:
    road = Road(Desk(database, organisation(3)).open())
    road.desk.apply(definition(duty()), now=at("2024-01-15 09:00"))
    return road


def nudge(road: Road, now: str) -> tuple[int, int]:
    """How many it was said to reach, and to leave out."""
    with road.desk.database.write() as session:
        actor = load_actor(session, "tg-pt", "u0@", now=at(now))
        assert actor is not None
        found = late.preview_nudge(session, 1, actor, now=at(now))
        late.nudge(session, 1, actor, now=at(now))
    return found.count, len(found.reminded)


async def told_after(road: Road, now: str) -> list[str]:
    return sorted(unit for _who, unit, _step in await road.pass_at(now))


async def test_who_was_reminded_in_the_morning_is_left_out(database: Database) -> None:
    road = await road_to(database)
    assert await told_after(road, "2024-07-30 08:00") == ["u1", "u2"]
    assert nudge(road, "2024-07-30 10:00") == (0, 2)
    assert await told_after(road, "2024-07-30 10:00") == []


async def test_day_is_that_of_the_campaign(database: Database) -> None:
    """22:00 in Hà Nội is 15:00 UTC of the same day; what was told at 08:00 is of that day, too."""
    road = await road_to(database)
    await road.pass_at("2024-07-26 08:00")
    assert nudge(road, "2024-07-29 09:00") == (2, 0)
    assert await told_after(road, "2024-07-29 09:00") == ["u1", "u2"]
    assert nudge(road, "2024-07-29 23:30") == (0, 2)


async def test_reminder_that_never_arrived_leaves_nobody_out(database: Database) -> None:
    road = await road_to(database)
    road.channel.answers.append(Refused("chat not found"))
    await road.pass_at("2024-07-30 08:00")
    assert nudge(road, "2024-07-30 10:00") == (1, 1)
    assert len(await told_after(road, "2024-07-30 10:00")) == 1


@pytest.mark.parametrize("state", ["accepted", "waived"])
async def test_only_who_owes_is_reminded(database: Database, state: str) -> None:
    road = await road_to(database)
    await road.pass_at("2024-07-26 08:00")
    road.desk.execute(f"UPDATE obligation SET state = '{state}' WHERE unit_id = 2")
    assert nudge(road, "2024-07-29 09:00") == (1, 0)
    assert await told_after(road, "2024-07-29 09:00") == ["u2"]
