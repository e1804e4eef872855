"""Holding lanes: taken from nobody or from the dead, and kept by a sign of life every few seconds."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from sqlalchemy import event
from sqlmodel import Session

from scheduler.clock import Clock, Moment
from scheduler.errors import AWAY
from scheduler.run.sending import lanes
from scheduler.run.sending.recorded import until_recorded
from scheduler.spell import Spell
from scheduler.store.database import Database
from scheduler.store.lease import FRESH, HEARTBEAT_SECONDS, LEASE, Vigil

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Hold:
    """One lane in the hands of one drainer: not yet, held since `renewed` last, or lost for good.

    What was in hand may have been sent by who took the lane since, so it is never taken back.
    """

    lane: str
    holder: str = field(default_factory=lambda: uuid4().hex)
    renewed: Moment | None = None
    lost: bool = False
    ended: Counter[str] = field(default_factory=Counter)  # how many messages, by how they ended

    @property
    def is_held(self) -> bool:
        return self.renewed is not None and not self.lost


class Keeper:
    """Holds the lanes that one process drains. Belongs to one event loop."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._holds: set[Hold] = set()
        self._vigil = Vigil()
        self._beating: asyncio.Task[None] | None = None
        # of its own: all others may be waiting for the database
        self._thread = ThreadPoolExecutor(1, "heartbeat")
        self._unrecorded = Spell(log, "that messages were sent cannot be recorded yet")
        self._silent = Spell(log, "no sign of life reaches the database, sending may stop")

    @asynccontextmanager
    async def holding(self, lane: str) -> AsyncIterator[Hold]:
        """A hold on `lane`, which `keep` takes; given back in the end, and with a sign of life until then."""
        hold = Hold(lane)
        self._holds.add(hold)
        if self._beating is None:
            self._beating = asyncio.create_task(self._beat())
        try:
            yield hold
        finally:
            self._holds.discard(hold)
            if not self._holds and self._beating:
                self._beating.cancel()
                self._beating = None
            if hold.is_held:
                await asyncio.to_thread(self._give_back, hold)

    def keep(self, session: Session, hold: Hold) -> bool:
        """Take the lane of `hold`, or renew it when it is held; False when it is another's.

        It counts as held when `session` has ended: until then no other one sees it.
        """
        at = Moment.of(self._clock)
        if hold.renewed is None:
            ours = self._take(session, hold, at)
        else:
            ours = not hold.lost and bool(lanes.renew(session, [hold.holder], now=at.wall))
            if not ours:
                self._lose(hold)
        if ours:
            event.listen(session, "after_commit", lambda _: setattr(hold, "renewed", at), once=True)
        return ours

    async def is_ours(self, hold: Hold) -> bool:
        """Whether `hold` is held still: known from a fresh sign of life, else the database is asked."""
        if hold.is_held and hold.renewed and hold.renewed.age(self._clock) < FRESH:
            return True
        try:
            return hold.is_held and await asyncio.to_thread(self._ask, hold)
        except AWAY:
            return False

    async def record(self, write: Callable[[], object], *, stopping: Callable[[], bool]) -> None:
        """Do `write`, as `until_recorded` does. Raises the errors of AWAY."""
        await until_recorded(write, self._unrecorded, clock=self._clock, stopping=stopping)

    def _ask(self, hold: Hold) -> bool:
        with self._database.write_unowned() as session:
            return self.keep(session, hold)

    def _take(self, session: Session, hold: Hold, at: Moment) -> bool:
        lane, sign = hold.lane, lanes.last_sign(session, hold.lane)
        if sign and self._vigil.look(lane, sign, steady=at.steady):
            log.info(
                "lane %s is held by another process, last until %s: waiting; without a sign of life from it"
                " the lane is taken over in about %.0f s",
                lane,
                sign.until,
                LEASE.total_seconds(),
            )
        dead = self._vigil.dead(lane)
        if not lanes.take(session, lane, hold.holder, now=at.wall, dead=dead):
            return False
        self._vigil.end(lane)
        if dead:
            log.warning("lane %s is taken over from a process that gave no sign of life", lane)
        return True

    def _lose(self, hold: Hold) -> None:
        if not hold.lost:
            hold.lost = True
            log.warning("lane %s was taken over by another process", hold.lane)

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)  # of real time, also in a rehearsal
            held = [hold for hold in self._holds if hold.is_held]
            if held:
                await loop.run_in_executor(self._thread, self._renew, held)

    def _renew(self, held: list[Hold]) -> None:
        """All of `held` in one write."""
        at = Moment.of(self._clock)
        try:
            with self._database.write_unowned() as session:
                ours = lanes.renew(session, [hold.holder for hold in held], now=at.wall)
        except AWAY as error:
            self._silent.failed(error)
            return
        except Exception:  # the next one may succeed
            log.exception("no sign of life could be given")
            return
        self._silent.over()
        for hold in held:
            if hold.holder in ours:
                hold.renewed = at
            elif hold in self._holds:  # else it was given back meanwhile
                self._lose(hold)

    def _give_back(self, hold: Hold) -> None:
        try:
            with self._database.write_unowned() as session:
                lanes.release(session, hold.lane, hold.holder)
        except AWAY as error:
            log.warning("lane %s is not given back, it will be taken over: %r", hold.lane, error)
