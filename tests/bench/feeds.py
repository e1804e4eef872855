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
from zoneinfo import ZoneInfo

import httpx
import uvicorn
from fastapi import FastAPI, Response
from icalendar import Calendar
from starlette.types import Receive, Send
from starlette.types import Scope as Asked

from calendars.entry import Entry
from calendars.event import vevent
from calendars.feed import Colour, feed, forget
from calendars.query import Scope, load_shown
from config.app import make_app
from scheduler.admin.context import Context
from scheduler.run.clock import RehearsalClock
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.tables import Obligation
from tests.bench.pollers import Tally, poll
from tests.bench.radicale import Radicale
from tests.bench.row import Row, at_least, at_most, progress
from tests.calendars.stored import BASE, DUE, NOW, Served, occurrence, stored

ENTRIES, COLD = 1_000, 10_000
POLLERS, SECONDS = 500, 60
ROUNDS = 400
FOLDER = Path("config")
STATIC = "/static.ics"


def measure(folder: Path) -> list[Row]:
    """Rows of the report."""
    progress(f"feeds: {ENTRIES:,} entries in one process")
    served = filled(folder)
    path = served.link()
    rows = [*_unchanged(served, path), _one_change(served), _cold(served)]
    progress("feeds: over HTTP")
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


def shipped(url: str) -> FastAPI:
    """The application as `thidua serve` has it, over the database at `url`."""
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    return make_app(Context(url, FOLDER, FOLDER, RehearsalClock(NOW), zone, BASE, "bench"))


def bare(body: bytes) -> FastAPI:
    """The framework alone, answering with `body`."""
    app = FastAPI()

    @app.get(STATIC)
    def static() -> Response:
        return Response(body, media_type="text/calendar; charset=utf-8")

    return app


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


# as clients meet it: a process of its own, over loopback


def _over_http(served: Served, path: str, folder: Path) -> list[Row]:
    document = httpx_get(served, path).content
    file = folder / "feed.ics"
    file.write_bytes(document)
    rows = []
    with serving(str(served.database.url), file) as (host, port):
        static, one = asyncio.run(_in_turns(host, port, STATIC, path))
        ratios = [one.median(status) / static.median("200") for status in ("200", "304")]
        what = "the feed, one client over HTTP, beside the static response"
        told = f"{max(ratios):.2f}×: {_times(one)} / {_times(static)}"
        rows.append(at_most(what, 3, "×", max(ratios), told))
        rows += [
            _without_errors(name, tally) for name, tally in (("static", static), ("feed", one))
        ]
        progress(f"feeds: {POLLERS} pollers for {SECONDS} s")
        crowd = asyncio.run(_crowd(host, port, path, served.database))
        rows.append(_crowd_row(crowd))
    with Radicale.serving(folder / "radicale", document) as radicale:
        if radicale is None:
            return [*rows, Row("Radicale with the same events", "–", "cannot be installed here")]
        (theirs,) = asyncio.run(_in_turns(radicale.host, radicale.port, radicale.path))
    return [*rows, *_beside(f"Radicale {radicale.version}", theirs, one)]


def _beside(name: str, theirs: Tally, ours: Tally) -> list[Row]:
    """How long another server takes for the same events: for all of them, and for who holds them already."""
    whole, ours_whole = theirs.median("200"), ours.median("200")
    known, ours_known = theirs.median_known(), ours.median_known()
    answers = " and ".join(sorted(theirs.known))
    return [
        _without_errors(name, theirs),
        at_least(
            f"{name}, same events, beside our 200",
            1, "×", whole / ours_whole, f"{whole / ours_whole:.1f}× as long ({whole * 1e3:.1f} ms)",
        ),
        at_least(
            f"{name}, same events, asked with If-None-Match, beside our 304",
            1, "×", known / ours_known,
            f"{known / ours_known:.1f}× as long ({known * 1e3:.1f} ms, it answers {answers})",
        ),
    ]  # fmt: skip


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


def _times(tally: Tally) -> str:
    return ", ".join(f"{tally.median(s) * 1e3:.1f} ms ({s})" for s in sorted(tally.times))


def _without_errors(name: str, tally: Tally) -> Row:
    return Row(
        f"errors one client of the {name} met", "none", tally.told_errors(), not tally.errors
    )


def _crowd_row(tally: Tally) -> Row:
    count = sum(map(len, tally.times.values()))
    taken = sorted(t for times in tally.times.values() for t in times)
    return Row(
        f"{POLLERS} pollers for {SECONDS} s, a change every second",
        "no error",
        f"{tally.told_errors()}; {count:,} answers ({count / SECONDS:.0f}/s), "
        f"median {statistics.median(taken):.2f} s, 99 % {taken[int(len(taken) * 0.99)]:.2f} s",
        not tally.errors and bool(taken),
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
    static, ours = bare(Path(file).read_bytes()), shipped(url)

    async def app(scope: Asked, receive: Receive, send: Send) -> None:
        await (static if scope["path"] == STATIC else ours)(scope, receive, send)

    with socket.create_server(("127.0.0.1", 0), backlog=2 * POLLERS) as door:
        print(door.getsockname()[1], flush=True)
        config = uvicorn.Config(
            app, access_log=False, log_level="error", lifespan="off", backlog=2048
        )
        uvicorn.Server(config).run(sockets=[door])


if __name__ == "__main__":
    _serve(*sys.argv[1:])
