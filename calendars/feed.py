"""Entries → one iCalendar document (RFC 5545, RFC 7986). Pure: no clock, no database, the same bytes every time."""

import threading
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from itertools import islice

from calendars.entry import Entry
from calendars.event import ZONE, vevent
from scheduler import language as spoken
from scheduler.content_lines import escape
from scheduler.text import one_line
from scheduler.vevent import document, render

KEPT_ENTRIES = 16_384  # about 1 kB each
REFRESH = "PT4H"
PRODID = "-//Thi Dua//Lich thi dua//VI"

# Ours and constant: the library's carries a COMMENT that one parser dies on, and costs 35 ms and more a call.
VTIMEZONE = (
    f"BEGIN:VTIMEZONE\r\nTZID:{ZONE}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nTZNAME:+07\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
).encode()


class Colour(StrEnum):
    """Names of CSS3 (RFC 7986 5.9): one for each sort of feed."""

    CAMPAIGN = "firebrick"
    UNIT = "steelblue"
    BLOCK = "seagreen"
    POST = "darkorange"
    ALL = "slategray"


_kept: dict[tuple[int, str, bool], bytes] = {}
_lock = threading.Lock()


def feed(
    entries: Iterable[Entry],
    *,
    name: str,
    source_url: str | None,
    colour: Colour,
    language: str,
    alarms: bool,
) -> bytes:
    """The whole document, entries by start and then identity, in `language` ("vi" or "en").

    Says only what the entries say: whoever makes them decides what is overdue and which cancelled ones are
    still shown. `source_url` is for public feeds; a secret address must never be given here. An empty feed
    is valid: it holds its VTIMEZONE. The order of `entries` does not matter.
    """
    with spoken.use(language):
        properties = _properties(name, source_url, colour)
        events = [fragment(entry, alarms=alarms) for entry in sorted(entries, key=_order)]
    return document(PRODID, properties, [VTIMEZONE, *events])


def fragment(entry: Entry, *, alarms: bool) -> bytes:
    """`entry` as the bytes of its VEVENT, kept for the next feed that shows the same thing.

    The key is the hash of every field, identity and revision among them: 64 bits, so that of the few thousand
    kept no two meet, and no edit that forgot to count its revision is missed.
    """
    key = (hash(entry), spoken.current(), alarms)
    kept = _kept.get(key)
    if kept is not None:
        return kept
    made = render(vevent(entry, alarms=alarms))
    with _lock:
        _kept[key] = made
        for oldest in list(islice(_kept, max(0, len(_kept) - KEPT_ENTRIES))):
            del _kept[oldest]
    return made


def forget() -> None:
    """Drop every kept fragment: for measurements of a cold start."""
    with _lock:
        _kept.clear()


def _properties(name: str, source_url: str | None, colour: Colour) -> list[str]:
    title = escape(one_line(name))
    lines = [
        f"NAME:{title}",
        f"X-WR-CALNAME:{title}",
        f"COLOR:{colour}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    return lines if source_url is None else [*lines, f"SOURCE;VALUE=URI:{source_url}"]


def _order(entry: Entry) -> tuple[datetime, str, str, str, str, str]:
    start = entry.due_at or _midnight(entry.first_on)
    return start, entry.issuer, entry.campaign, entry.kind, entry.key, entry.unit or ""


def _midnight(day: date | None) -> datetime:
    assert day is not None  # Entry takes no other
    return datetime.combine(day, time(), UTC)
