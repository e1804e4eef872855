"""Profiles of the laws (the same examples every time in CI, new ones at a desk), and databases."""

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

import pytest
from hypothesis import HealthCheck, settings

from scheduler.store.database import Database
from tests import compiled, read_once
from tests.build import Province, organisation
from tests.campaign.admin_at_work import Admin
from tests.databases import PostgresServer, SqliteFiles, postgres_server, stop_postgres

RUN = "TESTS_RUN_FOLDER"  # in the environment
ROOM = 2 * 1024**3  # bytes; a run takes a tenth of it

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("desk", deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.register_profile(
    "ci", deadline=None, suppress_health_check=_SLOW_IS_FINE, derandomize=True, database=None
)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the run, told to all its workers: in memory, where durability is not what is tested."""
    if not hasattr(config, "workerinput"):
        end_runs_of_the_dead(Path(gettempdir()), Path("/dev/shm"))
        folder = mkdtemp(prefix=f"thidua-{os.getpid()}-", dir=_memory())
        os.environ[RUN] = folder
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", folder)


def end_runs_of_the_dead(*places: Path) -> None:
    """A run that was killed leaves its folder and its server behind, a gigabyte of memory each."""
    for place in places:
        for folder in place.glob("thidua-*-*"):
            pid = folder.name.split("-")[1]
            if pid.isdigit() and not _lives(int(pid)):
                with suppress(OSError):  # another run, begun at the same time, was faster
                    stop_postgres(folder)
                shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        pass
    return True


def _memory() -> Path | None:
    """A file system in memory with room for the run; None where there is none."""
    memory = Path("/dev/shm")
    found = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return memory if found else None


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        folder = Path(os.environ[RUN])
        stop_postgres(folder)
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_finish() -> None:
    """What is imported and collected stays to the end: no collection of garbage has to look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _done_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        compiled.share(monkeypatch)
        read_once.share(monkeypatch)
        yield


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres(worker_id: str) -> PostgresServer:
    return postgres_server(Path(os.environ[RUN]), worker_id)


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


@pytest.fixture
def admin(sqlite_files: SqliteFiles, tmp_path: Path) -> Iterator[Admin]:
    """An admin with three units, whose definition is in force."""

    def fill(database: Database) -> None:
        Admin(Province(database, organisation(3)).open(), tmp_path).apply()

    with closing(Database(sqlite_files.filled("admin", fill))) as database:
        yield Admin(Province(database, organisation(3)), tmp_path)
