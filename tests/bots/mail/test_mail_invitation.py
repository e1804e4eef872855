"""The calendar part, read by two parsers that did not write it."""

import email
from datetime import UTC, timedelta
from email import policy
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
import vobject

from bots.mail.message import compose
from calendars import entry
from scheduler.plan import identity
from scheduler.run.saying.notice import Notice
from tests.bots.notices import DUE, NOW, make_item, make_notice

SENDER, RECIPIENT = "nhac-viec@thidua.example", "so-y-te@phutho.example"
UID = "pt+pt-2024+deadline+so-ket%2F2024+so-y-te@thidua"


def calendar_parts(notice: Notice) -> list[EmailMessage]:
    octets = compose(notice, sender=SENDER, recipient=RECIPIENT).octets
    message = email.message_from_bytes(octets, policy=policy.default)
    return [
        part
        for part in message.walk()
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/calendar"
    ]


def told(notice: Notice) -> icalendar.Event:
    (part,) = calendar_parts(notice)
    return icalendar.Calendar.from_ical(part.get_payload(decode=True)).events[0]


def owed(**changes: Any) -> Notice:
    return make_notice(make_item(**({"uid": UID, "sequence": 4} | changes)))


def test_part_is_a_request_in_utf_8():
    (part,) = calendar_parts(owed())
    assert part["Content-Type"].params == {"method": "REQUEST", "charset": "utf-8"}
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    assert calendar["METHOD"] == part.get_param("method")


def test_evening_of_the_day_still_invites_to_17_00_and_no_later_one_does():
    """The day is shown as offices do and ends at 24:00; a stated hour ends it there."""
    evening, end = DUE + timedelta(minutes=30), DUE + timedelta(hours=7)
    notice = make_notice(make_item(uid=UID, late_after=end, working_days_left=0), now=evening)
    assert told(notice)["DTSTART"].dt == DUE
    assert "quá hạn" not in told(notice)["SUMMARY"]
    for late_after, now in ((DUE, evening), (end, end + timedelta(seconds=1))):
        assert calendar_parts(make_notice(make_item(uid=UID, late_after=late_after), now=now)) == []


def test_request_is_the_deadline_of_one_organizer_and_one_attendee():
    event = told(owed())
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (UID, 4, "CONFIRMED")
    assert event["SUMMARY"] == "Hạn: Báo cáo sơ kết đợt 1"
    assert event["DTSTART"].dt == DUE
    assert event["DTSTAMP"].dt == NOW
    assert event["ORGANIZER"] == f"mailto:{SENDER}"
    assert event["ATTENDEE"] == f"mailto:{RECIPIENT}"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert "17:00 thứ Sáu, 28/6/2024" in event["DESCRIPTION"]


def test_quote_in_a_name_is_written_as_every_program_reads_it():
    event = told(make_notice(make_item(uid=UID), issuer='UBND "Phú Thọ"'))
    assert event["ORGANIZER"].params["CN"] == "UBND 'Phú Thọ'"


def test_second_parser_reads_the_same():
    (part,) = calendar_parts(owed())
    calendar = vobject.readOne(part.get_payload(decode=True).decode())
    event = calendar.vevent
    assert calendar.method.value == "REQUEST"
    assert event.uid.value == UID
    assert event.dtstart.value.astimezone(UTC) == DUE
    assert event.summary.value == "Hạn: Báo cáo sơ kết đợt 1"


@pytest.mark.parametrize("state", ["waived", "withdrawn"])
def test_what_is_no_longer_owed_is_taken_out(state):
    (part,) = calendar_parts(owed(state=state, sequence=6))
    event = told(owed(state=state, sequence=6))
    assert part.get_param("method") == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (UID, 6, "CANCELLED")
    assert event["SUMMARY"].startswith("[HỦY]")


@pytest.mark.parametrize(
    "nothing",
    [
        {"state": "submitted"},
        {"state": "accepted"},
        {"due_at": NOW - timedelta(hours=1)},
        {"step": "extension_asked-3"},
        {"uid": ""},
    ],
)
def test_what_no_calendar_needs_has_no_part(nothing):
    assert calendar_parts(owed(**nothing)) == []


def test_several_deadlines_are_several_objects_each_with_its_uid():
    items = [make_item(reference=str(n), uid=f"{n}@thidua", sequence=n) for n in range(3)]
    parts = calendar_parts(make_notice(*items))
    events = [icalendar.Calendar.from_ical(p.get_payload(decode=True)).events for p in parts]
    assert [[event["UID"] for event in found] for found in events] == [
        ["0@thidua"],
        ["1@thidua"],
        ["2@thidua"],
    ]
    assert {part.get_content_disposition() for part in parts} == {"attachment"}


def test_one_deadline_told_twice_in_a_mail_is_one_object():
    items = [make_item(step=step, uid=UID) for step in ("before-3wd", "nudge-1")]
    assert len(calendar_parts(make_notice(*items))) == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "Gửi\r\nEND:VEVENT\r\nBEGIN:VALARM",
        'Gửi; "báo cáo", C:\\new\\Năm',
        "Gửi\x00\x07",
        "Báo cáo " * 1250,
        "🎉" * 500,
    ],
)
def test_hostile_titles_stay_in_their_lines(hostile):
    notice = make_notice(
        make_item(uid=UID, duty=hostile, unit=hostile), post=hostile, issuer=hostile
    )
    (part,) = calendar_parts(notice)
    octets = part.get_payload(decode=True)
    assert max(len(line) for line in octets.split(b"\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(octets)
    (event,) = calendar.events
    assert not event.errors
    assert not calendar.subcomponents[0].subcomponents
    assert event["SUMMARY"] == "Hạn: " + " ".join(hostile.replace("\x00\x07", "").split())
    assert vobject.readOne(octets.decode()).vevent.uid.value == UID


def test_name_in_the_mail_is_the_name_in_the_feed():
    in_feed = entry.Entry(
        issuer="pt",
        campaign="pt-2024",
        kind=entry.Kind.DEADLINE,
        key="so-ket/2024",
        unit="so-y-te",
        title="Sơ kết",
        zone="Asia/Ho_Chi_Minh",
        revision=1,
        changed_at=NOW,
        due_at=DUE,
    )
    ours = identity.deadline_name("pt", "pt-2024", "so-ket/2024", "so-y-te")
    assert identity.uid(ours) == entry.uid(in_feed) == UID
