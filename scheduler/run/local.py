"""The local engine: APScheduler wakes us every few seconds in one asyncio process; one process a database."""

import asyncio
import fcntl
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from scheduler.errors import AlreadyRunning, ThiDuaError
from scheduler.run.clock import Watch
from scheduler.store import private
from scheduler.store.database import Database

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
WATCH_SECONDS = 2.0  # between two looks at the clock of the machine
Tick = Callable[[], Awaitable[list[str]]]
DrainLane = Callable[[str], Awaitable[int]]


async def run(tick: Tick, drain: DrainLane, *, stop: asyncio.Event, watch: Watch) -> None:
    """Tick every few seconds and drain each lane that has mail, at most one drainer a lane, until `stop`.

    What is being sent when `stop` comes is sent and recorded before this returns. Nothing of the plan
    is kept here: after a crash the first tick finds all there is to do.
    """
    draining: dict[str, asyncio.Task[int]] = {}

    async def wake() -> None:
        try:
            lanes = await tick()
        except ThiDuaError as error:
            log.error("tick failed, the next one does its work: %r", error)
            return
        except Exception:  # the clock must survive a fault of ours
            log.exception("tick failed, the next one does its work")
            return
        for lane in [lane for lane, task in draining.items() if task.done()]:
            del draining[lane]
        for lane in lanes:
            if lane not in draining and not stop.is_set():
                draining[lane] = asyncio.create_task(_survive(drain, lane))

    clock = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
    job = clock.add_job(wake, _FromNow(), coalesce=True, max_instances=1)
    clock.start()
    await wake()
    await _mind(watch, job, stop)
    clock.shutdown(wait=False)
    await asyncio.gather(*draining.values())


class _FromNow(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """A moment from now, whatever was planned: of a clock set ahead the library lists every moment missed."""

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + timedelta(seconds=EVERY_SECONDS)


async def _mind(watch: Watch, job: Job, stop: asyncio.Event) -> None:
    """Until `stop`, plan the next tick anew whenever the clock was set: APScheduler waits for the instant it had."""
    while not stop.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), WATCH_SECONDS)
        if jump := watch.jump():
            log.warning(
                "the clock was set by %+.0f s: the next tick is in %.0f s",
                jump.total_seconds(),
                EVERY_SECONDS,
            )
            job.reschedule(_FromNow())


async def _survive(drain: DrainLane, lane: str) -> int:
    try:
        return await drain(lane)
    except ThiDuaError as error:
        log.error("draining %s failed, the next tick begins again: %r", lane, error)
    except Exception:  # the other lanes must survive a fault of ours
        log.exception("draining %s failed, the next tick begins again", lane)
    return 0


@contextmanager
def only_process(lock: Path) -> Iterator[None]:
    """Hold the lock file while the block runs. Raises AlreadyRunning when another process does."""
    private.make_file(lock)
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(str(lock)) from error
        yield


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Let no other local engine work on `database` while the block runs. Raises AlreadyRunning.

    Of a database that several processes may serve (PostgreSQL) it keeps nobody away.
    """
    if database.file is None:
        yield
        return
    file = database.file.resolve()  # by whatever name it was called
    with only_process(file.with_name(file.name + ".lock")):
        yield
