"""One entry as a VEVENT of a feed; `scheduler.vevent` writes it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event

from calendars.entry import Entry, Kind, uid
from calendars.words import STILL_OWED, categories_of, description_of, title_of
from scheduler import vevent as written

ZONE = "Asia/Ho_Chi_Minh"  # the one zone a feed carries a VTIMEZONE for; others are written in UTC
ALARM_BEFORE = timedelta(days=1)


def vevent(entry: Entry, *, alarms: bool) -> Event:
    """`entry` as an event, in the language spoken here. Instants are in `ZONE` or UTC, never floating."""
    start, end = _start_and_end(entry)
    said = written.CalendarEvent(
        uid=uid(entry),
        sequence=entry.revision,
        stamped_at=entry.changed_at,
        changed_at=entry.changed_at,
        title=title_of(entry),
        description=description_of(entry),
        start=start,
        end=end,
        cancelled=entry.cancelled,
        categories=categories_of(entry),
        link=entry.link,
        alarm_before=ALARM_BEFORE if alarms and _still_to_do(entry) else None,
    )
    return written.vevent(said)


def _start_and_end(entry: Entry) -> tuple[date, date]:
    if entry.due_at is not None:
        return written.deadline_span(_local(entry.due_at, entry.zone), ZoneInfo(entry.zone))
    first, last = entry.first_on, entry.last_on
    assert first is not None and last is not None  # Entry takes no other
    return first, last + timedelta(days=1)


def _local(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(ZONE) if zone == ZONE else UTC)


def _still_to_do(entry: Entry) -> bool:
    owed = entry.kind is Kind.DEADLINE and entry.state in STILL_OWED
    return owed and not entry.cancelled and not entry.overdue
