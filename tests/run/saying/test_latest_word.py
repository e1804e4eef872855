"""What could not leave when it was due is said by the latest word only, and the ledger tells what that took in."""

import json
from datetime import timedelta

import pytest

from scheduler.run.outcome import Later, Unknown
from tests.build import at, definition, duty
from tests.run.road import Road

START = at("2024-01-15 09:00")
SEVEN, THREE = "2024-07-22 08:00", "2024-07-26 08:00"
MERGED = "a later reminder of it is in another card"


@pytest.fixture
def road(both_road: Road) -> Road:
    both_road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    return both_road


async def fail(road: Road, now: str, *, until: str) -> None:
    """A pass in which the far side answers 500, and will do so until then."""
    road.channel.answers.append(Later(at(until), "500 Internal Server Error"))
    assert await road.pass_at(now)
    road.channel.answers.clear()


def not_said(road: Road) -> list[dict[str, object]]:
    return [json.loads(data) for data in road.ledger("message not said")]


async def test_of_two_reminders_that_wait_the_later_is_said(road: Road) -> None:
    await fail(road, SEVEN, until="2024-07-26 08:00:05")
    await fail(road, THREE, until="2024-07-26 08:00:05")

    assert await road.pass_at("2024-07-26 08:05") == [("u1@", "u1", "before-3wd")]
    assert not_said(road) == [{"items": ["pt-2024/bc/once/u1/before-7wd"], "reasons": [MERGED]}]
    assert await road.pass_at("2024-07-29 18:00") == []


async def test_reminder_is_not_said_after_the_later_one(road: Road) -> None:
    await fail(road, SEVEN, until="2024-07-26 08:10")

    assert await road.pass_at(THREE) == [("u1@", "u1", "before-3wd")]
    assert await road.pass_at("2024-07-26 08:10") == []
    assert road.deliveries() == [("dropped", 1), ("sent", 1)]


async def test_reminder_that_may_have_arrived_is_not_said_again_after_the_later_one(
    road: Road,
) -> None:
    road.channel.answers.append(Unknown("timeout"))
    await road.pass_at(SEVEN)

    assert await road.pass_at(THREE) == [("u1@", "u1", "before-3wd")]
    assert await road.pass_at("2024-07-26 08:02") == []


async def test_only_what_was_overtaken_falls_out_of_a_card(road: Road) -> None:
    later = duty(
        "khac", owed_by={"ids": ["u1"]}, due={"by": "08-05"}, reminders=["10 working days"]
    )
    road.province.apply(
        definition(duty(owed_by={"ids": ["u1"]}), later), now=START + timedelta(days=1)
    )
    await fail(road, SEVEN, until="2024-07-26 08:01")

    assert await road.pass_at(THREE) == [("u1@", "u1", "before-3wd")]
    assert await road.pass_at("2024-07-26 08:01") == [("u1@", "u1", "before-10wd")]
    assert road.deliveries() == [("sent", 2), ("sent", 1)]


async def test_a_later_word_that_was_refused_overtakes_nothing(road: Road) -> None:
    await fail(road, SEVEN, until="2024-07-26 08:10")
    road.tick(THREE)
    road.province.execute("UPDATE delivery SET state = 'refused' WHERE attempts = 0")

    assert await road.pass_at("2024-07-26 08:10") == [("u1@", "u1", "before-7wd")]


async def test_what_others_are_told_overtakes_nothing(road: Road) -> None:
    """Head and deputy hear that it is overdue; that the standing body hears later takes nothing from them."""
    road.province.bind("u1", "deputy@", now=START, post="deputy")
    road.channel.answers.extend([Later(at("2024-08-09 08:05"), "500")] * 9)
    await road.pass_at("2024-08-01 08:00")
    road.channel.answers.clear()

    assert ("u0@", "u1", "overdue-7wd") in await road.pass_at("2024-08-09 08:00")
    told = await road.pass_at("2024-08-09 08:05")
    assert sorted(told) == [("deputy@", "u1", "overdue-1wd"), ("u1@", "u1", "overdue-1wd")]


async def test_that_it_moved_is_said_whatever_came_later(road: Road) -> None:
    await road.pass_at(SEVEN)
    moved = duty(owed_by={"ids": ["u1"]}, due={"by": "08-09"})
    road.province.apply(definition(moved), now=at("2024-07-22 10:00"))
    await fail(road, "2024-07-22 10:01", until="2024-07-31 08:30")

    assert await road.pass_at("2024-07-31 08:00") == [("u1@", "u1", "before-7wd")]
    assert await road.pass_at("2024-07-31 08:30") == [("u1@", "u1", "moved")]


async def test_that_it_moved_is_what_the_card_of_the_morning_says(road: Road) -> None:
    """Also where the reminder of the new day is due in the same pass: it tells the day, but not that it is new."""
    await road.pass_at(SEVEN)
    moved = duty(owed_by={"ids": ["u1"]}, due={"by": "08-09"})
    road.province.apply(definition(moved), now=at("2024-07-30 20:00"))
    assert await road.pass_at("2024-07-30 20:01") == []
    assert await road.pass_at("2024-07-31 08:00") == [("u1@", "u1", "moved")]

    again = duty(owed_by={"ids": ["u1"]}, due={"by": "08-08"})
    road.province.apply(definition(again), now=at("2024-08-05 07:59:59"))
    assert await road.pass_at("2024-08-05 08:00") == [("u1@", "u1", "moved")]
