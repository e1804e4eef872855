"""A deadline as calendar programs take it from a mail: iTIP (RFC 5546) inside iMIP (RFC 6047). Pure.

UID and SEQUENCE are those of the unit's feed, so what the mail puts in is what later mails move or take out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bots import words
from scheduler.content_lines import clean, escape, fold, one_line
from scheduler.language import _
from scheduler.run.notice import Notice, NoticeItem, Reader
from scheduler.workflow.states import OWED, State, Step

PRODID = "-//Thi Dua//Thu nhac viec//VI"
LASTS = timedelta(
    minutes=15
)  # as in a feed: an instant without length is not shown by some programs
GONE = (State.WAIVED, State.WITHDRAWN)


class Method(StrEnum):
    """What the receiving calendar is asked to do."""

    REQUEST = "REQUEST"  # put in, or move (RFC 5546 3.2.2)
    CANCEL = "CANCEL"  # take out (RFC 5546 3.2.5)


@dataclass(frozen=True)
class Party:
    """An organizer or attendee: a calendar user by mail address."""

    name: str
    address: str


@dataclass(frozen=True)
class Invitation:
    """One calendar object, ready to be a part of a mail; all objects of a mail concern different UIDs."""

    method: Method
    octets: bytes


def method_of(item: NoticeItem, *, now: datetime) -> Method | None:
    """What a calendar is told of `item`; None: nothing.

    Who asks or is asked to judge is not who owes; and what is over cannot be put into a calendar any more.
    """
    if not item.uid:
        return None
    if item.state in GONE or item.reader is Reader.FORMER:
        return Method.CANCEL
    asked = item.step.startswith(Step.EXTENSION_ASKED)
    if item.state not in OWED or item.due_at <= now or asked:
        return None
    return Method.REQUEST


def invite(notice: Notice, *, organizer: Party, attendee: Party) -> list[Invitation]:
    """The calendar objects of `notice`, nearest deadline first, in the language spoken here."""
    told: dict[str, tuple[Method, NoticeItem]] = {}
    for item in words.nearest_first(notice):
        if method := method_of(item, now=notice.now):
            told.setdefault(item.uid, (method, item))
    return [
        Invitation(method, _calendar(method, item, notice.now, organizer, attendee))
        for method, item in told.values()
    ]


def _calendar(
    method: Method, item: NoticeItem, now: datetime, organizer: Party, attendee: Party
) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        *_event(method, item, now),
        f"ORGANIZER;CN={_quoted(organizer.name)}:mailto:{organizer.address}",
        # nobody is asked to answer: the bot and the page take reports, a mailbox does not
        f"ATTENDEE;CN={_quoted(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
        f":mailto:{attendee.address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(map(fold, lines))


def _event(method: Method, item: NoticeItem, now: datetime) -> Iterator[str]:
    cancelled = method is Method.CANCEL
    title = one_line(item.duty) or _("(không có tên)")
    summary = _("[HỦY] {title}") if cancelled else _("Hạn: {title}")
    yield f"UID:{item.uid}"
    yield f"SEQUENCE:{item.sequence}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"DTSTART:{_utc(item.due_at)}"
    yield f"DTEND:{_utc(item.due_at + LASTS)}"
    yield f"SUMMARY:{escape(summary.format(title=title))}"
    yield f"DESCRIPTION:{escape(clean(words.describe(item)))}"
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"  # a deadline is not a meeting: nobody is busy


def _utc(instant: datetime) -> str:
    """RFC 5545 3.3.5, form 2: needs no VTIMEZONE, and every program shows it in its own zone."""
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _quoted(name: str) -> str:
    """`name` as a parameter value (RFC 5545 3.2), where a double quote cannot stand."""
    return '"{}"'.format(one_line(name).replace('"', "'"))
