"""Feeds as clients meet them: the shipped application in a process of its own, over loopback."""

import asyncio
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import uvicorn
from fastapi import FastAPI, Response
from starlette.types import Receive, Scope, Send

from config.app import make_app
from scheduler.clock import RehearsalClock
from scheduler.installation import Installation
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.tables import Obligation
from tests.bench.pollers import Tally, poll
from tests.bench.radicale import Radicale
from tests.bench.row import Row, at_least, at_most, progress
from tests.calendars.stored import BASE, NOW

ENTRIES = 1_000
POLLERS, SECONDS = 500, 60
FOLDER = Path("config")
STATIC = "/static.ics"


def shipped(url: str) -> FastAPI:
    """The application as `thidua serve` has it, over the database at `url`."""
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    return make_app(Installation(url, FOLDER, FOLDER, RehearsalClock(NOW), zone, BASE, "bench"))


def bare(body: bytes) -> FastAPI:
    """The framework alone, answering with `body`."""
    app = FastAPI()

    @app.get(STATIC)
    def static() -> Response:
        return Response(body, media_type="text/calendar; charset=utf-8")

    return app


def over_http(database: Database, path: str, document: bytes, folder: Path) -> list[Row]:
    """Rows about the feed at `path`, which is `document` now."""
    file = folder / "feed.ics"
    file.write_bytes(document)
    rows = []
    with serving(str(database.url), file) as (host, port):
        static, one = asyncio.run(_in_turns(host, port, STATIC, path))
        ratios = [one.median(status) / static.median("200") for status in ("200", "304")]
        what = "the feed, one client over HTTP, beside the static response"
        told = f"{max(ratios):.2f}×: {_times(one)} / {_times(static)}"
        rows.append(at_most(what, 3, "×", max(ratios), told))
        rows += [
            _without_errors(name, tally) for name, tally in (("static", static), ("feed", one))
        ]
        progress(f"feeds: {POLLERS} pollers for {SECONDS} s")
        crowd = asyncio.run(_crowd(host, port, path, database))
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
    command = [sys.executable, "-m", "tests.bench.feeds_served", url, str(static)]
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

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await (static if scope["path"] == STATIC else ours)(scope, receive, send)

    with socket.create_server(("127.0.0.1", 0), backlog=2 * POLLERS) as door:
        print(door.getsockname()[1], flush=True)
        config = uvicorn.Config(
            app, access_log=False, log_level="error", lifespan="off", backlog=2048
        )
        uvicorn.Server(config).run(sockets=[door])


if __name__ == "__main__":
    _serve(*sys.argv[1:])
