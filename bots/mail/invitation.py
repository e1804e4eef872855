"""A deadline as calendar programs take it from a mail: iTIP (RFC 5546) inside iMIP (RFC 6047). Pure.

UID and SEQUENCE are those of the unit's feed, so what the mail puts in is what later mails move or take out.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduler.run.saying.notice import Notice, NoticeItem, Reader
from scheduler.states import OWED, State
from scheduler.steps import StepKind
from scheduler.vevent import CalendarEvent, Party, deadline_span, document, render, vevent
from scheduler.words import telling

PRODID = "-//Thi Dua//Thu nhac viec//VI"
GONE = (State.WAIVED, State.WITHDRAWN)


class Method(StrEnum):
    """What the receiving calendar is asked to do."""

    REQUEST = "REQUEST"  # put in, or move (RFC 5546 3.2.2)
    CANCEL = "CANCEL"  # take out (RFC 5546 3.2.5)


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
    asked = item.step.kind is StepKind.EXTENSION_ASKED
    if item.state not in OWED or item.is_late(now) or asked:
        return None
    return Method.REQUEST


def invite(notice: Notice, *, organizer: Party, attendee: Party) -> list[Invitation]:
    """The calendar objects of `notice`, nearest deadline first, in the language spoken here."""
    told: dict[str, tuple[Method, NoticeItem]] = {}
    for item in telling.nearest_first(notice):
        if method := method_of(item, now=notice.now):
            told.setdefault(item.uid, (method, item))
    return [
        Invitation(method, _calendar(method, item, notice.now, organizer, attendee))
        for method, item in told.values()
    ]


def _calendar(
    method: Method, item: NoticeItem, now: datetime, organizer: Party, attendee: Party
) -> bytes:
    event = render(vevent(_event(method, item, now, organizer, attendee)))
    return document(PRODID, [f"METHOD:{method}"], [event])


def _event(
    method: Method, item: NoticeItem, now: datetime, organizer: Party, attendee: Party
) -> CalendarEvent:
    cancelled = method is Method.CANCEL
    zone = item.due_at.tzinfo
    assert isinstance(zone, ZoneInfo), "the campaign's"
    # UTC needs no VTIMEZONE, and every program shows it in its own zone
    start, end = deadline_span(item.due_at.astimezone(UTC), zone)
    return CalendarEvent(
        uid=item.uid,
        sequence=item.sequence,
        stamped_at=now,
        title=telling.title(item, cancelled=cancelled),
        description=telling.describe(item),
        start=start,
        end=end,
        cancelled=cancelled,
        organizer=organizer,
        attendee=attendee,
    )
