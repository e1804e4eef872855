"""Instants stay aware, writers do not lose each other's work, readers see one moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import select

from scheduler.errors import DatabaseBusy, DatabaseUnreachable, DiskFull, TableMissing
from scheduler.store.database import Database
from scheduler.store.pulse import beat, last_beat
from scheduler.store.tables import Lane, Pulse
from tests.build import ZONE, at
from tests.databases import PostgresServer, SqliteFiles

ZONES = st.sampled_from([UTC, ZONE])
INSTANTS = st.datetimes(timezones=ZONES).filter(lambda instant: 1970 < instant.year < 2100)


def save(database: Database, instant: datetime) -> datetime | None:
    with database.write() as session:
        beat(session, "tick", now=instant)
    with database.read() as session:
        return last_beat(session, "tick")


@given(instant=INSTANTS)
def test_instant_comes_back_as_it_was_in_utc(sqlite: Database, instant: datetime) -> None:
    found = save(sqlite, instant)

    # in UTC on both sides: an hour shown twice never equals its instant in another zone (PEP 495)
    assert found == instant.astimezone(UTC)
    assert found is not None and found.tzinfo is UTC


def test_instant_comes_back_the_same_from_both(database: Database) -> None:
    found = save(database, at("2024-07-31 17:00").replace(microsecond=123456))

    assert found == datetime(2024, 7, 31, 10, 0, 0, 123456, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises((StatementError, ValueError), match="naive"):
        save(database, datetime(2024, 7, 31, 17, 0))  # noqa: DTZ001 - the point of it


def test_instants_compare_as_instants(database: Database) -> None:
    save(database, at("2024-07-31 06:59"))

    with database.read() as session:
        query = select(Pulse.name).where(Pulse.at < at("2024-07-31 07:00"))
        assert session.exec(query).all() == ["tick"]


def test_eight_writers_lose_nothing(database: Database) -> None:
    start = at("2024-01-01 00:00")
    save(database, start)

    def add_seconds(count: int) -> None:
        for _ in range(count):
            with database.write() as session:
                pulse = session.get_one(Pulse, "tick")
                pulse.at += timedelta(seconds=1)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add_seconds, [25] * 8))

    with database.read() as session:
        assert last_beat(session, "tick") == start + timedelta(seconds=200)


def test_writer_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as session:
        session.add(Lane(id="tg", channel="telegram"))
        session.flush()
        raise ZeroDivisionError

    with database.read() as session:
        assert session.get(Lane, "tg") is None


def test_reader_sees_one_moment(database: Database) -> None:
    save(database, at("2024-01-01 00:00"))

    with database.read() as session:
        before = session.exec(select(Pulse.at)).one()
        save(database, at("2024-02-02 00:00"))
        session.expire_all()
        assert session.exec(select(Pulse.at)).one() == before


def test_reader_changes_nothing(database: Database) -> None:
    save(database, at("2024-01-01 00:00"))
    try:
        with database.read() as session:
            session.connection().exec_driver_sql("DELETE FROM pulse")
    except Exception as error:  # PostgreSQL refuses, SQLite forgets
        assert "read-only" in str(error)

    with database.read() as session:
        assert last_beat(session, "tick") is not None


def test_sqlite_keeps_what_was_acknowledged(sqlite: Database) -> None:
    with sqlite.write() as session:
        pragmas = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@contextmanager
def holding_the_lock(database: Database) -> Iterator[None]:
    engine = create_engine(database.url)
    with engine.connect() as other:
        if database.is_sqlite:
            other.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            other.exec_driver_sql("SELECT pg_advisory_lock(7204001)")
        yield
    engine.dispose()


def test_writer_kept_waiting_too_long_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurried(database, monkeypatch)
    with holding_the_lock(database), pytest.raises(DatabaseBusy), database.write():
        pass


def hurried(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the database give up at once, so that nobody waits for it here."""
    monkeypatch.setattr("scheduler.store.database.PATIENCE", timedelta(milliseconds=50))
    database.close()


def test_table_that_is_gone_is_named(database: Database) -> None:
    with database.write() as session:
        session.execute(text("DROP TABLE pulse"))
    for use in (database.require, database.migrate, lambda: save(database, at("2024-07-01 08:00"))):
        with pytest.raises(TableMissing, match="pulse"):
            use()


def test_fault_of_ours_is_not_called_a_table_that_is_gone(database: Database) -> None:
    """PostgreSQL names the relation in it."""
    no_time = "INSERT INTO pulse (name, at) VALUES ('tick', NULL)"
    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(text(no_time))


def test_writer_whose_machine_stopped_loses_the_lock(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nobody could take over what it holds. When it wakes, it is told that the database was away."""
    monkeypatch.setattr("scheduler.store.database.STOPPED", timedelta(milliseconds=200))
    with (
        closing(Database(postgres.migrated())) as database,
        closing(Database(database.url.render_as_string(hide_password=False))) as other,
    ):
        with pytest.raises(DatabaseUnreachable), database.write() as stopped:
            stopped.add(Pulse(name="stopped", at=at("2024-07-01 08:00")))
            stopped.flush()
            with other.write() as session:  # within PATIENCE
                beat(session, "tick", now=at("2024-07-01 08:00"))
        with other.read() as session:
            assert last_beat(session, "stopped") is None
            assert last_beat(session, "tick") is not None


def test_line_that_is_cut_without_a_word_is_noticed(postgres: PostgresServer) -> None:
    with closing(Database(postgres.migrated())) as database, database.read() as session:
        line: Any = session.connection().connection.dbapi_connection
        assert int(line.info.get_parameters()["tcp_user_timeout"]) <= 15_000


def test_disk_that_is_full_is_told(sqlite_files: SqliteFiles) -> None:
    with closing(Database(sqlite_files.migrated())) as database:
        with pytest.raises(DiskFull), database.write() as session:
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
            session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
            session.add_all(Lane(id=f"lane-{n}" * 50, channel="telegram") for n in range(500))
            session.flush()
        with database.read() as session:
            assert session.exec(select(Lane)).all() == []
