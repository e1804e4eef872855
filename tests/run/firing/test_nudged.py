"""A reminder by hand reaches who was not reminded the same day, on both databases."""

from datetime import datetime

import pytest

from scheduler.errors import CutOffPassed
from scheduler.run.outcome import Refused
from scheduler.store.database import Database
from scheduler.workflow import nudging
from scheduler.workflow.actor import load_actors
from tests.build import Province, at, definition, duty, organisation
from tests.run.road import Road


async def road_to(database: Database) -> Road:
    road = Road(Province(database, organisation(3)).open())
    road.province.apply(definition(duty()), now=at("2024-01-15 09:00"))
    return road


def nudge(road: Road, now: str, *, again: bool = False) -> tuple[int, int]:
    """How many it was said to reach, and how many were reminded the same day."""
    with road.province.database.write() as session:
        (actor,) = load_actors(session, "tg-pt", "u0@", now=at(now))
        found = nudging.preview(session, 1, actor, now=at(now))
        nudging.remind(session, 1, actor, again=again, now=at(now))
    reminded = sum(len(units) for units in found.reminded.values())
    return (found.count_all if again else found.count), reminded


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
    road.province.execute(f"UPDATE obligation SET state = '{state}' WHERE unit_id = 2")
    assert nudge(road, "2024-07-29 09:00") == (1, 0)
    assert await told_after(road, "2024-07-29 09:00") == ["u2"]


async def test_who_was_reminded_in_the_morning_is_told_again_on_request(database: Database) -> None:
    road = await road_to(database)
    await road.pass_at("2024-07-30 08:00")
    assert nudge(road, "2024-07-30 14:00", again=True) == (2, 2)
    assert await told_after(road, "2024-07-30 14:00") == ["u1", "u2"]
    rows = road.province.rows(
        "SELECT kind, data FROM ledger WHERE kind IN ('all reminded by hand', 'reminded by hand')"
    )
    assert rows == [("all reminded by hand", '{"units": 2}')]


async def test_preview_says_when_who_was_reminded(database: Database) -> None:
    """By what waits for the morning, too: it is said when that leaves."""
    road = await road_to(database)
    await road.pass_at("2024-07-30 08:00")
    assert reminded(road, "2024-07-30 10:00") == {
        at("2024-07-30 08:00"): ("Đơn vị u1", "Đơn vị u2")
    }
    nudge(road, "2024-07-30 20:00", again=True)
    await road.pass_at("2024-07-30 20:00")
    assert list(reminded(road, "2024-07-30 20:01")) == [at("2024-07-31 07:00")]


def reminded(road: Road, now: str) -> dict[datetime, tuple[str, ...]]:
    with road.province.database.read() as session:
        (actor,) = load_actors(session, "tg-pt", "u0@", now=at(now))
        return nudging.preview(session, 1, actor, now=at(now)).reminded


@pytest.mark.parametrize(("first", "second"), [(True, False), (True, True), (False, False)])
async def test_two_by_hand_at_once_are_one(database: Database, first: bool, second: bool) -> None:
    road = await road_to(database)
    await road.pass_at("2024-07-30 08:00" if first else "2024-07-26 08:00")
    now = "2024-07-30 14:00" if first else "2024-07-29 09:00"
    nudge(road, now, again=first)
    nudge(road, now, again=second)
    assert await told_after(road, now) == ["u1", "u2"]


async def test_wider_one_by_hand_goes_beside_the_narrower(database: Database) -> None:
    road = await road_to(database)
    await road.pass_at("2024-07-30 08:00")
    nudge(road, "2024-07-30 14:00")
    nudge(road, "2024-07-30 14:00", again=True)
    assert await told_after(road, "2024-07-30 14:00") == ["u1", "u2"]


LONGER = "due_at = '2024-08-09 10:00:00', cut_off_at = {cut_off}"


@pytest.mark.parametrize("again", [True, False])
async def test_each_unit_is_told_by_its_own_cut_off(database: Database, again: bool) -> None:
    """All others closed on the 5th; u1 has longer, and u1 alone is told."""
    road = await road_to(database)
    await road.pass_at("2024-07-26 08:00")
    road.province.execute("UPDATE occurrence SET cut_off_at = '2024-08-05 10:00:00'")
    longer = LONGER.format(cut_off="'2024-08-14 10:00:00'")
    road.province.execute(f"UPDATE obligation SET {longer} WHERE unit_id = 2")
    assert nudge(road, "2024-08-06 09:00", again=again) == (1, 0)
    assert await told_after(road, "2024-08-06 09:00") == ["u1"]


async def test_unit_whose_own_cut_off_passed_is_not_told(database: Database) -> None:
    road = await road_to(database)
    await road.pass_at("2024-07-26 08:00")
    road.province.execute("UPDATE occurrence SET cut_off_at = '2024-08-05 10:00:00'")
    longer = LONGER.format(cut_off="'2024-08-14 10:00:00'")
    road.province.execute(f"UPDATE obligation SET {longer} WHERE unit_id = 2")
    with pytest.raises(CutOffPassed) as refused:
        nudge(road, "2024-08-15 09:00")
    assert refused.value.cut_off_at == at("2024-08-14 17:00")
