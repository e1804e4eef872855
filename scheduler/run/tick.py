"""One pass over what is due: fire reminders, fan them out into cards, say which lanes have mail."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col

from scheduler.run import cards, fanout
from scheduler.run.due import Due, load_due
from scheduler.run.office import Office
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.pulse import beat
from scheduler.store.tables import Reminder

ACTOR = "scheduler"


def tick(database: Database, office: Office, *, now: datetime) -> list[str]:
    """Fire everything due at `now` and return the lanes with something to send, in order of their ids.

    All in one transaction: a pass that is cut off leaves nothing behind, and the next one does it all.
    """
    with database.write() as session:
        due = load_due(session, now=now)
        if due:
            _fire(session, due, office, now)
        cards.deal(session, now=now)
        beat(session, "tick", now=now)
        return cards.lanes_with_mail(session, now=now)


def _fire(session: Session, due: list[Due], office: Office, now: datetime) -> None:
    entries: list[ledger.Entry] = []
    told = _latest(due)
    for one in due:
        recipients = told.get(one.reminder.id or 0, [])
        if recipients:
            ready_at = office.ready_at(now, due_at=one.due_at, zone=ZoneInfo(one.campaign.zone))
            counts = {
                recipient: fanout.fan_out(session, one, recipient, ready_at=ready_at, now=now)
                for recipient in recipients
            }
            data: dict[str, object] = {"at": one.reminder.at.isoformat(), "items": counts}
            entries.append(_entry(one, "reminder fired", data))
        else:
            why = {"reason": "a later reminder of the same obligation was due too"}
            entries.append(_entry(one, "reminder merged", {**why, "at": str(one.reminder.at)}))
        _end(session, one.reminder, "fired" if recipients else "merged", now)
    ledger.append(session, entries, now=now)


def _latest(due: Iterable[Due]) -> dict[int, list[str]]:
    """Which recipients each reminder speaks to: of several stale ones a person gets only the last."""
    last: dict[tuple[int, int, str], int] = {}
    for one in due:
        for recipient in one.reminder.recipients.split(","):
            target = (one.reminder.occurrence_id, one.reminder.obligation_id or 0, recipient)
            last[target] = one.reminder.id or 0
    told: dict[int, list[str]] = defaultdict(list)
    for (_, _, recipient), reminder_id in last.items():
        told[reminder_id].append(recipient)
    return told


def _end(session: Session, reminder: Reminder, ending: str, now: datetime) -> None:
    session.execute(
        update(Reminder)
        .where(col(Reminder.id) == reminder.id, col(Reminder.ended_at).is_(None))
        .values(ended_at=now, ending=ending)
    )


def _entry(one: Due, kind: str, data: dict[str, object]) -> ledger.Entry:
    return ledger.Entry(kind, one.subject, ACTOR, one.issuer.id, data)
