"""Profiles of the laws (the same examples every time in CI, new ones at a desk), and databases."""

import gc
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

from scheduler.store.database import Database
from tests.databases import PostgresServer, SqliteFiles, postgres_server

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("desk", deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.register_profile(
    "ci", deadline=None, suppress_health_check=_SLOW_IS_FINE, derandomize=True, database=None
)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")


def pytest_collection_finish() -> None:
    """What is imported and collected stays to the end: no collection of garbage has to look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    # not below pytest's own folder, which every session closes to other users: as root the server is one
    with (
        TemporaryDirectory(prefix="thidua-", ignore_cleanup_errors=True) as folder,
        postgres_server(Path(folder)) as server,
    ):
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> SqliteFiles | PostgresServer:
    """Makes databases; a test that asks for this runs once on each kind."""
    name = "postgres" if request.param == "postgresql" else "sqlite_files"
    found: SqliteFiles | PostgresServer = request.getfixturevalue(name)
    return found


@pytest.fixture
def database(databases: SqliteFiles | PostgresServer) -> Iterator[Database]:
    """A database with our tables, of each kind."""
    with closing(Database(databases.migrated())) as database:
        yield database


@pytest.fixture
def sqlite(sqlite_files: SqliteFiles) -> Iterator[Database]:
    """A SQLite database with our tables."""
    with closing(Database(sqlite_files.migrated())) as database:
        yield database
