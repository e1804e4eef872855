"""FEEDS rules 10 to 21: what each event says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from calendars.entry import Entry, uid
from calendars.feed import VTIMEZONE
from scheduler.dates import civil
from scheduler.states import State
from tests.calendars.samples import (
    ANNIVERSARY,
    CHANGED,
    DEADLINE,
    DUE,
    ROUND,
    SOME,
    deadline,
    feed_of,
    unfolded,
    value,
    values,
)

LATER = CHANGED + timedelta(days=3)
PARTS = st.text(st.characters(codec="utf-8"), max_size=120)


def test_rule_10_uid_outlives_every_change() -> None:
    moved = deadline(
        due_at=DUE + timedelta(days=9), title="Khác", state=State.SUBMITTED, revision=9
    )
    assert uid(moved) == uid(DEADLINE)
    assert uid(DEADLINE) == "phu-tho+phu-tho-2024+deadline+so-ket-dot-1%2F2024+so-y-te@thidua"


@given(st.lists(st.tuples(PARTS, PARTS, PARTS, st.none() | PARTS), unique=True, max_size=8))
def test_rule_10_uids_are_unique_short_and_printable(
    names: list[tuple[str, str, str, str | None]],
) -> None:
    uids = [uid(deadline(issuer=a, campaign=b, key=c, unit=d)) for a, b, c, d in names]
    assert len(set(uids)) == len(names)
    assert all(len(u) <= 255 and u.isascii() and u.isprintable() and " " not in u for u in uids)


def test_rule_11_dtstamp_is_the_change_of_the_row() -> None:
    assert value(feed_of(DEADLINE), "DTSTAMP") == "20240115T030000Z"


def test_rule_12_says_revision_and_time_of_every_change() -> None:
    document = feed_of(deadline(revision=5, changed_at=LATER))
    assert value(document, "SEQUENCE") == "5"
    assert value(document, "LAST-MODIFIED") == "20240118T030000Z"


def test_rule_13_all_day_ends_on_the_day_after() -> None:
    lines = unfolded(feed_of(ROUND))
    assert "DTSTART;VALUE=DATE:20240101" in lines
    assert "DTEND;VALUE=DATE:20240701" in lines


def test_rule_14_a_deadline_stands_in_its_zone() -> None:
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20240628T170000" in unfolded(feed_of(DEADLINE))


def test_rule_14_another_zone_is_written_in_utc() -> None:
    document = feed_of(deadline(zone="Asia/Tokyo"))
    assert "DTSTART:20240628T100000Z" in unfolded(document)
    assert "Hạn: 19:00 thứ Sáu" in value(document, "DESCRIPTION")


def test_rule_14_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        deadline(due_at=datetime(2024, 6, 28, 17))  # noqa: DTZ001


def test_rule_15_vtimezone_is_ours_and_without_comment() -> None:
    document = feed_of(*SOME)
    assert VTIMEZONE in document
    assert b"COMMENT" not in document
    assert "TZID:Asia/Ho_Chi_Minh" in unfolded(VTIMEZONE)


@pytest.mark.parametrize("entry", SOME)
def test_rule_16_start_and_end_are_of_one_kind(entry: Entry) -> None:
    names = [line.partition(":")[0] for line in unfolded(feed_of(entry).replace(VTIMEZONE, b""))]
    (start,) = [name for name in names if name.startswith("DTSTART")]
    (end,) = [name for name in names if name.startswith("DTEND")]
    assert start.removeprefix("DTSTART") == end.removeprefix("DTEND")
    assert "DURATION" not in names


def test_rule_17_a_cancelled_entry_is_marked_and_keeps_its_uid() -> None:
    gone = deadline(cancelled=True, cancelled_at=LATER, changed_at=LATER, revision=5)
    document = feed_of(gone)
    assert value(document, "STATUS") == "CANCELLED"
    assert value(document, "SEQUENCE") == "5"
    assert value(document, "SUMMARY") == "[HỦY] Báo cáo sơ kết đợt 1"
    assert value(document, "UID") == uid(DEADLINE)


def test_rule_18_a_deadline_is_an_event() -> None:
    lines = unfolded(feed_of(DEADLINE))
    assert "BEGIN:VEVENT" in lines and "BEGIN:VTODO" not in lines


def test_rule_19_no_alarm_unless_asked() -> None:
    assert "BEGIN:VALARM" not in unfolded(feed_of(*SOME))


def test_rule_19_an_asked_alarm_displays_the_title() -> None:
    lines = unfolded(feed_of(*SOME, alarms=True))
    alarm = lines[lines.index("BEGIN:VALARM") : lines.index("END:VALARM") + 1]
    assert set(alarm[1:-1]) == {
        "ACTION:DISPLAY",
        "TRIGGER:-P1D",
        "DESCRIPTION:Hạn: Báo cáo sơ kết đợt 1",
    }


@pytest.mark.parametrize(
    "entry",
    [
        deadline(state=State.SUBMITTED),
        deadline(state=State.ACCEPTED),
        deadline(state=State.WAIVED),
        deadline(overdue=True),
        deadline(cancelled=True),
        ROUND,
    ],
)
def test_rule_19_nothing_rings_for_what_nobody_waits_for(entry: Entry) -> None:
    assert "BEGIN:VALARM" not in unfolded(feed_of(entry, alarms=True))


def test_rule_20_a_lunar_anniversary_is_one_event_a_year() -> None:
    hung_kings = [
        replace(ANNIVERSARY, campaign="phu-tho-2024", key="gio-to", first_on=day, last_on=day)
        for day in (date(2024, 4, 18),)
    ] + [
        replace(ANNIVERSARY, campaign="phu-tho-2025", key="gio-to", first_on=day, last_on=day)
        for day in (date(2025, 4, 7),)
    ]
    document = feed_of(*hung_kings)
    assert values(document, "DTSTART") == ["19700101T000000", "20240418", "20250407"]
    assert len(set(values(document, "UID"))) == 2
    assert values(document, "RRULE") == []


def test_rule_21_nobody_attends_and_no_window_is_forced_open() -> None:
    names = {line.partition(":")[0].split(";")[0] for line in unfolded(feed_of(*SOME, alarms=True))}
    assert names.isdisjoint({"ATTENDEE", "ORGANIZER", "X-MS-OLK-FORCEINSPECTOROPEN"})
    assert {name for name in names if name.startswith("X-")} == {"X-WR-CALNAME", "X-PUBLISHED-TTL"}


def test_instants_are_whole_seconds() -> None:
    due = datetime(2024, 6, 28, 10, 0, 0, 999999, tzinfo=UTC)
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20240628T170000" in unfolded(
        feed_of(deadline(due_at=due))
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"first_on": date(2024, 6, 1), "last_on": date(2024, 6, 2)},
        {"due_at": None},
        {"due_at": None, "first_on": date(2024, 6, 2), "last_on": date(2024, 6, 1)},
        {"due_at": None, "first_on": date(2024, 6, 2)},
    ],
)
def test_an_entry_is_all_day_or_timed_and_runs_forward(fields: dict[str, date | None]) -> None:
    with pytest.raises(ValueError, match=r"all.day"):
        deadline(**fields)


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Asia/Tokyo"])
def test_deadline_at_midnight_stands_on_the_day_that_it_ends(zone: str) -> None:
    due_at = civil.end_of_day(date(2024, 8, 9), ZoneInfo(zone))
    (event,) = Calendar.from_ical(feed_of(deadline(due_at=due_at, zone=zone))).events
    start, end = event.start.astimezone(ZoneInfo(zone)), event.end.astimezone(ZoneInfo(zone))
    assert (start.date(), end) == (date(2024, 8, 9), due_at)
