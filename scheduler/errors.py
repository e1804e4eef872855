"""What can go wrong, one class each, carrying fields. The sentences are made at the rim (config/answers.py)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto


class ThiDuaError(Exception):
    """Base of everything a person is told about in a sentence of ours."""


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
class UnknownIssuer(ThiDuaError):
    """No issuer of that id or name in the database."""

    issuer: str
    known: tuple[str, ...] = ()


@dataclass
class UnknownUnit(ThiDuaError):
    """No such unit of this issuer, or several issuers have one and none was named."""

    unit: str
    issuers: tuple[str, ...] = ()


@dataclass
class UnknownBlock(ThiDuaError):
    """No block of that code, or several issuers have one."""

    block: str
    issuers: tuple[str, ...] = ()


@dataclass
class NobodyHolds(ThiDuaError):
    """A link to somebody's own work needs somebody who holds the post."""

    unit: str
    post: str


@dataclass
class UnknownCampaign(ThiDuaError):
    """No such campaign, or several issuers have one and none was named."""

    campaign: str
    issuers: tuple[str, ...] = ()


@dataclass
class PlanChanged(ThiDuaError):
    """Somebody applied another definition between the diff shown and the answer."""

    campaign: str


@dataclass
class LedgerBroken(ThiDuaError):
    """An entry of the ledger does not follow from the one before it."""

    seq: int
    reason: str


@dataclass
class BotUnknown(ThiDuaError):
    """A link needs the name of the bot, which Telegram has not told yet."""

    lane: str


@dataclass
class CircularDates(ThiDuaError):
    """Dates that are counted from one another in a circle; the first id is named again at the end."""

    circle: tuple[str, ...]


@dataclass
class UnknownReference(ThiDuaError):
    """An id that is neither a phase, milestone or duty of the definition nor an anniversary."""

    reference: str


@dataclass
class NoSuchDay(ThiDuaError):
    """A day that the year does not have: 29 February in a common year."""

    day: int
    month: int
    year: int


@dataclass(kw_only=True)
class NoSuchLunarDay(ThiDuaError):
    """The lunar month has no such day, or the year is outside what can be converted (1900–2100)."""

    year: int
    month: int
    day: int | str


@dataclass
class BadCatalogue(ThiDuaError):
    """The catalogue of anniversaries is not well formed."""

    faults: tuple[tuple[str, str], ...]  # where and what, in the order of the file


@dataclass
class FileExists(ThiDuaError):
    """A file that would be overwritten."""

    file: str


@dataclass
class TooManyLinks(ThiDuaError):
    """A calendar link has brought forth as many others as it may in a day."""

    most: int


@dataclass
class BodyTooBig(ThiDuaError):
    """A request brings more than is ever asked for."""

    limit: int  # octets


@dataclass
class PortTaken(ThiDuaError):
    """Another program listens where we would."""

    host: str
    port: int


@dataclass
class AddressRefused(ThiDuaError):
    """The machine does not let us listen there, with the reason (errno, or None where no such name is found)."""

    host: str
    port: int
    reason: int | None


@dataclass
class NotAllowed(ThiDuaError):
    """The person holds no post that may do this."""

    action: str


@dataclass
class PostPassedOn(ThiDuaError):
    """The person held the post that may do this until `at`, and does no longer."""

    post: str  # with its unit
    at: datetime


@dataclass
class NotPossible(ThiDuaError):
    """The obligation has moved on: it is in `state` since `at`, by `by`; `until`: what more time was given."""

    action: str
    state: str
    at: datetime | None = None
    by: str | None = None
    until: datetime | None = None


@dataclass
class CutOffPassed(ThiDuaError):
    """Nothing is taken in any more since `cut_off_at`."""

    cut_off_at: datetime


@dataclass
class ProofMissing(ThiDuaError):
    """The duty asks for more: "number", "file" or "note"."""

    missing: tuple[str, ...]


@dataclass
class NotLater(ThiDuaError):
    """A wish for more time must name a later instant than the deadline and lie in the future."""

    due_at: datetime


@dataclass
class InviteUnknown(ThiDuaError):
    """No such invitation for this bot, or it was taken back."""


@dataclass
class InviteUsed(ThiDuaError):
    """Somebody has used the invitation."""

    used_at: datetime


@dataclass
class InviteExpired(ThiDuaError):
    """The invitation was not used in time."""

    expires_at: datetime


@dataclass
class UnknownSubscription(ThiDuaError):
    """No such link, or it belongs to another issuer."""

    subscription: int


@dataclass
class NotOfIssuer(ThiDuaError):
    """A link may show only what belongs to the issuer it is made for."""

    issuer: str
    scope: str
