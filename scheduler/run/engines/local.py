"""The local engine: APScheduler wakes us every few seconds, in one asyncio process. It holds no plan of ours."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from scheduler.clock import Watch, pause
from scheduler.errors import ThiDuaError
from scheduler.spell import Spell

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
LOOK_SECONDS = 600.0  # between two looks whether the work of a new day is due
WATCH_SECONDS = 2.0  # between two looks at the clock of the machine

T = TypeVar("T")
Tick = Callable[[], Awaitable[list[str]]]
DrainLane = Callable[[str], Awaitable[int]]
Daily = Callable[[], Awaitable[object]]


async def run(
    tick: Tick, drain: DrainLane, daily: Daily, *, stop: asyncio.Event, watch: Watch
) -> None:
    """Tick every few seconds and drain each lane that has mail, at most one drainer a lane, until `stop`.

    `daily` does what is due on a new day, and is asked at the start and every few minutes beside ticks: so that is
    done on the first wake-up after midnight, and what failed is tried again. What is being sent when `stop` comes
    is sent and recorded before this returns. Nothing of the plan is kept here: after a crash the first tick finds
    all there is to do.
    """
    engine = _Engine(tick, drain, daily, stop)
    clock = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
    jobs = [
        clock.add_job(wake, _FromNow(seconds), coalesce=True, max_instances=2)  # one may be late
        for wake, seconds in ((engine.wake, EVERY_SECONDS), (engine.look, LOOK_SECONDS))
    ]
    clock.start()
    await engine.wake()
    await _mind(watch, jobs, stop)
    clock.shutdown(wait=False)
    await engine.end()


@dataclass
class _Engine:
    """What is under way. Neither draining nor the work of the day holds a tick up."""

    tick: Tick
    drain: DrainLane
    daily: Daily
    stop: asyncio.Event
    draining: dict[str, asyncio.Task[int | None]] = field(default_factory=dict)
    ticking: asyncio.Lock = field(default_factory=asyncio.Lock)
    of_the_day: asyncio.Task[object] | None = None
    spells: dict[str, Spell] = field(default_factory=dict)

    async def wake(self) -> None:
        if self.ticking.locked():
            return
        async with self.ticking:
            await self._wake()

    async def _wake(self) -> None:
        lanes = await self._survive(self.tick(), "tick failed, the next one does its work")
        for lane in [lane for lane, task in self.draining.items() if task.done()]:
            del self.draining[lane]
        for lane in lanes or ():
            if lane not in self.draining and not self.stop.is_set():
                told = f"draining {lane} failed, the next tick begins again"
                self.draining[lane] = asyncio.create_task(self._survive(self.drain(lane), told))

    async def look(self) -> None:
        if self.stop.is_set() or (self.of_the_day and not self.of_the_day.done()):
            return
        told = f"the work of the day is not done, again in {LOOK_SECONDS:.0f} s"
        self.of_the_day = asyncio.create_task(self._survive(self.daily(), told))

    async def end(self) -> None:
        """Wait for what is under way."""
        tasks = [*self.draining.values(), *([self.of_the_day] if self.of_the_day else [])]
        await asyncio.gather(*tasks)

    async def _survive(self, work: Awaitable[T], told: str) -> T | None:
        """What `work` comes to; when it fails the log says what is `told`."""
        spell = self.spells.setdefault(told, Spell(log, told))
        try:
            result = await work
        except ThiDuaError as error:
            spell.failed(error)
        except Exception:  # the clock and the other lanes must survive a fault of ours
            log.exception("%s", told)
        else:
            spell.over()
            return result
        return None


class _FromNow(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """A moment from now, at first soon, whatever was planned: of a clock set ahead the library lists all it missed."""

    def __init__(self, seconds: float) -> None:
        self._period = timedelta(seconds=seconds)
        self._first = timedelta(seconds=EVERY_SECONDS)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return now + (self._period if previous else self._first)


async def _mind(watch: Watch, jobs: Sequence[Job], stop: asyncio.Event) -> None:
    """Until `stop`, plan `jobs` anew whenever the clock was set: APScheduler waits for the instant it had.

    All of them come soon then: it may be another day.
    """
    while not stop.is_set():
        await pause(WATCH_SECONDS, stop)
        if jump := watch.jump():
            log.warning(
                "the clock was set by %+.0f s: the next tick is in %.0f s",
                jump.total_seconds(),
                EVERY_SECONDS,
            )
            for job in jobs:
                job.reschedule(job.trigger)
