"""One process a database, where its file cannot be shared: a lock beside it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scheduler.errors import AlreadyRunning
from scheduler.store import private
from scheduler.store.database import Database


@contextmanager
def only_process(lock: Path) -> Iterator[None]:
    """Hold the lock file while the block runs. Raises AlreadyRunning when another process does."""
    private.make_file(lock)
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(str(lock)) from error
        yield


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Let no other local engine work on `database` while the block runs. Raises AlreadyRunning.

    Of a database that several processes may serve (PostgreSQL) it keeps nobody away.
    """
    if database.file is None:
        yield
        return
    file = database.file.resolve()  # by whatever name it was called
    with only_process(file.with_name(file.name + ".lock")):
        yield
