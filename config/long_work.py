"""The long work that pages of the desk ask for: who does it, by its kind, and that it is done where they are served."""

import asyncio
from collections.abc import Mapping
from functools import partial

from config.desk.looks import LOOKS
from scheduler.campaign.editing import first_messages, rehearsal_work
from scheduler.installation import Installation
from scheduler.run import works
from scheduler.run.works import Doer, Works


def doers(installation: Installation) -> Mapping[str, Doer]:
    """All of them."""
    return {
        rehearsal_work.KIND: partial(rehearsal_work.rehearse, installation, LOOKS),
        first_messages.KIND: partial(rehearsal_work.tell_first, installation, LOOKS),
    }


async def work_off(installation: Installation, *, stop: asyncio.Event) -> None:
    """Until `stop`."""
    doing = Works(
        installation.database, doers(installation), installation.clock, stopping=stop.is_set
    )
    await works.run(doing.work_off, stop=stop)
