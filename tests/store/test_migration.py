"""The revisions build exactly what the tables declare, on both databases."""

import subprocess
import sys
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, NullPool, create_engine, inspect, text

from scheduler.errors import (
    DatabaseMissing,
    DatabaseNewer,
    DatabaseOutdated,
    DatabaseUnreachable,
)
from scheduler.store import schema
from scheduler.store.columns import Table
from scheduler.store.database import Database
from scheduler.store.schema import REVISIONS
from scheduler.store.tables import Subscription
from tests.build import Province, at, definition, duty, organisation
from tests.databases import Databases, SqliteFiles

RELEASED = "0007"  # what offices have


def engine_of(database: Database) -> Engine:
    return create_engine(database.url, poolclass=NullPool)  # nothing stays open where a test fails


def alembic(database: Database, revision: str) -> None:
    """Bring the schema down to `revision`."""
    engine = engine_of(database)
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(REVISIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        connection.commit()
    engine.dispose()


def tables(database: Database) -> set[str]:
    engine = engine_of(database)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def stamp(database: Database, revision: str) -> None:
    with database.write() as session:
        session.connection().execute(
            text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision}
        )


def test_migration_builds_what_the_tables_declare(database: Database) -> None:
    engine = engine_of(database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_migration_twice_changes_nothing(databases: Databases) -> None:
    with closing(Database(databases.empty())) as database:
        database.migrate()
        first = tables(database)
        database.migrate()

        assert tables(database) == first
        database.require()


def test_migrations_at_once_wait_for_each_other(databases: Databases) -> None:
    """As two machines that start together begin them."""
    url = databases.empty()
    code = (
        "import sys; from scheduler.store.database import Database; Database(sys.argv[1]).migrate()"
    )
    begun = [
        subprocess.Popen((sys.executable, "-c", code, url), stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [one.communicate(timeout=60)[1] for one in begun] == ["", "", ""]
    with closing(Database(url)) as database:
        database.require()


def test_migration_goes_back_and_forth(database: Database) -> None:
    whole = tables(database)
    alembic(database, "base")
    assert tables(database) == {"alembic_version"}

    database.migrate()
    assert tables(database) == whole


def rows(database: Database, columns: dict[str, list[str]] | None = None) -> dict[str, list[str]]:
    """All rows of all tables, or of some columns of some, as text."""
    engine = engine_of(database)
    with engine.connect() as connection:
        found = columns or columns_of(database)
        selects = {name: ", ".join(f'"{one}"' for one in own) for name, own in found.items()}
        told = {
            name: sorted(str(row) for row in connection.execute(text(f"SELECT {own} FROM {name}")))
            for name, own in selects.items()
        }
    engine.dispose()
    return told


def columns_of(database: Database) -> dict[str, list[str]]:
    engine = engine_of(database)
    found = {
        name: [column["name"] for column in inspect(engine).get_columns(name)]
        for name in inspect(engine).get_table_names()
        if name != "alembic_version"
    }
    engine.dispose()
    return found


def test_rows_go_up_from_an_older_program_and_back(database: Database) -> None:
    province = Province(database, organisation(2)).open()
    province.apply(definition(duty(owed_by={"ids": ["u1"]})), now=at("2024-01-15 09:00"))
    link = {
        "issuer_id": "pt",
        "scope": "issuer",
        "scope_id": 0,
        "created_at": at("2024-01-15 09:00"),
    }
    with database.write() as session:
        session.add(Subscription(id=1, name="a", token_hash="a", **link))
        session.flush()
        session.add(Subscription(id=2, name="b", token_hash="b", parent_id=1, **link))
    alembic(database, RELEASED)
    kept = columns_of(database)
    before = rows(database, kept)

    database.migrate()
    assert rows(database, kept) == before
    alembic(database, RELEASED)
    assert rows(database, kept) == before
    assert sum(len(found) for found in before.values()) > 20


def test_database_of_a_newer_program_is_refused(database: Database) -> None:
    stamp(database, "9999")

    with pytest.raises(DatabaseNewer):
        database.require()
    with pytest.raises(DatabaseNewer):
        database.migrate()


def test_database_without_tables_is_missing(databases: Databases) -> None:
    with closing(Database(databases.empty())) as database, pytest.raises(DatabaseMissing):
        database.require()


def test_database_of_an_older_program_is_outdated(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = [*schema.known_revisions(), "9999"]
    monkeypatch.setattr("scheduler.store.schema.known_revisions", lambda: newer)

    with pytest.raises(DatabaseOutdated):
        database.require()


def test_sqlite_missing_file_is_not_made_by_looking(sqlite_files: SqliteFiles) -> None:
    with closing(Database(sqlite_files.empty())) as database:
        with pytest.raises(DatabaseMissing):
            database.require()
        assert database.file is not None and not database.file.exists()


def test_sqlite_file_that_is_no_database_is_told(sqlite_files: SqliteFiles) -> None:
    with closing(Database(sqlite_files.empty())) as database:
        assert database.file is not None
        database.file.write_bytes(b"campaign: pt-2024\n" * 100)

        with pytest.raises(DatabaseUnreachable):
            database.migrate()
        with pytest.raises(DatabaseUnreachable):
            database.require()


def test_sqlite_folder_is_made(sqlite_files: SqliteFiles) -> None:
    url = sqlite_files.empty().replace(".sqlite3", "/deep/thidua.sqlite3")
    with closing(Database(url)) as database:
        database.migrate()
        database.require()


@pytest.mark.parametrize(
    "address", ["someone:secret@127.0.0.1:1/none", "127.0.0.1:1/none?user=someone&password=secret"]
)
def test_postgres_that_does_not_answer_is_told(address: str) -> None:
    url = f"postgresql+psycopg://{address}"
    with closing(Database(url)) as database:
        with pytest.raises(DatabaseUnreachable) as told:
            database.require()
        assert "secret" not in told.value.url
