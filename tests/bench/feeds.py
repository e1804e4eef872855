"""Feeds: an unchanged one beside the framework's static response, one change, a cold start, many pollers, Radicale."""

import asyncio
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI, Response
from icalendar import Calendar

from calendars.entry import Entry
from calendars.event import vevent
from calendars.feed import Colour, feed, forget
from calendars.query import Scope, load_shown
from calendars.routes import router
from calendars.shelf import Shelf
from scheduler.run.clock import RehearsalClock
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.tables import Obligation
from tests.bench.pollers import Tally, poll
from tests.bench.radicale import Radicale
from tests.calendars.stored import BASE, DUE, NOW, Served, occurrence, stored

ENTRIES, COLD = 1_000, 10_000
POLLERS, SECONDS = 500, 60
ROUNDS = 400

Row = tuple[str, str, str]


def measure(folder: Path) -> list[Row]:
    """Rows of the report."""
    served = filled(folder)
    path = served.link()
    rows = [*_unchanged(served, path), _one_change(served), _cold(served)]
    rows += _over_http(served, path, folder)
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
    static = FastAPI()

    @static.get("/static.ics")
    def same() -> Response:
        return Response(body.content, media_type="text/calendar; charset=utf-8")

    tag = body.headers["etag"].encode()
    calls: dict[str, Callable[[], Awaitable[None]]] = {
        "static": lambda: _call(static, "/static.ics"),
        "200": lambda: _call(served.app, path),
        "304": lambda: _call(served.app, path, (b"if-none-match", tag)),
    }
    times = asyncio.run(_alternating(calls))
    size = f"{ENTRIES:,} entries, {len(body.content) / 1000:.0f} kB"
    return [
        (
            f"unchanged feed of {size}: {status}, beside the framework's static response",
            "≤ 3×",
            f"{times[status] / times['static']:.2f}× ({times[status] * 1e3:.2f} / {times['static'] * 1e3:.2f} ms)",
        )
        for status in ("200", "304")
    ]


def httpx_get(served: Served, path: str) -> httpx.Response:
    """The feed as the application answers it now."""
    return asyncio.run(served.get(path))


async def _alternating(calls: dict[str, Callable[[], Awaitable[None]]]) -> dict[str, float]:
    """Median seconds of each, taken in turns, so that a slow second hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _round in range(ROUNDS):
        for name, call in calls.items():
            started = time.perf_counter()
            await call()
            times[name].append(time.perf_counter() - started)
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
    return (
        f"one entry of {ENTRIES:,} changed: rendering",
        "≤ 5 ms",
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
    return (
        f"cold feed of {COLD:,} entries, beside icalendar making and writing the same",
        "≤ 1.2×",
        f"{min(ours) / min(theirs):.2f}× ({min(ours):.2f} s / {min(theirs):.2f} s, best of 3)",
    )


def _by_the_library(entries: Sequence[Entry]) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//bench//")
    for entry in entries:
        calendar.add_component(vevent(entry, alarms=False))
    return calendar.to_ical()


# as clients meet it: a process of its own, over loopback


def _over_http(served: Served, path: str, folder: Path) -> list[Row]:
    document = httpx_get(served, path).content
    file = folder / "feed.ics"
    file.write_bytes(document)
    rows = []
    with serving(str(served.database.url), file) as (host, port):
        static, one = asyncio.run(_in_turns(host, port, "/static.ics", path))
        ratios = [one.median(status) / static.median("200") for status in ("200", "304")]
        rows.append(_told("the static response, one client over HTTP", static, "–"))
        beside = f" = {ratios[0]:.2f}× and {ratios[1]:.2f}× of it"
        rows.append(_told("the feed, one client over HTTP", one, "≤ 3×", beside))
        crowd = asyncio.run(_crowd(host, port, path, served.database))
        rows.append(_crowd_row(crowd))
    with Radicale.serving(folder / "radicale", document) as radicale:
        if radicale is None:
            return [*rows, ("Radicale with the same events", "–", "cannot be installed here")]
        (theirs,) = asyncio.run(_in_turns(radicale.host, radicale.port, radicale.path))
        rows.append(_told(f"Radicale {radicale.version}, same events, one client", theirs, "–"))
    ratio = theirs.median("200") / one.median("200")
    return [*rows, ("Radicale's 200 beside ours", "–", f"{ratio:.1f}× as long")]


async def _in_turns(host: str, port: int, *paths: str) -> list[Tally]:
    """A client asking for each path in turn, for all of it and for what it knows already."""
    tallies = [Tally() for _path in paths]
    for _round in range(30):
        for path, tally in zip(paths, tallies, strict=True):
            for known in (False, True):
                await poll(host, port, path, tally, times=4, revalidate=known)
    return tallies


async def _crowd(host: str, port: int, path: str, database: Database) -> Tally:
    """POLLERS clients for SECONDS, each asking again as soon as it is answered; a report comes in every second."""
    tally = Tally()
    until = time.monotonic() + SECONDS
    pollers = [
        poll(host, port, path, tally, until=until, revalidate=n % 10 != 0) for n in range(POLLERS)
    ]
    await asyncio.gather(*pollers, asyncio.to_thread(_report_coming_in, database, until))
    return tally


def _report_coming_in(database: Database, until: float) -> None:
    number = 0
    while time.monotonic() < until:
        number += 1
        with database.write() as session:
            row = session.get_one(Obligation, 2 + number % (ENTRIES - 2))
            row.state, row.revision = ("seen", "submitted")[number % 2], row.revision + 1
            ledger.append(session, [ledger.Entry("obligation submitted", "x", "x")], now=NOW)
        time.sleep(1)


def _told(what: str, tally: Tally, wanted: str, beside: str = "") -> Row:
    known = f", {tally.median('304') * 1e3:.1f} ms (304)" if tally.times.get("304") else ""
    return what, wanted, f"{tally.median('200') * 1e3:.1f} ms (200){known}{beside}"


def _crowd_row(tally: Tally) -> Row:
    count = sum(map(len, tally.times.values()))
    taken = sorted(t for times in tally.times.values() for t in times)
    return (
        f"{POLLERS} pollers for {SECONDS} s, a change every second",
        "no error",
        f"{len(tally.errors)} errors, {count:,} answers ({count / SECONDS:.0f}/s), "
        f"median {statistics.median(taken):.2f} s, 99 % {taken[int(len(taken) * 0.99)]:.2f} s"
        + (f"; first error: {tally.errors[0]}" if tally.errors else ""),
    )


@contextmanager
def serving(url: str, static: Path) -> Iterator[tuple[str, int]]:
    """The feeds of the database at `url`, and the bytes of a file, in a process of their own."""
    command = [sys.executable, "-m", "tests.bench.feeds", url, str(static)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None, "a pipe was asked for"
    try:
        found = re.match(r"(\d+)", process.stdout.readline())
        assert found, "it says its port first"
        yield "127.0.0.1", int(found[1])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _serve(url: str, file: str) -> None:
    app = FastAPI()
    body = Path(file).read_bytes()

    @app.get("/static.ics")
    def static() -> Response:
        return Response(body, media_type="text/calendar; charset=utf-8")

    app.include_router(router(Database(url), RehearsalClock(NOW), base_url=BASE, shelf=Shelf()))
    with socket.create_server(("127.0.0.1", 0), backlog=2 * POLLERS) as door:
        print(door.getsockname()[1], flush=True)
        config = uvicorn.Config(
            app, access_log=False, log_level="error", lifespan="off", backlog=2048
        )
        uvicorn.Server(config).run(sockets=[door])


if __name__ == "__main__":
    _serve(*sys.argv[1:])
