"""Feeds: an unchanged one beside the framework's static response, one change, a cold start, many pollers, Radicale."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

import httpx
from fastapi import FastAPI
from icalendar import Calendar

from calendars.entry import Entry
from calendars.event import vevent
from calendars.feed import Colour, feed, forget
from calendars.query import Scope, load_shown
from scheduler.store.tables import Obligation
from tests.bench.feeds_served import ENTRIES, STATIC, bare, over_http, shipped
from tests.bench.row import Row, at_most, progress
from tests.calendars.stored import DUE, NOW, Served, occurrence, stored

COLD = 10_000
ROUNDS = 400


def measure(folder: Path) -> list[Row]:
    """Rows of the report."""
    progress(f"feeds: {ENTRIES:,} entries in one process")
    served = filled(folder)
    path = served.link()
    rows = [*_unchanged(served, path), _one_change(served), _cold(served)]
    progress("feeds: over HTTP")
    rows += over_http(served.database, path, httpx_get(served, path).content, folder)
    served.database.close()
    return rows


def filled(folder: Path, count: int = ENTRIES) -> Served:
    """A unit that owes `count` reports."""
    database = stored(folder)
    with database.write() as session:
        for number in range(2, count + 1):
            session.add(occurrence(number, f"bao-cao-{number}", DUE))
            session.flush()
            session.add(Obligation(id=number, occurrence_id=number, unit_id=2, changed_at=NOW))
    return Served(database)


def _entries(served: Served, count: int) -> list[Entry]:
    with served.database.read() as session:
        shown = load_shown(session, Scope("unit", 2), now=NOW)
    assert shown is not None, "the unit is stored"
    few = [entry for entry in shown.entries if entry.unit]
    return [replace(few[n % len(few)], key=f"{n}/2024") for n in range(count)]


def _render(entries: Sequence[Entry]) -> bytes:
    return feed(
        entries, name="Sở Y tế", source_url=None, colour=Colour.UNIT, language="vi", alarms=False
    )


# in one process, without a network: what the application itself costs


def _unchanged(served: Served, path: str) -> list[Row]:
    body = httpx_get(served, path)
    static, app = bare(body.content), shipped(str(served.database.url))
    tag = body.headers["etag"].encode()
    calls: dict[str, Callable[[], Awaitable[None]]] = {
        "static": lambda: _call(static, STATIC),
        "200": lambda: _call(app, path),
        "304": lambda: _call(app, path, (b"if-none-match", tag)),
    }
    times = asyncio.run(_alternating(calls))
    size = f"{ENTRIES:,} entries, {len(body.content) / 1000:.0f} kB"
    return [
        at_most(
            f"unchanged feed of {size} in the shipped app: {status}, CPU time beside the framework's static response",
            3,
            "×",
            times[status] / times["static"],
            f"{times[status] / times['static']:.2f}× ({times[status] * 1e3:.2f} / {times['static'] * 1e3:.2f} ms)",
        )
        for status in ("200", "304")
    ]


def httpx_get(served: Served, path: str) -> httpx.Response:
    """The feed as the application answers it now."""
    return asyncio.run(served.get(path))


async def _alternating(calls: dict[str, Callable[[], Awaitable[None]]]) -> dict[str, float]:
    """Median seconds of CPU time of each, taken in turns, so that a slow second hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _round in range(ROUNDS):
        for name, call in calls.items():
            started = time.process_time()
            await call()
            times[name].append(time.process_time() - started)
    return {name: statistics.median(taken) for name, taken in times.items()}


async def _call(app: FastAPI, path: str, *headers: tuple[bytes, bytes]) -> None:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: object) -> None:
        pass

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": b"", "headers": [(b"host", b"x"), *headers], "http_version": "1.1",
        "scheme": "http", "server": ("x", 80), "client": ("127.0.0.1", 1), "asgi": {"version": "3.0"},
    }  # fmt: skip
    await app(scope, receive, send)  # type: ignore[arg-type]


def _one_change(served: Served) -> Row:
    entries = _entries(served, ENTRIES)
    _render(entries)
    taken = []
    for number in range(50):
        changed = replace(entries[number], title=f"Sửa lần {number}", revision=100 + number)
        entries[number] = changed
        started = time.process_time()  # ours alone, whatever else the machine does
        _render(entries)
        taken.append(time.process_time() - started)
    return at_most(
        f"one entry of {ENTRIES:,} changed: rendering",
        5,
        " ms",
        statistics.median(taken) * 1e3,
        f"{statistics.median(taken) * 1e3:.2f} ms (worst of 50: {max(taken) * 1e3:.2f})",
    )


def _cold(served: Served) -> Row:
    entries = _entries(served, COLD)
    ours, theirs = [], []
    for _attempt in range(3):
        forget()
        started = time.process_time()
        document = _render(entries)
        ours.append(time.process_time() - started)
        started = time.process_time()
        library = _by_the_library(entries)
        theirs.append(time.process_time() - started)
    assert document.count(b"BEGIN:VEVENT") == library.count(b"BEGIN:VEVENT") == COLD
    return at_most(
        f"cold feed of {COLD:,} entries, beside icalendar making and writing the same",
        1.2,
        "×",
        min(ours) / min(theirs),
        f"{min(ours) / min(theirs):.2f}× ({min(ours):.2f} s / {min(theirs):.2f} s, best of 3)",
    )


def _by_the_library(entries: Sequence[Entry]) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//bench//")
    for entry in entries:
        calendar.add_component(vevent(entry, alarms=False))
    return calendar.to_ical()
