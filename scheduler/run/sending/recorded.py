"""Writing down what has happened out there, however long the database is away."""

import asyncio
from collections.abc import Callable

from scheduler.clock import Clock
from scheduler.errors import AWAY
from scheduler.spell import Spell

DATABASE_AWAY = 1.0  # seconds between two tries to record
LAST_TRIES = 3.0  # seconds of them, when the end comes


async def until_recorded(
    write: Callable[[], object],
    unrecorded: Spell,
    *,
    clock: Clock,
    stopping: Callable[[], bool] = lambda: False,
) -> None:
    """Do `write`, tried until it succeeds: what is sent and not recorded would be sent again, or never.

    When all is `stopping` that is waited for only so long. Raises the errors of AWAY.
    """
    began_at = clock.steady()
    while True:
        try:
            await asyncio.to_thread(write)
            unrecorded.over()
            return
        except AWAY as error:
            unrecorded.failed(error)
            if stopping() and clock.steady() - began_at > LAST_TRIES:
                raise
            await clock.sleep(DATABASE_AWAY)
