"""The database: SQLite by default, PostgreSQL when its URL says so; one set of tables for both."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from scheduler.errors import (
    DatabaseBusy,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseOutdated,
    DatabaseUnreachable,
    NoRehearsal,
    TableMissing,
    Unreached,
)
from scheduler.store import locks, private, schema, unreached

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged report survives a power cut
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "secure_delete=ON",  # what is blanked is gone from the file too
)
_ENDINGS = ("", "-wal", "-shm", "-journal", ".lock")  # of the files of a SQLite database
PATIENCE = timedelta(seconds=5)  # with who writes the same
STOPPED = timedelta(
    seconds=30
)  # who holds the lock and does nothing, its machine stopped, loses it
# Of PostgreSQL, in seconds but one: a server that has gone without a word is noticed before long.
_LINE = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,  # milliseconds; what is sent is not covered by the three above
}


class Database:
    """Sessions that write and sessions that read. Every error of the driver leaves as one of ours.

    `rehearsal`: the clock is not the real one, so nothing is written but where that does no harm. One that is `lasting`
    survives a power cut; another is gone with its process anyway.
    """

    def __init__(self, url: str, *, rehearsal: bool = False, lasting: bool = True) -> None:
        self.url = make_url(url)
        self._pragmas = _PRAGMAS if lasting else (*_PRAGMAS, "synchronous=OFF", "secure_delete=OFF")
        self._unproved = rehearsal
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer = self._engine("BEGIN IMMEDIATE")
        self._turns = Lock()
        self._reader = self._engine("BEGIN") if self.is_sqlite else _one_moment(self._writer)

    @property
    def name(self) -> str:
        """The URL without its passwords, wherever they stand in it."""
        named = self.url.difference_update_query(
            [key for key in self.url.query if "password" in key]
        )
        return named.render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None otherwise."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @property
    def is_there(self) -> bool:
        """Whether anything is at its address. Raises DatabaseUnreachable."""
        if self.file:
            return self.file.exists()
        with self._told(), self._reader.connect() as connection:
            return bool(inspect(connection).get_table_names())

    @property
    def is_for_rehearsals(self) -> bool:
        """Whether it is marked so; a real one, or one of an older program, is not."""
        if self.file and not self.file.exists():
            return False
        with self._told(), self._reader.connect() as connection:
            return _is_marked(connection)

    @contextmanager
    def write(self, *issuers: str, patience: timedelta | None = None) -> Iterator[Session]:
        """A session whose changes are durable together when the block ends, or not at all.

        From the start it keeps `issuers` from other writers, without any the whole installation: two writers never
        read the same old row, and those of different issuers do not wait for each other (on SQLite they do). Who is
        kept from it waits for `patience`. Raises DatabaseBusy, NoRehearsal.
        """
        with self._writing(issuers or None, patience) as session:
            yield session

    @contextmanager
    def write_unowned(self) -> Iterator[Session]:
        """The same for what belongs to no issuer, and keeps nobody else from it: leases, signs of life, updates as
        they came. What is read there is changed by statements that name what they expect.

        `locks.own` adds issuers, before anything is changed.
        """
        with self._writing((), None) as session:
            yield session

    @contextmanager
    def _writing(
        self, issuers: Collection[str] | None, patience: timedelta | None
    ) -> Iterator[Session]:
        with self._told(), self._turn(), Session(self._writer, expire_on_commit=False) as session:
            connection = session.connection()
            locks.begin(session, issuers, patience=patience or PATIENCE, stopped=STOPPED)
            if self._unproved:
                self._prove(connection)
            yield session
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the database and changes nothing."""
        with self._told(), Session(self._reader, expire_on_commit=False) as session:
            yield session  # closing it ends the transaction and leaves what was loaded readable

    def migrate(self) -> None:
        """Make or update the schema. Raises DatabaseNewer, DatabaseUnreachable, DiskFull, TableMissing."""
        if self.file:
            self._make(self.file)
        with self._told():
            self._refuse_newer()
            with self._writer.connect() as connection:
                # SQLite rebuilds tables to change them; their references must not fire meanwhile
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF") if self.is_sqlite else None
                connection.commit()
                # else alembic reads the revision in a transaction of its own, and others upgrade before the next
                with connection.begin():
                    locks.keep_all(connection)
                    schema.upgrade(connection)
            self._writer.dispose()
            self._refuse_gaps()

    def require(self) -> None:
        """Raise DatabaseMissing, DatabaseOutdated, DatabaseNewer or TableMissing unless the schema is ours."""
        if self.file and not self.file.exists():
            raise DatabaseMissing(self.name)
        with self._told():
            revision = self._refuse_newer()
            if revision is None:
                raise DatabaseMissing(self.name)
            if revision != schema.known_revisions()[-1]:
                raise DatabaseOutdated(self.name)
            self._refuse_gaps()

    def close_to_others(self) -> tuple[list[Path], list[Path]]:
        """Of the files of a SQLite database: those others could read until now, and those they still can."""
        if self.file is None:
            return [], []
        file = self.file.resolve()  # where it lies: SQLite makes the rest there, too
        return private.tighten(file.with_name(file.name + end) for end in _ENDINGS)

    def close(self) -> None:
        """Let go of all connections."""
        self._writer.dispose()
        self._reader.dispose()

    def _refuse_newer(self) -> str | None:
        with self._reader.connect() as connection:
            revision = schema.revision_of(connection)
        if revision is not None and revision not in schema.known_revisions():
            raise DatabaseNewer(revision)
        return revision

    def _refuse_gaps(self) -> None:
        with self._reader.connect() as connection:
            if missing := schema.missing_tables(connection):
                raise TableMissing(self.name, ", ".join(missing))

    def _engine(self, begin: str) -> Engine:
        if not self.is_sqlite:
            patience = {key: value for key, value in _LINE.items() if key not in self.url.query}
            return create_engine(
                self.url,
                # whatever the server's default: who has waited for a lock sees what the one before has written
                isolation_level="READ COMMITTED",
                pool_pre_ping=True,
                hide_parameters=True,
                connect_args=patience,
            )
        engine = create_engine(
            self.url, connect_args={"isolation_level": None}, hide_parameters=True
        )
        event.listen(engine, "connect", self._set_pragmas)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    def _set_pragmas(self, connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in (*self._pragmas, f"busy_timeout={_milliseconds(PATIENCE)}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def _make(self, file: Path) -> None:
        """SQLite gives what it makes beside a file the rights of the file."""
        try:
            private.make_folder(file.parent)
            private.make_file(file.resolve())
        except OSError as error:
            reason = error.strerror or str(error)
            raise DatabaseUnreachable(self.name, reason, Unreached.FILE) from error

    def _prove(self, connection: Connection) -> None:
        """Once: no mark is ever taken away."""
        if not _is_marked(connection):
            raise NoRehearsal(self.name)
        self._unproved = False

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Threads of this process write in turn: SQLite lets who waits sleep ever longer, and the last starve."""
        if not self.is_sqlite:
            yield
            return
        if not self._turns.acquire(timeout=PATIENCE.total_seconds()):
            raise DatabaseBusy(self.name)
        try:
            yield
        finally:
            self._turns.release()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, InterfaceError) as error:
            raise unreached.meaning(error, self.name) from error
        except DatabaseError as error:
            # its subclasses are faults of ours; itself it says that the file is damaged or no database
            if type(error) is not DatabaseError and not unreached.is_known(error):
                raise
            raise unreached.meaning(error, self.name) from error


def _is_marked(connection: Connection) -> bool:
    if not inspect(connection).has_table("rehearsalmark"):
        return False
    return connection.execute(text("SELECT 1 FROM rehearsalmark")).first() is not None


def _milliseconds(span: timedelta) -> int:
    return int(span / timedelta(milliseconds=1))


def _one_moment(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
