"""What an error of the driver means: that the database is busy, full, or out of reach, and then why."""

import re
import sqlite3

from sqlalchemy.exc import DBAPIError, ProgrammingError

from scheduler.errors import (
    DatabaseBusy,
    DatabaseUnreachable,
    DiskFull,
    TableMissing,
    ThiDuaError,
    Unreached,
)

# Of a connection that is there: https://www.postgresql.org/docs/current/errcodes-appendix.html
_STATES = {
    "28P01": Unreached.PASSWORD,
    "28000": Unreached.REJECTED,
    "3D000": Unreached.DATABASE,
    "42501": Unreached.PERMISSION,
    "25006": Unreached.READ_ONLY,
    "25P03": Unreached.SILENT,  # we were, with the lock in hand
    "53300": Unreached.CROWDED,
    "57P01": Unreached.STARTING,
    "57P02": Unreached.STARTING,
    "57P03": Unreached.STARTING,
}
# Locks not had in time, statements given up, deadlocks.
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "57014", "40P01", "40001")
_FULL = ("SQLITE_FULL", "53100")
# Where none could be made the driver has words only, the first that fit count.
_WORDS = (
    ("password authentication failed", Unreached.PASSWORD),
    ("no password supplied", Unreached.PASSWORD),
    ("pg_hba.conf", Unreached.REJECTED),
    ("ssl error", Unreached.TLS),
    ("ssl negotiation", Unreached.TLS),
    ("support ssl", Unreached.TLS),
    ("certificate", Unreached.TLS),
    ("authentication failed", Unreached.REJECTED),
    ("permission denied", Unreached.PERMISSION),
    ("not permitted to log in", Unreached.REJECTED),
    ("too many", Unreached.CROWDED),
    ("connection slots", Unreached.CROWDED),
    ("starting up", Unreached.STARTING),
    ("shutting down", Unreached.STARTING),
    ("recovery mode", Unreached.STARTING),
    ("resolve host", Unreached.HOST),
    ("translate host name", Unreached.HOST),
    ("connection refused", Unreached.REFUSED),
    ("no such file or directory", Unreached.REFUSED),  # its socket
    ("timeout", Unreached.SILENT),
    ("timed out", Unreached.SILENT),
    ("no route to host", Unreached.SILENT),
    ("network is unreachable", Unreached.SILENT),
    ("closed the connection", Unreached.SILENT),
)
_NO_TABLE = "42P01"
_OF_SQLITE = {
    "SQLITE_CANTOPEN": Unreached.FILE,
    "SQLITE_PERM": Unreached.FILE,
    "SQLITE_IOERR": Unreached.FILE,
    "SQLITE_READONLY": Unreached.READ_ONLY,
    "SQLITE_NOTADB": Unreached.DAMAGED,
    "SQLITE_CORRUPT": Unreached.DAMAGED,
}


def meaning(error: DBAPIError, name: str) -> ThiDuaError:
    """The error of ours that `error` is, of the database called `name`. No password is in it."""
    reason = str(error.orig)
    if table := _missing_table(error):
        return TableMissing(name, table)
    if _is_of(error.orig, *_BUSY):
        return DatabaseBusy(name)
    if _is_of(error.orig, *_FULL) or "No space left" in reason:
        return DiskFull(name)
    return DatabaseUnreachable(name, reason.splitlines()[0] if reason else "", why(error.orig))


def is_known(error: DBAPIError) -> bool:
    """Whether it is no fault of ours, though others of its class are."""
    if isinstance(error, ProgrammingError) and error.statement is None:
        return True  # of connecting: the address asks for what no connection has
    return getattr(error.orig, "sqlstate", None) in _STATES or bool(_missing_table(error))


def _missing_table(error: DBAPIError) -> str:
    """The table that is not there; empty when it says something else."""
    of_sqlite = isinstance(error.orig, sqlite3.Error)
    if not of_sqlite and getattr(error.orig, "sqlstate", None) != _NO_TABLE:
        return ""
    found = re.search(r"no such table: ([\w.]+)" if of_sqlite else r'"([^"]+)"', str(error.orig))
    return found[1] if found else ""


def why(error: BaseException | None) -> Unreached:
    """What is wrong, by the driver's code where it has one."""
    if isinstance(error, sqlite3.Error):
        fitting = (what for code, what in _OF_SQLITE.items() if _is_of(error, code))
        return next(fitting, Unreached.OTHER)
    if found := _STATES.get(getattr(error, "sqlstate", None) or ""):
        return found
    told = str(error).lower()
    if 'role "' in told and "does not exist" in told:
        return Unreached.ROLE
    if 'database "' in told and "does not exist" in told:
        return Unreached.DATABASE
    return next((what for words, what in _WORDS if words in told), Unreached.OTHER)


def _is_of(error: BaseException | None, *codes: str) -> bool:
    """Whether the driver's code is one of `codes`, or for SQLite a kind of one."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    return (code or "").startswith(codes)
