"""Messages sent and recorded a second over a channel that answers at once, by one process and by more."""

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlmodel import col, select

from scheduler.clock import RehearsalClock
from scheduler.errors import AWAY
from scheduler.run.firing.tick import tick
from scheduler.run.outcome import Outcome, Sent
from scheduler.run.saying.notice import Notice
from scheduler.run.sending.drain import Drain
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.store.tables import Delivery
from tests.bench.row import Row, at_least, progress
from tests.build import OFFICE, Province, at, definition, duty, organisation
from tests.databases import Databases, SqliteFiles, postgres_server, stop_postgres

CARDS, ISSUERS = 1_020, 34  # cards in all
SECOND_PROCESS = 1.7  # times what one writes
SET_UP, MORNING = at("2024-01-15 09:00"), at("2024-07-22 08:00")


class Instant:
    """A channel on which everything arrives at once."""

    async def send(self, address: str, thread: int | None, notice: Notice) -> Outcome:
        """Arrived."""
        return Sent("1")

    async def edit(self, address: str, message_id: str, notice: Notice) -> Outcome:
        """Changed."""
        return Sent(message_id)

    async def check(self) -> Outcome:
        """Well."""
        return Sent("")


def measure(folder: Path, cards: int = CARDS) -> list[Row]:
    """Rows of the report."""
    (folder / "sqlite").mkdir()
    rows = [
        _told("SQLite", issuers, 1, _rate(SqliteFiles(folder / "sqlite"), issuers, 1, cards))
        for issuers in (1, ISSUERS)
    ]
    try:
        server = postgres_server(folder, "bench")
        rows.append(_told("PostgreSQL", 1, 1, _rate(server, 1, 1, cards)))
        rates = {count: _rate(server, ISSUERS, count, cards) for count in (1, 2, 4)}
    finally:
        stop_postgres(folder)
    rows += [_told("PostgreSQL", ISSUERS, count, rate) for count, rate in rates.items()]
    gained = rates[2] / rates[1]
    what = f"a second process over {ISSUERS} issuers on PostgreSQL"
    return [*rows, at_least(what, SECOND_PROCESS, "×", gained, f"{gained:.2f}×")]


def _told(kind: str, issuers: int, processes: int, rate: float) -> Row:
    what = f"records over {issuers} issuers by {processes} processes, {kind}"
    return Row(what, "", f"{rate:.0f}/s")


def _rate(databases: Databases, issuers: int, processes: int, cards: int) -> float:
    """Cards of all issuers a second, each issuer with a lane of its own, by so many processes at once."""
    progress(f"records: {cards:,} cards, {issuers} issuers, {processes} processes")
    fill = partial(_fill, issuers=issuers, cards=cards)
    url = databases.filled(f"records_{issuers}", fill)
    lanes = [f"tg-{number}" for number in range(issuers)]
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(processes + 1)
    workers = [
        context.Process(target=_work, args=(url, lanes[number::processes], barrier))
        for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    barrier.wait()
    began = time.perf_counter()
    for worker in workers:
        worker.join()
    seconds = time.perf_counter() - began
    with closing(Database(url)) as database, database.read() as session:
        sent = session.exec(select(Delivery.id).where(col(Delivery.state) == "sent")).all()
    if len(sent) != cards:
        raise RuntimeError(f"{len(sent)} cards sent, not {cards}")
    return cards / seconds


def _fill(database: Database, *, issuers: int, cards: int) -> None:
    for number in range(issuers):
        issuer = {"id": f"i{number}", "lane": f"tg-{number}"}
        province = Province(database, organisation(cards // issuers + 1, issuer=issuer))
        province.open(bound=False, now=SET_UP)
        with database.write() as session:
            for unit in province.units.units[1:]:
                row = find_unit(session, unit.id, issuer_id=issuer["id"])
                bind(session, row, address=f"{unit.id}@", actor="bench", now=SET_UP)
        province.apply(definition(duty(), issuer=issuer["id"]), now=SET_UP)
    tick(database, OFFICE, now=MORNING)


def _work(url: str, lanes: Sequence[str], barrier: Barrier) -> None:
    with closing(Database(url)) as database:
        drain = Drain(database, dict.fromkeys(lanes, Instant()), OFFICE, RehearsalClock(MORNING))
        with database.read() as session:
            session.exec(select(Delivery.id).limit(1)).all()  # connected
        barrier.wait()
        asyncio.run(_drain_all(drain, lanes))


async def _drain_all(drain: Drain, lanes: Sequence[str]) -> None:
    await asyncio.gather(*(_empty(drain, lane) for lane in lanes))


async def _empty(drain: Drain, lane: str) -> None:
    """As the engine does: who is kept waiting too long begins again."""
    left = True
    while left:
        try:
            left = bool(await drain(lane))
        except AWAY:
            left = True
