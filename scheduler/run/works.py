"""Long work of pages, worked off row by row beside sending: one at a time a process, in a thread that gives way."""

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from scheduler.clock import Clock, pause
from scheduler.errors import AWAY, ThiDuaError
from scheduler.spell import Spell
from scheduler.store import work
from scheduler.store.database import Database
from scheduler.store.tables import RehearsedMessage
from scheduler.store.work import Claim

log = logging.getLogger(__name__)

EVERY_SECONDS = 0.5  # between two looks whether there is any
TELL_SECONDS = 1.0  # between two words of how far it is
NICENESS = 10  # of the thread, as `nice` counts: what is due goes first


class Left(Exception):
    """It does not go on here: the process ends, or the row is dropped or another's by now."""


class CannotBeDone(Exception):
    """Nor will it be when tried again: `found` tells why."""

    def __init__(self, found: Mapping[str, object]) -> None:
        super().__init__()
        self.found = found


@dataclass
class AtWork:
    """One row in our hands, for who does what it asks."""

    database: Database
    claim: Claim
    clock: Clock
    stopping: Callable[[], bool]
    _told_at: float = field(default=float("-inf"))

    def tell(self, done: int, whole: int) -> None:
        """That it goes on, `done` of `whole`; written once a second at most. Raises Left."""
        if self.stopping():
            raise Left
        if self.clock.steady() - self._told_at < TELL_SECONDS:
            return
        self._told_at = self.clock.steady()
        with self.database.write_unowned() as session:
            goes_on = work.renew(session, self.claim, done=done, whole=whole, now=self.clock.now())
        if not goes_on:
            raise Left

    def keep(self, messages: Sequence[RehearsedMessage]) -> None:
        """Write them down. Raises Left."""
        with self.database.write_unowned() as session:
            ours = work.keep_messages(session, self.claim, messages, now=self.clock.now())
        if not ours:
            raise Left


Doer = Callable[[AtWork], Mapping[str, object]]  # what came of it; raises Left, CannotBeDone


@dataclass(frozen=True)
class Works:
    """The long work of a database, and who does it, by its kind."""

    database: Database
    doers: Mapping[str, Doer]
    clock: Clock
    stopping: Callable[[], bool] = lambda: False

    def work_off(self) -> bool:
        """Do the next piece; False where there is none that is not in other hands. Raises the database's errors."""
        with self.database.read() as session:
            if not work.is_waiting(session, now=self.clock.now()):
                return False
        with self.database.write_unowned() as session:
            claim = work.claim_next(session, now=self.clock.now())
            if claim is None:
                return False
            work.begin_again(session, claim)
        log.info("work %s (%s) is begun", claim.id, claim.kind)
        self._do(claim)
        return True

    def _do(self, claim: Claim) -> None:
        at_work = AtWork(self.database, claim, self.clock, self.stopping)
        try:
            found = self._doer(claim)(at_work)
        except Left:
            with self.database.write_unowned() as session:
                work.give_back(session, claim)  # unless it is not ours any more
            log.info("work %s is left", claim.id)
        except CannotBeDone as error:
            self._end(work.fail, claim, error.found)
        except AWAY:
            raise  # its claim lapses, and it is tried again
        except Exception:  # what comes behind it must be done all the same
            log.exception("work %s failed", claim.id)
            self._end(work.fail, claim, {"fault": "fault"})
        else:
            self._end(work.finish, claim, found)

    def _doer(self, claim: Claim) -> Doer:
        doer = self.doers.get(claim.kind)
        if doer is None:
            raise CannotBeDone({"fault": "unknown"})
        return doer

    def _end(self, end: work.End, claim: Claim, found: Mapping[str, object]) -> None:
        with self.database.write_unowned() as session:
            end(session, claim, found, now=self.clock.now())
        log.info("work %s is over", claim.id)


async def run(work_off: Callable[[], bool], *, stop: asyncio.Event) -> None:
    """Work off what there is until `stop`; what is under way then is given back first."""
    spell = Spell(log, "long work cannot be looked for")
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "work", initializer=_give_way) as thread:
        while not stop.is_set():
            done = False
            try:
                done = await loop.run_in_executor(thread, work_off)
                spell.over()
            except ThiDuaError as error:
                spell.failed(error)
            except Exception:  # the next one may be done
                log.exception("long work failed")
            if not done:
                await pause(EVERY_SECONDS, stop)


def _give_way() -> None:
    """Where a thread has a priority of its own; those it begins have the same."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
