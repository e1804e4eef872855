"""What was held overnight comes with that morning's reminders, in one card, not an hour before."""

import asyncio
from datetime import time

import pytest

from scheduler.dates.office import Office
from tests.build import CALENDAR, ZONE, at, definition, duty
from tests.run.road import LANE, Road

OFFICE = Office(CALENDAR, time(7), time(19), morning=time(8))


def ready(now: str, due: str | None = None) -> str:
    due_at = at(due) if due else None
    found = OFFICE.ready_at(at(now), due_at=due_at, zone=ZONE)
    return f"{found.astimezone(ZONE):%Y-%m-%d %H:%M}"


def test_held_notice_waits_for_the_morning() -> None:
    assert ready("2024-07-22 20:00") == "2024-07-23 08:00"
    assert ready("2024-07-23 07:30") == "2024-07-23 08:00"
    assert ready("2024-07-27 10:00") == "2024-07-29 08:00"


def test_notice_within_hours_leaves_at_once() -> None:
    assert ready("2024-07-23 08:00") == "2024-07-23 08:00"
    assert ready("2024-07-23 18:59") == "2024-07-23 18:59"


def test_due_day_is_urgent_until_it_is_due() -> None:
    assert ready("2024-07-31 20:30", "2024-07-31 23:00") == "2024-07-31 20:30"
    assert ready("2024-07-31 23:58", "2024-07-31 17:00") == "2024-08-01 08:00"


def test_due_day_waits_for_its_morning_unless_that_is_too_late() -> None:
    """Whatever day of the week it is: the reminder of that morning says it all in one card."""
    assert ready("2024-07-31 06:30", "2024-07-31 17:00") == "2024-07-31 08:00"
    assert ready("2024-07-28 07:59", "2024-07-28 17:00") == "2024-07-28 08:00"
    assert ready("2024-07-31 06:30", "2024-07-31 08:00") == "2024-07-31 06:30"


@pytest.fixture
def morning_road(road: Road) -> Road:
    """One unit owes one report by 31 July; everybody is told at 08:00."""
    road.office = OFFICE
    road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=at("2024-01-15 09:00"))
    return road


async def test_head_bound_the_day_before_gets_one_card_though_we_start_anew_before_the_morning(
    morning_road: Road,
) -> None:
    road = morning_road
    road.province.execute("UPDATE address SET closed_at = '2024-01-16 00:00:00.000000'")
    assert await road.pass_at("2024-07-30 08:00") == []
    road.province.bind("u1", "new@", now=at("2024-07-30 16:00"))  # and killed before anything left

    assert await road.pass_at("2024-07-31 07:59:40") == []
    assert await road.pass_at("2024-07-31 08:00:01") == [("new@", "u1", "day")]
    assert await road.pass_at("2024-07-31 08:00:30") == []


async def test_card_held_for_the_morning_never_outruns_the_reminders_of_it(
    morning_road: Road,
) -> None:
    """A lane that is at work when the morning comes goes on only after the pass that fires what is due then."""
    road = morning_road
    assert await road.pass_at("2024-07-26 07:30") == []
    road.clock.advance_to(at("2024-07-26 08:00:01"))
    await road.drain()(LANE)

    assert await road.pass_at("2024-07-26 08:00:02") == [("u1@", "u1", "before-3wd")]


async def test_card_in_hand_when_we_were_killed_comes_once_with_the_word_of_the_morning(
    morning_road: Road,
) -> None:
    road = morning_road
    road.tick("2024-07-26 08:00")
    road.channel.gate = asyncio.Event()
    killed = asyncio.create_task(road.drain()(LANE))
    async with asyncio.timeout(20):
        while not road.channel.said:
            await asyncio.sleep(0.001)
    killed.cancel()
    await asyncio.wait([killed])
    road.channel.gate = None
    road.channel.said.clear()

    assert await road.pass_at("2024-07-30 07:59:40") == []
    assert await road.pass_at("2024-07-30 08:00:01") == [("u1@", "u1", "before-1wd")]
    assert "later" in road.ledger("message not said")[-1]
