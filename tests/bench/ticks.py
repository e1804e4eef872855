"""A tick with ten million old rows beside one with ten thousand."""

import sqlite3
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import update
from sqlmodel import col, select

from scheduler.run.firing.tick import tick
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from scheduler.store.tables import Delivery, Reminder
from tests.bench.plan_and_store import apply, prepared
from tests.bench.row import Row, at_most, progress
from tests.build import OFFICE

OLD_FEW, OLD_MANY = 10_000, 10_000_000
UNITS, BUSY = 200, 9


def measure(folder: Path, many: int = OLD_MANY) -> list[Row]:
    """Rows of the report."""
    few, lots = (
        _median_ticks(folder / name, old) for name, old in (("few", OLD_FEW), ("many", many))
    )
    quiet, busy = (f"{few[i] * 1000:.1f} → {lots[i] * 1000:.1f} ms" for i in (0, 1))
    return [
        at_most(
            f"tick with nothing due, {OLD_FEW:,} → {many:,} old rows",
            1.5,
            "×",
            lots[0] / few[0],
            f"{lots[0] / few[0]:.2f}× ({quiet})",
        ),
        at_most(
            f"tick that makes {UNITS - 1} cards (median of {BUSY}), {OLD_FEW:,} → {many:,} old rows",
            1.5,
            "×",
            lots[1] / few[1],
            f"{lots[1] / few[1]:.2f}× ({busy})",
        ),
    ]


def _median_ticks(folder: Path, old: int) -> tuple[float, float]:
    """Seconds of CPU time of a tick with nothing due (median of 21), and of one that has work (median of BUSY)."""
    progress(f"tick: {old:,} old rows")
    folder.mkdir()
    database, given = prepared(folder, UNITS)
    with database.write() as session:
        for n in range(1, UNITS):
            bind(
                session,
                find_unit(session, f"u{n}"),
                address=str(n),
                actor="bench",
                now=datetime(2024, 1, 1, tzinfo=UTC),
            )
    apply(database, given)
    _age(database, old)
    quiet = datetime(2024, 1, 2, 5, tzinfo=UTC)
    tick(database, OFFICE, now=quiet)
    times = [_timed(database, quiet) for _ in range(21)]
    busy = _busy(database)
    database.close()
    return statistics.median(times), statistics.median(busy)


def _busy(database: Database) -> list[float]:
    """Seconds of the next BUSY ticks that have work, each the making of as many cards."""
    times = []
    for at in _next_instants(database):
        times.append(_timed(database, at))
        if (made := _send(database, at)) != UNITS - 1:
            raise RuntimeError(f"{made} cards at {at}, not {UNITS - 1}")
    return times


def _next_instants(database: Database) -> list[datetime]:
    pending = select(Reminder.at).where(col(Reminder.ended_at).is_(None)).distinct()
    with database.read() as session:
        return list(session.exec(pending.order_by(col(Reminder.at)).limit(BUSY)))


def _send(database: Database, now: datetime) -> int:
    """Say of what waits that it was sent, else the next tick would add to the same cards; how many there were."""
    waiting = update(Delivery).where(col(Delivery.state) == "queued")
    with database.write() as session:
        return session.execute(waiting.values(state="sent", ended_at=now)).rowcount


def _timed(database: Database, now: datetime) -> float:
    started = time.process_time()
    tick(database, OFFICE, now=now)
    return time.process_time() - started


def _age(database: Database, old: int) -> None:
    """Years of history: `old` rows in all, of ended reminders, told items, sent cards and the ledger."""
    assert database.file is not None, "SQLite here"
    each = old // 4
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {each})"
    past = "'2020-01-01 00:00:00.000000'"
    with sqlite3.connect(database.file) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=OFF")
        for sql in (
            "INSERT INTO reminder (occurrence_id, revision, step, at, recipients, draft, ended_at, ending)"
            f" SELECT 1, -i, 'old', {past}, 'head', 0, {past}, 'fired' FROM n",
            "INSERT INTO delivery (key, lane_id, address_id, post_id, state, not_before, attempts,"
            " possible_duplicate, edit_wanted, created_at, ended_at)"
            f" SELECT 'old' || i, 'tg-big', 1 + i % {UNITS - 1}, 1, 'sent', {past}, 1, 0, 0, {past}, {past} FROM n",
            "INSERT INTO item (key, reminder_id, obligation_id, post_id, address_id, delivery_id, state,"
            " not_before, created_at)"
            f" SELECT 'old' || i, 1, 1, 1, 1, i, 'carded', {past}, {past} FROM n",
            "INSERT INTO ledger (chain, seq, at, actor, kind, subject, data, previous, hash)"
            f" SELECT 'old', 100000 + i, {past}, 'old', 'old', 'old', '{{}}', '', '' FROM n",
        ):
            connection.execute(numbers + " " + sql)
        connection.execute("ANALYZE")
