"""A paused lane is said once, asked again when its pause is over, and well again only when something got through."""

import logging

import pytest

from scheduler.run.outcome import Later, Outcome, Unknown
from scheduler.run.sending import lanes
from scheduler.store.tables import Lane
from tests.build import at, definition, duty
from tests.run.road import LANE, Road

START = at("2024-01-15 09:00")
FIRST = "2024-07-22 08:00"
REASON = "password refused"


def paused_till(time: str) -> Outcome:
    return Later(at(f"2024-07-22 {time}"), REASON, pauses_lane=True)


def lane(road: Road) -> Lane:
    with road.province.database.read() as session:
        return session.get_one(Lane, LANE)


def apply(road: Road) -> Road:
    road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=START)
    return road


async def test_trouble_is_logged_once_with_its_reason(
    road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    apply(road).channel.answers.extend([paused_till("08:05"), paused_till("08:10")])
    with caplog.at_level(logging.INFO):
        for now in (FIRST, "2024-07-22 08:05", "2024-07-22 08:06", "2024-07-22 08:10"):
            await road.pass_at(now)
    lines = [r for r in caplog.records if r.name == lanes.__name__]
    told = [(r.levelname, r.getMessage()) for r in lines]
    assert told == [
        ("WARNING", f"lane {LANE} is paused: {REASON}"),
        ("INFO", f"lane {LANE} sends again"),
    ]


async def test_trouble_lasts_from_the_first_failure_until_something_leaves(road: Road) -> None:
    apply(road).channel.answers.extend([paused_till("08:05"), paused_till("08:10")])
    await road.pass_at(FIRST)
    await road.pass_at("2024-07-22 08:05")
    found = lane(road)
    assert (found.in_trouble, found.paused_at) == (True, at(FIRST))
    await road.pass_at("2024-07-22 08:10")
    assert (lane(road).in_trouble, lane(road).paused_at, lane(road).pause_reason) == (
        False,
        None,
        None,
    )


async def test_wait_of_seconds_is_no_trouble(road: Road, caplog: pytest.LogCaptureFixture) -> None:
    apply(road).channel.answers.append(Later(at("2024-07-22 08:00:05"), "429", pauses_lane=True))
    await road.pass_at(FIRST)
    assert (lane(road).paused_until, lane(road).in_trouble) == (at("2024-07-22 08:00:05"), False)
    assert caplog.records == []


async def test_success_in_the_middle_of_a_pause_does_not_lift_it(road: Road) -> None:
    with road.province.database.write() as session:
        lanes.pause(session, LANE, until=at("2024-07-22 08:05"), reason=REASON, now=at(FIRST))
        lanes.well(session, LANE, now=at("2024-07-22 08:01"))
    assert lane(road).paused_until == at("2024-07-22 08:05")


async def test_lane_in_which_nothing_waits_is_asked_how_it_is(road: Road) -> None:
    with road.province.database.write() as session:
        lanes.pause(session, LANE, until=at("2024-07-22 08:05"), reason=REASON, now=at(FIRST))
    assert road.tick("2024-07-22 08:04") == []
    road.channel.health.append(paused_till("08:10"))
    await road.pass_at("2024-07-22 08:05")
    assert (lane(road).in_trouble, lane(road).paused_until) == (True, at("2024-07-22 08:10"))
    await road.pass_at("2024-07-22 08:10")
    assert lane(road).in_trouble is False
    assert road.tick("2024-07-22 08:11") == []


async def test_lane_that_gives_no_clear_answer_is_not_asked_without_end(road: Road) -> None:
    with road.province.database.write() as session:
        lanes.doubt(session, [LANE], now=at(FIRST))
    road.channel.health.extend([Later(at("2024-07-22 08:00:05"), "502"), Unknown("silence")])
    await road.pass_at(FIRST)
    assert road.tick("2024-07-22 08:00:04") == []
    await road.pass_at("2024-07-22 08:00:05")
    assert road.tick("2024-07-22 08:01:04") == []
    assert lane(road).in_trouble is True


async def test_lane_in_doubt_is_asked_though_it_never_failed(road: Road) -> None:
    with road.province.database.write() as session:
        lanes.doubt(session, [LANE], now=at(FIRST))
    road.channel.health.append(paused_till("08:05"))
    await road.pass_at(FIRST)
    assert (lane(road).in_trouble, lane(road).pause_reason) == (True, REASON)
