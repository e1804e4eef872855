"""The engine: it wakes, survives what fails, stops when told, and is alone on its database."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from scheduler.clock import WallClock, Watch
from scheduler.errors import AlreadyRunning, DatabaseBusy, DatabaseUnreachable
from scheduler.run.engines import alone, local
from tests.build import at, definition, duty
from tests.run.road import LANE, Road

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that wakes often, so that nobody waits for it here."""
    monkeypatch.setattr(local, "EVERY_SECONDS", 0.02)


async def nothing() -> None:
    """A day without work."""


async def run_until(
    done: Callable[[], bool],
    tick: Callable[[], Awaitable[list[str]]],
    drain: Callable[[str], Awaitable[int]],
    daily: Callable[[], Awaitable[object]] = nothing,
) -> None:
    """Run the engine until `done`, then stop it and wait for it."""
    stop = asyncio.Event()
    running = asyncio.create_task(
        local.run(tick, drain, daily, stop=stop, watch=Watch(WallClock()))
    )
    async with asyncio.timeout(20):
        while not done() and not running.done():
            await asyncio.sleep(0.005)  # poll, with a limit
        stop.set()
        await running


async def test_engine_ticks_drains_and_stops(road: Road) -> None:
    road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=at("2024-01-15 09:00"))
    drain = road.drain()

    async def tick() -> list[str]:
        return await asyncio.to_thread(road.tick, "2024-07-22 08:00")

    await run_until(lambda: len(road.deliveries()) == 1 and bool(road.channel.said), tick, drain)
    assert road.channel.told() == [("u1@", "u1", "before-7wd")]
    assert road.deliveries() == [("sent", 1)]


async def test_engine_sends_to_the_end_what_is_in_hand_when_it_stops(road: Road) -> None:
    road.province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=at("2024-01-15 09:00"))
    road.channel.gate = asyncio.Event()

    async def tick() -> list[str]:
        return await asyncio.to_thread(road.tick, "2024-07-22 08:00")

    async def stopped() -> None:
        await run_until(lambda: bool(road.channel.said), tick, road.drain())

    running = asyncio.create_task(stopped())
    async with asyncio.timeout(20):
        while not road.channel.said:
            await asyncio.sleep(0.005)
        road.channel.gate.set()
        await running
    assert road.deliveries() == [("sent", 1)]


async def test_tick_that_takes_long_is_the_only_one_and_no_news(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As long as the database is locked each waits for it some seconds."""
    monkeypatch.setattr(local, "LOOK_SECONDS", 0.02)
    ticks, looks, at_once, over = [], [], [], asyncio.Event()

    async def tick() -> list[str]:
        at_once.append(1)
        ticks.append(len(at_once))
        await over.wait()
        at_once.pop()
        return []

    async def look() -> None:
        looks.append(1)
        if len(looks) > 10:
            over.set()

    async def drain(_lane: str) -> int:
        return 0

    await run_until(lambda: len(ticks) > 3, tick, drain, look)
    assert set(ticks) == {1}
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.parametrize("error", [DatabaseBusy("somewhere"), ZeroDivisionError()])
async def test_engine_survives_a_tick_that_fails(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    ticks = []

    async def tick() -> list[str]:
        ticks.append(1)
        raise error

    async def drain(_lane: str) -> int:
        return 0

    await run_until(lambda: len(ticks) > 3, tick, drain)
    assert "tick failed" in caplog.text


@pytest.mark.parametrize("error", [DatabaseBusy("somewhere"), ZeroDivisionError()])
async def test_engine_survives_a_drain_that_fails(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    drained: list[str] = []

    async def tick() -> list[str]:
        return ["bad", "good"]

    async def drain(lane: str) -> int:
        drained.append(lane)
        if lane == "bad":
            raise error
        return 1

    await run_until(lambda: min(map(drained.count, ("bad", "good"))) > 2, tick, drain)
    assert "draining bad failed" in caplog.text


async def test_database_that_stays_away_is_said_in_one_line_and_so_is_its_return(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, logger="scheduler")
    ticks = []

    async def tick() -> list[str]:
        ticks.append(1)
        if len(ticks) < 6:
            raise DatabaseUnreachable("somewhere", "away")
        return []

    async def drain(_lane: str) -> int:
        return 0

    await run_until(lambda: len(ticks) > 6, tick, drain)
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert "after 5 failures" in caplog.text


async def test_engine_drains_a_lane_by_one_at_a_time() -> None:
    busy, most, done = 0, 0, 0

    async def tick() -> list[str]:
        return [LANE]

    async def drain(_lane: str) -> int:
        nonlocal busy, most, done
        busy, most = busy + 1, max(most, busy + 1)
        await asyncio.sleep(0.05)  # longer than the period of the engine
        busy, done = busy - 1, done + 1
        return 1

    await run_until(lambda: done > 2, tick, drain)
    assert most == 1


def test_second_process_on_a_database_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "thidua.lock"
    code = (
        "import sys; from pathlib import Path; from scheduler.run.engines.alone import only_process\n"
        "with only_process(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(lock)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning), alone.only_process(lock):
            pass
        other.communicate()

    with alone.only_process(lock):
        pass


async def test_work_of_the_day_holds_no_tick_up_and_is_waited_for() -> None:
    ticks: list[int] = []
    begun: list[int] = []
    ended: list[int] = []

    async def tick() -> list[str]:
        ticks.append(1)
        return []

    async def drain(_lane: str) -> int:
        return 0

    async def daily() -> None:
        begun.append(len(ticks))
        while len(ticks) < begun[0] + 5:
            await asyncio.sleep(0.005)  # poll
        for _ in range(10):
            await asyncio.sleep(0)
        ended.append(len(ticks))

    await run_until(lambda: bool(begun) and len(ticks) > begun[0] + 4, tick, drain, daily)
    assert begun and len(ended) == len(begun)


@pytest.mark.parametrize("error", [DatabaseBusy("somewhere"), ZeroDivisionError()])
async def test_work_of_the_day_that_fails_is_tried_again_and_told(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(local, "LOOK_SECONDS", 0.05)
    looks: list[int] = []

    async def tick() -> list[str]:
        return []

    async def drain(_lane: str) -> int:
        return 0

    async def daily() -> None:
        looks.append(1)
        raise error

    await run_until(lambda: len(looks) > 2, tick, drain, daily)
    assert "the work of the day is not done" in caplog.text


async def test_work_of_the_day_is_looked_at_soon_and_then_seldom() -> None:
    ticks: list[int] = []
    looks: list[int] = []

    async def tick() -> list[str]:
        ticks.append(1)
        return []

    async def drain(_lane: str) -> int:
        return 0

    async def daily() -> None:
        looks.append(len(ticks))

    await run_until(lambda: len(ticks) > 10, tick, drain, daily)
    assert len(looks) == 1


async def test_rehearsed_year_runs_on_its_own_clock(road: Road) -> None:
    monthly = duty(due={"every": "month", "day": 25}, owed_by={"ids": ["u1"]}, reminders="once")
    road.province.apply(definition(monthly, phases=[]), now=at("2024-01-01 08:00"))
    told: list[tuple[str, str, str]] = []
    while road.clock.now() < at("2024-12-31 08:00"):
        await road.clock.sleep(24 * 3600)
        told += await road.pass_at("2024-01-01 08:00")

    assert told == [("u1@", "u1", "before-3wd")] * 12
