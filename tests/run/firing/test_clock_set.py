"""The machine's clock is set back or ahead: ticks go on, and no wait measured on the wrong time outlives it."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import apscheduler.schedulers.base
import pytest

from bots.backoff import LONGEST_PAUSE, Trouble
from scheduler.clock import Watch, monotonic
from scheduler.run.engines import local
from scheduler.run.outcome import Later
from scheduler.run.sending import lanes
from scheduler.spell import Spell
from tests.build import at, definition, duty
from tests.run.road import LANE, Road

SEVEN_HOURS = timedelta(hours=7)
JUMPS = [timedelta(hours=sign * hours) for hours in (1, 7, 24) for sign in (-1, 1)]
MORNING = "2024-07-22 08:00"


class Wall:
    """The clock of a machine, which somebody sets."""

    def __init__(self) -> None:
        self.set_by = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.set_by

    def steady(self) -> float:
        return monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    """The clock APScheduler reads, with an engine that wakes often."""
    wall = Wall()

    class Read(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return wall.now().astimezone(tz)

    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Read)
    monkeypatch.setattr(local, "EVERY_SECONDS", 0.02)
    monkeypatch.setattr(local, "WATCH_SECONDS", 0.02)
    return wall


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not done():
            await asyncio.sleep(0.005)  # poll, with a limit


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_ticks_go_on_after_a_jump_which_is_told(
    wall: Wall, jump: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    ticks: list[datetime] = []
    looks: list[datetime] = []
    stop = asyncio.Event()

    async def tick() -> list[str]:
        ticks.append(wall.now())
        return []

    async def drain(_lane: str) -> int:
        return 0

    async def daily() -> None:
        looks.append(wall.now())

    running = asyncio.create_task(local.run(tick, drain, daily, stop=stop, watch=Watch(wall)))
    await until(lambda: len(ticks) > 2 and len(looks) == 1)
    before = len(ticks)
    wall.set_by = jump
    try:
        await until(lambda: len(ticks) > before + 3 and len(looks) > 1)
    finally:
        stop.set()
        await running
    (told,) = [r for r in caplog.records if "clock" in r.getMessage()]
    assert told.levelno == logging.WARNING
    assert f"{jump.total_seconds():+.0f} s" in told.getMessage()


def test_watch_tells_a_jump_once_and_passes_over_what_a_clock_drifts() -> None:
    wall, steady = Wall(), [0.0]
    instant = at(MORNING)
    wall.now = lambda: instant  # type: ignore[method-assign]
    watch = Watch(wall, lambda: steady[0])
    told = []
    for passed, shown in ((5, 5.4), (5, 5), (5, -3595), (5, 5), (3600, 3600)):
        steady[0] += passed
        instant += timedelta(seconds=shown)
        told.append(watch.jump())

    assert told == [timedelta(0), timedelta(0), timedelta(hours=-1), timedelta(0), timedelta(0)]


@pytest.fixture
def paused(both_road: Road) -> Road:
    """At a time seven hours ahead of the true one the lane was paused, and its card told to come again."""
    both_road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=at("2024-01-15 09:00"))
    return both_road


async def test_pause_measured_on_a_wrong_clock_ends_with_it(paused: Road) -> None:
    paused.clock.advance_to(at("2024-07-22 15:00"))
    soon = paused.clock.now() + timedelta(minutes=5)
    paused.channel.answers.append(Later(soon, "away", pauses_lane=True))
    assert await paused.pass_at("2024-07-22 15:00") == [("u1@", "u1", "before-7wd")]
    assert paused.deliveries() == [("queued", 1)]

    paused.clock = type(paused.clock)(at(MORNING))
    assert await paused.pass_at(MORNING) == [("u1@", "u1", "before-7wd")]
    assert paused.deliveries() == [("sent", 2)]


async def test_card_that_waits_for_the_morning_waits_on_after_a_clock_was_set_back(
    paused: Road,
) -> None:
    paused.tick("2024-07-22 20:00")
    paused.clock = type(paused.clock)(at("2024-07-22 19:30"))

    assert await paused.pass_at("2024-07-22 19:30") == []
    assert await paused.pass_at("2024-07-23 08:00") == [("u1@", "u1", "before-7wd")]


def test_reminder_pushed_back_on_a_wrong_clock_is_tried_again_on_the_right_one(
    paused: Road,
) -> None:
    paused.clock.advance_to(at("2024-07-22 15:00"))
    paused.tick("2024-07-22 15:00")
    paused.province.execute("DELETE FROM item")
    paused.province.execute("DELETE FROM delivery")
    paused.province.execute(
        "UPDATE reminder SET ended_at = NULL, ending = NULL, retry_at = '2024-07-22 08:15:00+00:00'"
        " WHERE step = 'before-7wd'"
    )
    paused.clock = type(paused.clock)(at(MORNING))

    assert paused.tick(MORNING) == [LANE]


async def test_lease_a_dead_sender_took_on_a_wrong_clock_runs_out_as_any(paused: Road) -> None:
    with paused.province.database.write() as session:
        assert lanes.take(session, LANE, "dead", now=at(MORNING) + SEVEN_HOURS)
    paused.tick(MORNING)
    other = paused.drain()
    await paused.wait_out(other)
    await other(LANE)

    assert paused.channel.told() == [("u1@", "u1", "before-7wd")]


def test_server_that_failed_on_a_wrong_clock_is_tried_soon_on_the_right_one() -> None:
    now = at(MORNING)
    trouble = Trouble(now, Spell(logging.getLogger(), "away"))
    trouble.failed(now + SEVEN_HOURS, "x")

    assert trouble.failed(now, "x") <= now + LONGEST_PAUSE
