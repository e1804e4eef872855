"""What goes wrong with the database, and with what is kept in it."""

from dataclasses import dataclass
from enum import StrEnum, auto

from scheduler.errors.base import ThiDuaError


class Unreached(StrEnum):
    """Why a database is out of reach, as far as it can be told."""

    PASSWORD = auto()  # refused
    ROLE = auto()  # no account of that name
    DATABASE = auto()  # none of that name on the server
    HOST = auto()  # its name leads nowhere
    REFUSED = auto()  # nobody listens there
    SILENT = auto()  # no answer, or the line broke
    TLS = auto()  # no encrypted line as one side asks for
    REJECTED = auto()  # the server's own rules
    CROWDED = auto()  # no connection left
    STARTING = auto()  # it starts or stops
    PERMISSION = auto()  # the account may not
    READ_ONLY = auto()
    FILE = auto()  # cannot be opened
    DAMAGED = auto()  # the file is broken, or no database
    OTHER = auto()


@dataclass
class DatabaseUnreachable(ThiDuaError):
    """The database does not answer, or may not be used."""

    url: str  # without password
    reason: str  # in the words of the driver
    why: Unreached = Unreached.OTHER


@dataclass
class DatabaseMissing(ThiDuaError):
    """There is no schema yet: `thidua init` comes first."""

    url: str


@dataclass
class DatabaseOutdated(ThiDuaError):
    """The schema is older than the program: `thidua init` brings it up to date."""

    url: str


@dataclass
class DatabaseNewer(ThiDuaError):
    """The schema was made by a newer program."""

    revision: str


@dataclass
class TableMissing(ThiDuaError):
    """The schema says it is ours, but tables are not there: dropped by hand, or half of a backup."""

    url: str
    tables: str


@dataclass
class DatabaseBusy(ThiDuaError):
    """Another process kept the database locked for longer than we wait."""

    url: str


@dataclass
class DiskFull(ThiDuaError):
    """No room to write."""

    url: str


# No fault of what was to be done: it waits until the database is back.
AWAY = (DatabaseBusy, DatabaseUnreachable, DiskFull)


@dataclass
class NoRehearsal(ThiDuaError):
    """A database that is not marked for rehearsals would be written at another time than the real one."""

    url: str


@dataclass
class TargetTaken(ThiDuaError):
    """Where a copy was to be made there is something already."""

    target: str


@dataclass
class AlreadyRunning(ThiDuaError):
    """Another local engine holds the lock of this database."""

    lock: str


@dataclass
class UnknownStep(ThiDuaError):
    """A stored step of reminding that no version of ours writes: the row was changed by another hand."""

    text: str
