"""The work of the day, once for all processes together: forgetting what nobody needs any more, counting reports."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from scheduler.store import inbox, tally
from scheduler.store.database import Database
from scheduler.store.pulse import RESTORED, beat, last_beat
from scheduler.workflow import owned_files

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)
BEAT = "daily"
RemoveFiles = Callable[[Collection[str], datetime | None], int]


def daily(database: Database, remove_files: RemoveFiles, *, now: datetime) -> bool:
    """Do the work unless it was done within a day of `now`; whether it was due.

    `remove_files` removes kept files but those whose hashes it is given, and those that came before an instant: a
    backup was put to work then, which may not know their reports. It says how many went. Raises the database's
    errors and OSError; what is left is done the next day.
    """
    with database.read() as session:
        done_at = last_beat(session, BEAT)
    if done_at is not None and abs(now - done_at) < EVERY:
        return False
    with database.write() as session:
        beat(session, BEAT, now=now)
        inbox.prune(session, now=now)
        tally.count(session, now=now)
        owned, restored_at = owned_files.load_hashes(session, now=now), last_beat(session, RESTORED)
    if removed := remove_files(owned, restored_at):
        log.info("%s files that belong to no report were removed", removed)
    return True
