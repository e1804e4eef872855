"""One event of a calendar as feeds and mails write it: the icalendar library, with our own folding and escaping."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event
from icalendar.prop import vCalAddress, vCategory, vDatetime, vDDDTypes, vInt, vText, vUri

from scheduler.content_lines import escape, fold
from scheduler.dates import civil
from scheduler.text import clean, one_line
from scheduler.words.entry import untitled

DEADLINE_LASTS = timedelta(minutes=15)  # an instant without length is not shown by some programs


@dataclass(frozen=True)
class Party:
    """An organizer or attendee: a calendar user by mail address."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarEvent:
    """What an event says; texts as people typed them. Stamp and change are aware; start and end are two days, the
    end not within, or two instants in the zone they are written in, UTC or one the calendar has a VTIMEZONE for.

    Feeds have neither organizer nor attendee (FEEDS rule 21); mails are stamped when they are made (RFC 5546 3.2),
    and say nothing of the time of change.
    """

    uid: str
    sequence: int
    stamped_at: datetime
    changed_at: datetime | None = None
    title: str
    description: str
    start: date
    end: date
    cancelled: bool
    categories: tuple[str, ...] = ()
    link: str = ""
    alarm_before: timedelta | None = None
    organizer: Party | None = None
    attendee: Party | None = None


def deadline_span(due_at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First and last instant of the event of a deadline in `zone`, in the zone of `due_at`.

    It begins when the thing is due. What is due at 24:00 (Civil Code 2015, art. 148(6)) ends then: calendars would
    show it on the day after.
    """
    if civil.ended_on(due_at, zone) < due_at.astimezone(zone).date():
        return due_at - DEADLINE_LASTS, due_at
    return due_at, due_at + DEADLINE_LASTS


class Text(vText):
    """A TEXT value that survives: the library's own takes a typed "\\N" for a line break."""

    def to_ical(self) -> bytes:
        return escape(self).encode()


CONFIRMED, CANCELLED = Text("CONFIRMED"), Text("CANCELLED")
TRANSPARENT = Text("TRANSPARENT")  # a deadline is not a meeting: nobody is busy


def vevent(said: CalendarEvent) -> Event:
    """`said` as a component, in the language spoken here."""
    event = Event()
    event["UID"] = Text(said.uid)
    event["DTSTAMP"] = vDatetime(said.stamped_at.astimezone(UTC))
    if said.changed_at is not None:
        event["LAST-MODIFIED"] = vDatetime(said.changed_at.astimezone(UTC))
    event["SEQUENCE"] = vInt(said.sequence)
    event["SUMMARY"] = Text(title := one_line(said.title) or untitled())
    event["STATUS"] = CANCELLED if said.cancelled else CONFIRMED
    event["TRANSP"] = TRANSPARENT
    if said.categories:
        event["CATEGORIES"] = _categories(said.categories)
    if description := clean(said.description):
        event["DESCRIPTION"] = Text(description)
    if link := _address(said.link):
        event["URL"] = vUri(link)
    event["DTSTART"], event["DTEND"] = _moment(said.start), _moment(said.end)
    if said.organizer is not None:
        event["ORGANIZER"] = _party(said.organizer)
    if said.attendee is not None:
        event["ATTENDEE"] = _asked(said.attendee)
    if said.alarm_before is not None:
        event.add_component(_alarm(title, said.alarm_before))
    return event


def render(event: Event) -> bytes:
    """The bytes of `event`, every line folded and ended with CRLF."""
    return b"".join(fold(line) for line in event.content_lines() if line)


def document(prodid: str, properties: Iterable[str], parts: Iterable[bytes]) -> bytes:
    """The calendar of `parts`, each a component's bytes; `properties` are content lines of its own."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{prodid}",
        "CALSCALE:GREGORIAN",
        *properties,
    ]
    return b"".join([*map(fold, head), *parts, fold("END:VCALENDAR")])


@cache
def _categories(words: tuple[str, ...]) -> vCategory:
    return vCategory([Text(one_line(word)) for word in words])


def _moment(at: date) -> vDatetime | vDDDTypes:
    if isinstance(at, datetime):
        return vDatetime(at.replace(microsecond=0))
    return vDDDTypes(at)


def _address(link: str) -> str:
    """`link` when it can stand in a URI value; the description carries it anyway."""
    return link if link.isascii() and link.isprintable() and " " not in link else ""


def _party(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.address}")
    name = one_line(party.name)
    address.params["CN"] = name.replace('"', "'")  # else written as RFC 6868 says, which few read
    return address


def _asked(party: Party) -> vCalAddress:
    """Nobody is asked to answer: the bot and the page take reports, a mailbox does not."""
    address = _party(party)
    address.params.update(ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE")
    return address


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"] = Text("DISPLAY")
    alarm["TRIGGER"] = vDDDTypes(-before)
    alarm["DESCRIPTION"] = Text(title)
    return alarm
