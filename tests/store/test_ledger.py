"""The ledger takes in, never takes back, and notices what was done to it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import DBAPIError

from scheduler.errors import LedgerBroken
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.ledger import End, Entry
from tests.build import at

NOW = at("2024-07-01 08:00")


def write(database: Database, *subjects: str) -> None:
    with database.write() as session:
        entries = [
            Entry("told", subject, "tester", data={"đơn vị": subject}) for subject in subjects
        ]
        ledger.append(session, entries, now=NOW)


def verify(database: Database) -> list[End]:
    with database.read() as session:
        return ledger.verify(session)


def count(database: Database) -> int:
    return sum(end.seq for end in verify(database))


@contextmanager
def unguarded(database: Database) -> Iterator[None]:
    """With the triggers gone, as somebody who owns the machine can have it."""
    on = "" if database.is_sqlite else " ON ledger"
    with database.write() as session:
        for name in ("kept", "whole", "once"):
            session.connection().exec_driver_sql(f"DROP TRIGGER ledger_{name}{on}")
    yield


def execute(database: Database, sql: str) -> None:
    with database.write() as session:
        session.connection().exec_driver_sql(sql)


def test_ledger_without_entries_is_whole(database: Database) -> None:
    assert verify(database) == []


def test_ledger_counts_its_entries(database: Database) -> None:
    write(database, "a", "b")
    write(database, "c")

    assert count(database) == 3


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger SET actor = 'nobody'",
        "DELETE FROM ledger",
        "DELETE FROM ledger WHERE seq = 2",
    ],
)
def test_ledger_refuses_to_be_changed(database: Database, sql: str) -> None:
    write(database, "a", "b")
    before = verify(database)

    with pytest.raises(DBAPIError, match="append-only"):
        execute(database, sql)
    assert verify(database) == before


def test_ledger_refuses_to_be_replaced(sqlite: Database) -> None:
    write(sqlite, "a")

    with pytest.raises(DBAPIError, match="append-only"):
        execute(sqlite, "INSERT OR REPLACE INTO ledger SELECT * FROM ledger")


def test_ledger_refuses_to_be_emptied(database: Database) -> None:
    write(database, "a")
    if database.is_sqlite:
        return  # it has no other way to empty a table than DELETE

    with pytest.raises(DBAPIError, match="append-only"):
        execute(database, "TRUNCATE ledger")


@pytest.mark.parametrize(
    "change",
    [
        "at = '2024-07-02 01:00:00+00:00'",
        "issuer_id = 'lc'",
        "actor = 'x'",
        "kind = 'x'",
        "subject = 'x'",
        "data = '{}'",
        "previous = hash",
        "hash = previous",
        "seq = 7",
    ],
)
def test_ledger_notices_every_changed_column(database: Database, change: str) -> None:
    write(database, "a", "b", "c")
    with unguarded(database):
        execute(database, f"UPDATE ledger SET {change} WHERE seq = 2")

        with pytest.raises(LedgerBroken):
            verify(database)


@pytest.mark.parametrize("seq", [1, 2])
def test_ledger_notices_a_missing_entry(database: Database, seq: int) -> None:
    write(database, "a", "b", "c")
    with unguarded(database):
        execute(database, f"DELETE FROM ledger WHERE seq = {seq}")

        with pytest.raises(LedgerBroken):
            verify(database)


def test_ledger_that_was_cut_off_counts_less(database: Database) -> None:
    write(database, "a", "b")
    kept_elsewhere = verify(database)
    with unguarded(database):
        execute(database, "DELETE FROM ledger WHERE seq = 2")
        with pytest.raises(LedgerBroken):
            verify(database)

        execute(database, "UPDATE ledger_end SET seq = 1, hash = (SELECT hash FROM ledger)")
        assert verify(database) != kept_elsewhere


def test_ledger_of_eight_writers_is_one_chain(database: Database) -> None:
    def write_ten(writer: int) -> None:
        for number in range(10):
            write(database, f"{writer}/{number}", "x")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write_ten, range(8)))

    assert count(database) == 160


def test_ledger_entry_of_a_failed_writer_is_gone(database: Database) -> None:
    write(database, "a")
    with pytest.raises(ZeroDivisionError), database.write() as session:
        ledger.append(session, [Entry("told", "b", "tester")], now=NOW)
        raise ZeroDivisionError

    write(database, "c")
    assert count(database) == 2
