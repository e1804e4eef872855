"""Who does the work of the day: the service, which looks every hour whether it is due."""

import asyncio
import logging
from functools import partial
from pathlib import Path

from bots import file_folder
from bots.telegram.poller import pause
from scheduler.admin.context import Context
from scheduler.errors import ThiDuaError
from scheduler.run.daily import daily

log = logging.getLogger(__name__)

LOOK_SECONDS = 3600.0


async def run(context: Context, folder: Path, *, stop: asyncio.Event) -> None:
    """Look until `stop`; what fails is told in the log and tried again."""
    while not stop.is_set():
        try:
            await asyncio.to_thread(_look, context, folder)
        except (ThiDuaError, OSError) as error:
            log.error("the work of the day is not done: %r", error)
        except Exception:  # reminders must go on whatever this is
            log.exception("the work of the day is not done")
        await pause(LOOK_SECONDS, stop)


def _look(context: Context, folder: Path) -> None:
    now = context.clock.now()
    daily(context.database, partial(file_folder.remove_unowned, folder, now=now), now=now)
