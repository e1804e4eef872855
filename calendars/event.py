"""One entry as a VEVENT. The icalendar library writes it; folding and escaping are `scheduler.content_lines`."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event
from icalendar.prop import vCategory, vDatetime, vDDDTypes, vInt, vText, vUri

from calendars.entry import Entry, Kind, uid
from calendars.words import STILL_OWED, categories_of, description_of, title_of
from scheduler.content_lines import clean, escape, fold, one_line
from scheduler.language import _

ZONE = "Asia/Ho_Chi_Minh"  # the one zone a feed carries a VTIMEZONE for; others are written in UTC
ALARM_BEFORE = timedelta(days=1)


class Text(vText):
    """A TEXT value that survives: the library's own takes a typed "\\N" for a line break."""

    def to_ical(self) -> bytes:
        return escape(self).encode()


CONFIRMED, CANCELLED = Text("CONFIRMED"), Text("CANCELLED")
TRANSPARENT = Text("TRANSPARENT")  # a deadline is not a meeting: nobody is busy


def vevent(entry: Entry, *, alarms: bool) -> Event:
    """`entry` as an event, in the language spoken here. Instants are in `ZONE` or UTC, never floating."""
    event = Event()
    event["UID"] = Text(uid(entry))
    event["DTSTAMP"] = event["LAST-MODIFIED"] = vDatetime(entry.changed_at.astimezone(UTC))
    event["SEQUENCE"] = vInt(entry.revision)
    event["SUMMARY"] = Text(title := one_line(title_of(entry)) or _("(không có tên)"))
    event["STATUS"] = CANCELLED if entry.cancelled else CONFIRMED
    event["TRANSP"] = TRANSPARENT
    event["CATEGORIES"] = _categories(categories_of(entry))
    if description := clean(description_of(entry)):
        event["DESCRIPTION"] = Text(description)
    if link := _address(entry.link):
        event["URL"] = vUri(link)
    event["DTSTART"], event["DTEND"] = _start_and_end(entry)
    if alarms and _still_to_do(entry):
        event.add_component(_alarm(title))
    return event


def render(event: Event) -> bytes:
    """The bytes of `event`, every line folded and ended with CRLF."""
    return b"".join(fold(line) for line in event.content_lines() if line)


def _start_and_end(entry: Entry) -> tuple[vDatetime, vDatetime] | tuple[vDDDTypes, vDDDTypes]:
    if entry.due_at is not None:
        start = _local(entry.due_at, entry.zone)
        return vDatetime(start), vDatetime(start + entry.duration)
    first, last = entry.first_on, entry.last_on
    assert first is not None and last is not None  # Entry takes no other
    return _day(first), _day(last + timedelta(days=1))


@cache
def _categories(words: tuple[str, ...]) -> vCategory:
    return vCategory([Text(one_line(word)) for word in words])


def _day(day: date) -> vDDDTypes:
    return vDDDTypes(date(day.year, day.month, day.day))


def _local(instant: datetime, zone: str) -> datetime:
    whole = instant.replace(microsecond=0)
    return whole.astimezone(ZoneInfo(ZONE) if zone == ZONE else UTC)


def _address(link: str) -> str:
    """`link` when it can stand in a URI value; the description carries it anyway."""
    return link if link.isascii() and link.isprintable() and " " not in link else ""


def _still_to_do(entry: Entry) -> bool:
    owed = entry.kind is Kind.DEADLINE and entry.state in STILL_OWED
    return owed and not entry.cancelled and not entry.overdue


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"] = Text("DISPLAY")
    alarm["TRIGGER"] = vDDDTypes(-ALARM_BEFORE)
    alarm["DESCRIPTION"] = Text(title)
    return alarm
