"""Who writes for one issuer keeps nobody else waiting, and two who write the same never do it at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from sqlmodel import Session

from scheduler.errors import DatabaseBusy
from scheduler.store import ledger, locks
from scheduler.store.database import Database
from tests.build import at
from tests.databases import PostgresServer

NOW = at("2024-07-22 08:00")
AT_ONCE = timedelta(milliseconds=50)


@pytest.fixture
def beside(postgres: PostgresServer) -> Database:
    """A database in which issuers are written side by side."""
    return Database(postgres.migrated())


def write_down(session: Session, *issuers: str | None) -> None:
    entries = [ledger.Entry("heard", "x", "test", issuer_id) for issuer_id in issuers]
    ledger.append(session, entries, now=NOW)


def count(database: Database, issuer_id: str) -> int:
    with database.read() as session:
        return ledger.end_of(session, issuer_id)


def test_issuer_is_written_while_another_is(beside: Database) -> None:
    with closing(beside), beside.write("a") as one:
        write_down(one, "a")
        with beside.write("b", patience=AT_ONCE) as other:
            write_down(other, "b")
        assert (count(beside, "a"), count(beside, "b")) == (0, 1)


def test_what_is_nobodys_is_written_while_an_issuer_is(beside: Database) -> None:
    with closing(beside), beside.write("a"), beside.write_unowned():
        pass


@pytest.mark.parametrize(
    ("held", "wanted"), [(["a"], ["a"]), ([], ["a"]), (["a"], []), (["a", "b"], ["c", "b"])]
)
def test_same_is_written_by_one_at_a_time(
    beside: Database, held: list[str], wanted: list[str]
) -> None:
    with (
        closing(beside),
        beside.write(*held),
        pytest.raises(DatabaseBusy),
        beside.write(*wanted, patience=AT_ONCE),
    ):
        pass


def test_of_several_those_nobody_writes_are_owned(beside: Database) -> None:
    with closing(beside), beside.write("b"), beside.write_unowned() as session:
        assert locks.own(session, {"a", "b", "c"}) == {"a", "c"}
        assert locks.own(session, {"a"}) == {"a"}


def test_who_owns_some_waits_for_no_other(beside: Database) -> None:
    """Two, each of which owned what the other wants, would wait for each other."""
    with closing(beside), beside.write_unowned() as one, beside.write_unowned() as other:
        for session, mine in ((one, "a"), (other, "b")):
            assert locks.own(session, {mine}) == {mine}
        assert locks.own(one, {"b"}) == set()
        assert locks.own(other, {"a", "b"}) == {"b"}
        assert locks.own(other, {"c"}) == {"c"}


def test_who_waited_sees_what_was_written_whatever_the_server_does(beside: Database) -> None:
    with closing(beside), beside.write() as session:
        name = beside.url.database
        standing = f"ALTER DATABASE \"{name}\" SET default_transaction_isolation = 'serializable'"
        session.connection().exec_driver_sql(standing)
    with closing(Database(beside.url.render_as_string(hide_password=False))) as again:
        with again.write() as session:
            found = session.connection().exec_driver_sql("SHOW transaction_isolation").scalar()
        with again.read() as session:
            seen = session.connection().exec_driver_sql("SHOW transaction_isolation").scalar()
    assert (found, seen) == ("read committed", "repeatable read")


@pytest.mark.parametrize("issuer_id", ["b", None])
def test_ledger_refuses_what_is_not_kept_from_others(
    database: Database, issuer_id: str | None
) -> None:
    with pytest.raises(locks.NotOwned), database.write("a") as session:
        write_down(session, "a", issuer_id)
    with pytest.raises(locks.NotOwned), database.write_unowned() as session:
        write_down(session, issuer_id)


def test_ledger_takes_what_is_owned_meanwhile(database: Database) -> None:
    with database.write_unowned() as session:
        assert locks.own(session, {"a"}) == {"a"}
        write_down(session, "a")
    with database.write() as session:
        write_down(session, "a", "b", None)
    assert (count(database, "a"), count(database, "b")) == (2, 1)


def test_writers_of_many_issuers_lose_nothing(database: Database) -> None:
    """In whatever order they are named, nobody waits for who waits for them."""

    def write(issuers: tuple[str, ...]) -> None:
        for _ in range(10):
            with database.write(*issuers) as session:
                write_down(session, *issuers)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(write, [("a", "b"), ("b", "a"), ("a",), ("b", "c"), ("c", "a"), ("c",)]))

    assert [count(database, one) for one in "abc"] == [40, 30, 30]
    with database.read() as session:
        ledger.verify(session)
