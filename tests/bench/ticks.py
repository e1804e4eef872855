"""A tick with ten million old rows beside one with ten thousand."""

import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from scheduler.run.tick import tick
from scheduler.store.database import Database
from scheduler.store.organisation import find_unit
from scheduler.store.people import bind
from tests.bench.plan_and_store import apply, prepared
from tests.build import OFFICE

OLD_FEW, OLD_MANY = 10_000, 10_000_000
UNITS = 200


def measure(folder: Path, many: int = OLD_MANY) -> list[tuple[str, str, str]]:
    """Rows of the report."""
    few, lots = (
        _median_tick(folder / name, old) for name, old in (("few", OLD_FEW), ("many", many))
    )
    quiet, busy = (f"{few[i] * 1000:.1f} → {lots[i] * 1000:.1f} ms" for i in (0, 1))
    return [
        (
            f"tick with nothing due, {OLD_FEW:,} → {many:,} old rows",
            "≤ 1.5×",
            f"{lots[0] / few[0]:.2f}× ({quiet})",
        ),
        (
            f"tick that makes {UNITS - 1} cards, {OLD_FEW:,} → {many:,} old rows",
            "≤ 1.5×",
            f"{lots[1] / few[1]:.2f}× ({busy})",
        ),
    ]


def _median_tick(folder: Path, old: int) -> tuple[float, float]:
    """Seconds of a tick with nothing due (median of 21) and of the first one that has work."""
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
    apply(database, given, duties=2)
    _age(database, old)
    quiet = datetime(2024, 1, 2, 5, tzinfo=UTC)
    tick(database, OFFICE, now=quiet)
    times = [_timed(database, quiet) for _ in range(21)]
    busy = _timed(database, datetime(2024, 1, 9, 2, tzinfo=UTC))
    database.close()
    return sorted(times)[10], busy


def _timed(database: Database, now: datetime) -> float:
    started = time.perf_counter()
    tick(database, OFFICE, now=now)
    return time.perf_counter() - started


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
            "INSERT INTO ledger (seq, at, actor, kind, subject, data, previous, hash)"
            f" SELECT 100000 + i, {past}, 'old', 'old', 'old', '{{}}', '', '' FROM n",
        ):
            connection.execute(numbers + " " + sql)
        connection.execute("ANALYZE")
