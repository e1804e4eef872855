"""Feeds read back by parsers that are not the writer's: what they see is what the entries say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import ics
import pytest
import recurring_ical_events
import vobject
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendars.entry import Entry, uid
from calendars.event import vevent
from calendars.words import description_of, title_of
from scheduler.states import State
from scheduler.text import clean, one_line
from scheduler.vevent import render
from tests.calendars.samples import ANNIVERSARY, DEADLINE, ROUND, SOME, deadline, feed_of, unfolded

Seen = tuple[str, str, str, date | datetime, date | datetime]
Reader = Callable[[bytes], list[Seen]]


def said(entry: Entry) -> Seen:
    """UID, title, description, start and exclusive end of `entry`; instants in UTC."""
    words = uid(entry), one_line(title_of(entry)), clean(description_of(entry))
    if entry.due_at is not None:
        return (*words, entry.due_at, entry.due_at + timedelta(minutes=15))
    assert entry.first_on is not None and entry.last_on is not None, "all day"
    return (*words, entry.first_on, entry.last_on + timedelta(days=1))


def by_icalendar(document: bytes) -> list[Seen]:
    calendar = Calendar.from_ical(document)
    events = recurring_ical_events.of(calendar).between((2000, 1, 1), (2100, 1, 1))
    return [
        (
            str(event["UID"]),
            str(event["SUMMARY"]),
            str(event["DESCRIPTION"]),
            _utc(event["DTSTART"].dt),
            _utc(event["DTEND"].dt),
        )
        for event in events
    ]


def by_vobject(document: bytes) -> list[Seen]:
    calendar = vobject.readOne(document.decode())
    return [
        (
            event.uid.value,
            event.summary.value,
            event.description.value,
            _utc(event.dtstart.value),
            _utc(event.dtend.value),
        )
        for event in calendar.vevent_list
    ]


def by_ics(document: bytes) -> list[Seen]:
    events = ics.Calendar(document.decode()).events
    return [
        (
            event.uid,
            event.name,
            event.description,
            event.begin.date() if event.all_day else _utc(event.begin.datetime),
            event.end.date() if event.all_day else _utc(event.end.datetime),
        )
        for event in events
    ]


def by_hand(document: bytes) -> list[Seen]:
    """As RFC 5545 says, without a library: unfold, split at the first colon, unescape left to right."""
    found: list[dict[str, str]] = []
    for line in unfolded(document):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1].setdefault(name.split(";")[0], value)
    return [
        (
            event["UID"],
            _unescaped(event["SUMMARY"]),
            _unescaped(event["DESCRIPTION"]),
            _moment(event["DTSTART"]),
            _moment(event["DTEND"]),
        )
        for event in found
    ]


def _unescaped(value: str) -> str:
    out, letters = [], iter(value)
    for letter in letters:
        if letter == "\\":
            letter = {"n": "\n", "N": "\n"}.get(escaped := next(letters), escaped)
        out.append(letter)
    return "".join(out)


def _moment(value: str) -> date | datetime:
    if "T" not in value:
        return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()
    local = datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return local - timedelta(hours=7)


def _utc(value: date | datetime) -> date | datetime:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


READERS = [by_icalendar, by_vobject, by_ics, by_hand]
STATES = [
    *SOME,
    deadline(key="a", state=State.SUBMITTED),
    deadline(key="b", overdue=True),
    deadline(key="c", extended_to=date(2024, 7, 30)),
    deadline(key="d", cancelled=True, cancelled_at=datetime(2024, 6, 1, tzinfo=UTC)),
    replace(ANNIVERSARY, key="e", origin_text="x", ordinal=None),
]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("alarms", [False, True])
def test_feed_reads_back_as_it_was_said(read: Reader, *, alarms: bool) -> None:
    entries = [replace(entry, campaign_title="Thi đua") for entry in STATES]
    document = feed_of(*entries, alarms=alarms)
    assert sorted(read(document)) == sorted(said(entry) for entry in entries)


HOSTILE = [
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b",
    'a, b; c: d \\ e \\n \\N \\, \\\\ ^n "q"',
    "\x00\x01\x1f\x7f\x85\x9f\ufeff\u2028\u2029",
    "\u202eأهلا \u2067שלום\u2069 thi đua",
    "thi đua \u0301o\u0309 chu\u031ba\u0301".encode().decode(),
    "Đẩy mạnh phong trào thi đua yêu nước " * 270,
    "ộ" * 5000,
    "\\" * 333 + "," * 333 + ";" * 333,
    "👨‍👩‍👧‍👦🇻🇳" * 40,
    " \t \u00a0 ",
    "",
    "\ud800 lone surrogate \udfff",
    "&lt;b&gt;<script>{title}%s",
]
ANYTHING = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=200))


def hostile(title: str, text: str, key: str) -> list[Entry]:
    """A deadline and a stretch full of what somebody typed."""
    timed = replace(DEADLINE, title=title, origin_text=text, to=title, key=key, link=text)
    return [timed, replace(ROUND, title=text, campaign_title=f"x{title}", key=key)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANYTHING, ANYTHING, ANYTHING)
@example(HOSTILE[0], HOSTILE[1], HOSTILE[2])
@example(HOSTILE[5], HOSTILE[6], HOSTILE[7])
@example(HOSTILE[3], HOSTILE[4], HOSTILE[11])
def test_hostile_text_reads_back_whole(title: str, text: str, key: str) -> None:
    entries = hostile(title, text, key)
    document = feed_of(*entries, name=title)
    assert len(by_hand(document)) == len(entries)
    seen = {event[0]: event for event in by_hand(document)}
    for entry in entries:
        told = said(entry)
        assert seen[told[0]] == (told[0], told[1] or "(không có tên)", *told[2:])
    assert unfolded(document).count("BEGIN:VEVENT") == len(entries)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANYTHING, ANYTHING, st.sampled_from([by_icalendar, by_vobject, by_ics]))
def test_hostile_text_breaks_no_reader(title: str, text: str, read: Reader) -> None:
    entries = hostile(f"x{title}", text, "key")
    seen = read(feed_of(*entries))
    assert {event[0] for event in seen} == {uid(entry) for entry in entries}
    assert {event[3:] for event in seen} == {said(entry)[3:] for entry in entries}


@pytest.mark.parametrize("alarms", [False, True])
def test_rule_35_the_join_is_the_rendering_of_the_whole(*, alarms: bool) -> None:
    """icalendar's own document of the same events, line by line; folds aside, which are ours."""
    entries = [deadline(key=str(n)) for n in range(50)] + [ROUND, ANNIVERSARY]
    whole = Calendar()
    for entry in sorted(entries, key=lambda e: (said(e)[3].isoformat(), e.name)):
        whole.add_component(vevent(entry, alarms=alarms))
    ours = unfolded(feed_of(*reversed(entries), alarms=alarms))
    events = ours[ours.index("BEGIN:VEVENT") : -1]
    assert events == unfolded(whole.to_ical())[1:-1]


def test_rule_35_kept_fragments_are_the_bytes_made_anew() -> None:
    first, again = feed_of(*STATES), feed_of(*STATES)
    anew = b"".join(render(vevent(e, alarms=False)) for e in sorted(STATES, key=_order))
    assert first == again
    assert anew in first


def _order(entry: Entry) -> tuple[str, tuple[str, ...]]:
    start = entry.due_at or datetime.combine(entry.first_on or date.min, datetime.min.time(), UTC)
    return start.isoformat(), entry.name


def test_the_order_of_rows_does_not_matter() -> None:
    assert feed_of(*STATES) == feed_of(*reversed(STATES))


def test_a_kept_fragment_speaks_its_language() -> None:
    vietnamese, english = feed_of(DEADLINE), feed_of(DEADLINE, language="en")
    assert feed_of(DEADLINE) == vietnamese
    assert feed_of(DEADLINE, language="en") == english
