"""Databases for rehearsals: marked as such, fresh or copied from a real one."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Row, Table, insert, select, text, update
from sqlmodel import Session

from scheduler.errors import TargetTaken
from scheduler.store import columns, private
from scheduler.store.database import Database
from scheduler.store.tables import Lane, RehearsalMark

ROWS = 1000  # copied at once
# Talk with the real bot: its updates have ids of their own, its answers are not for the loopback. Who is signed in,
# for whoever keeps the copy; and long work, which the real engine does.
LEFT_OUT = (
    "inbox",
    "reply",
    "desk_session",
    "sign_in_link",
    "sign_in_failure",
    "kept_form",
    "work",
    "rehearsed_message",
)


def open_fresh(url: str, *, now: datetime, source: str = "") -> Database:
    """A new database for rehearsals, marked, with our tables and no rows. Raises TargetTaken."""
    database = Database(url)
    if database.is_there:
        raise TargetTaken(database.name)
    database.migrate()
    with database.write() as session:
        session.add(RehearsalMark(source=source, marked_at=now))
    return database


def open_passing(file: Path, *, now: datetime) -> Database:
    """The same at `file`, of SQLite, for a rehearsal of this process: in a hundredth of a second, and not lasting."""
    private.make_file(file)
    file.write_bytes(_blank())
    database = Database(f"sqlite:///{file}", lasting=False)
    with database.write() as session:
        session.add(RehearsalMark(source="", marked_at=now))
    return database


@cache
def _blank() -> bytes:
    """A file with our tables and no rows."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "blank.sqlite3"
        with closing(Database(f"sqlite:///{file}")) as database:
            database.migrate()
        return file.read_bytes()


def copy(source: Database, url: str, *, now: datetime) -> int:
    """Make a copy of `source` for rehearsals at `url` and return how many rows it has. Raises TargetTaken.

    Either may be SQLite or PostgreSQL. Talk in progress stays behind, and so do sessions of the desk
    and files of reports.
    """
    target = open_fresh(url, now=now, source=source.name)
    count = 0
    with source.read() as old, target.write() as new:
        for table in columns.Table.metadata.sorted_tables:
            if table.name in LEFT_OUT or table.name == RehearsalMark.__tablename__:
                continue
            # oldest first: a link stands behind the one it was made with
            found = old.execute(select(table).order_by(*table.primary_key))
            for rows in found.partitions(ROWS):
                count += _put(new, table, rows)
            _count_on(new, table)
        new.execute(
            update(Lane).values(
                holder=None,
                held_until=None,
                receiver=None,
                receiver_until=None,
                paused_until=None,
                paused_at=None,
                pause_reason=None,
            )
        )
    target.close()
    return count


def _put(session: Session, table: Table, rows: Sequence[Row[tuple[object, ...]]]) -> int:
    session.execute(insert(table), [dict(row._mapping) for row in rows])
    return len(rows)


def _count_on(session: Session, table: Table) -> None:
    """PostgreSQL numbers new rows from a sequence, which knows nothing of rows that brought their numbers."""
    key = table.autoincrement_column
    if session.get_bind().dialect.name == "sqlite" or key is None:
        return
    sequence = text("SELECT pg_get_serial_sequence(:table, :key)")
    name: str | None = session.execute(
        sequence, {"table": table.name, "key": key.name}
    ).scalar_one()
    last = session.execute(select(key).order_by(key.desc()).limit(1)).scalar_one_or_none()
    if name and last:
        session.execute(text("SELECT setval(:name, :last)"), {"name": name, "last": last})
