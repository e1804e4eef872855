"""The ledger takes in, and never takes back."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session

from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.ledger import End, Entry
from tests.build import at
from tests.databases import Databases

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


def test_each_issuer_has_a_chain_of_its_own(database: Database) -> None:
    write(database, "a")
    for issuer in ("pt", "lc", "pt"):
        with database.write() as session:
            ledger.append(session, [Entry("told", "x", "tester", issuer)], now=NOW)

    assert [(end.chain, end.seq) for end in verify(database)] == [("", 1), ("lc", 1), ("pt", 2)]
    with database.read() as session:
        assert [ledger.end_of(session, of) for of in (None, "pt", "lc", "cb")] == [1, 2, 1, 0]


def test_one_call_adds_to_several_chains_in_order(database: Database) -> None:
    with database.write() as session:
        given = [Entry("told", str(n), "tester", ("pt", "lc", None)[n % 3]) for n in range(7)]
        ledger.append(session, given, now=NOW)

    with database.read() as session:
        found = ledger.load_entries(session, issuer_id="pt", zone=ZoneInfo("UTC"))
        assert [entry.subject for entry in found] == ["0", "3", "6"]
    assert count(database) == 7


def test_two_writers_of_one_chain_do_not_both_succeed(databases: Databases) -> None:
    """Where no lock keeps them apart, the key does."""
    with closing(Database(databases.migrated())) as database:
        if database.is_sqlite:
            return  # it lets in one writer at a time, whatever is asked
        # two sessions without the lock, each of which sees but the moment in which it began
        engine = create_engine(database.url, isolation_level="REPEATABLE READ", poolclass=NullPool)
        with Session(engine) as one, Session(engine) as other:
            ledger.append(one, [Entry("told", "a", "tester", "pt")], now=NOW)
            ledger.append(other, [Entry("told", "a", "tester", "lc")], now=NOW)  # waits for nobody
            other.commit()
            assert ledger.end_of(other, "pt") == 0
            one.commit()
            with pytest.raises(IntegrityError):
                ledger.append(other, [Entry("told", "b", "tester", "pt")], now=NOW)
        assert [(end.chain, end.seq) for end in verify(database)] == [("lc", 1), ("pt", 1)]


def test_eight_writers_of_four_issuers_keep_chains_whole(database: Database) -> None:
    def write_ten(writer: int) -> None:
        for number in range(10):
            with database.write() as session:
                entry = Entry("told", f"{writer}/{number}", "tester", f"i{writer % 4}")
                ledger.append(session, [entry], now=NOW)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write_ten, range(8)))

    assert [end.seq for end in verify(database)] == [20] * 4
    with database.read() as session:
        found = ledger.load_entries(session, subject="3/", zone=ZoneInfo("UTC"))
    assert [entry.subject for entry in found] == [f"3/{number}" for number in range(10)]
