"""Beginning on a database that another program has locked: waited for, said once, ended by a signal."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from scheduler.clock import pause
from scheduler.errors import DatabaseBusy

log = logging.getLogger(__name__)

AGAIN_SECONDS = 0.5  # the database itself has waited already


@dataclass
class Start:
    """What the service still waits for; pages and feeds are served meanwhile."""

    waits_for: list[str] = field(default_factory=list)

    async def begin(self, work: Callable[[], None], stop: asyncio.Event) -> bool:
        """Do `work`, in a thread, as soon as the database is free; False when `stop` came before that."""
        while not stop.is_set():
            try:
                await asyncio.to_thread(work)
            except DatabaseBusy as error:
                self._wait(error)
                await pause(AGAIN_SECONDS, stop)
            else:
                self._go_on()
                return True
        return False

    def _wait(self, error: DatabaseBusy) -> None:
        if not self.waits_for:
            self.waits_for.append("the database is locked by another program")
            log.warning(
                "%s is locked by another program: reminders and answers wait until it is free",
                error.url,
            )

    def _go_on(self) -> None:
        if self.waits_for:
            self.waits_for.clear()
            log.info("the database is free again: reminders and answers go on")
