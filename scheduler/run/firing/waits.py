"""Waits are instants of the wall clock; when that was ahead and is set back, they would outlast their reason."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import col

from scheduler.store.database import Database
from scheduler.store.pulse import last_beat
from scheduler.store.tables import Announcement, Delivery, Lane, Reminder
from scheduler.store.tables.outbox import QUEUED

log = logging.getLogger(__name__)

APART = timedelta(seconds=30)  # more than the clocks of two machines on one database may differ


def end_those_of_a_wrong_clock(database: Database, *, now: datetime) -> None:
    """End every wait that was measured on a clock which has been set back since the last tick.

    What still has to wait says so again when it is tried: a letter for the office's hours, a server for its pause.
    """
    with database.read() as session:
        beat = last_beat(session, "tick")
    if beat is None or beat - now <= APART:
        return
    log.warning(
        "the clock was %.0f s ahead at the last tick: waits begin anew",
        (beat - now).total_seconds(),
    )
    with database.write() as session:
        session.execute(
            update(Delivery).where(QUEUED, col(Delivery.not_before) > now).values(not_before=now)
        )
        session.execute(update(Lane).where(col(Lane.paused_until) > now).values(paused_until=None))
        for table in (Reminder, Announcement):
            session.execute(update(table).where(col(table.retry_at) > now).values(retry_at=None))
