"""What goes wrong with files: those people send, those admins give, those we write."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from scheduler.errors.base import ThiDuaError


@dataclass
class FileExists(ThiDuaError):
    """A file that would be overwritten."""

    file: str


@dataclass
class FileTooBig(ThiDuaError):
    """More than a bot may fetch."""

    octets: int


@dataclass
class FileTypeRefused(ThiDuaError):
    """Its content is of no kind we take."""

    name: str


@dataclass
class FileUnreachable(ThiDuaError):
    """Telegram did not give it."""

    reason: str


@dataclass
class FileLost(ThiDuaError):
    """It cannot be read where it was kept."""

    reason: str  # says nothing of where


class WhyUnreadable(Enum):
    """Why a file cannot be read."""

    MISSING = "missing"
    TOO_LARGE = "too large"
    BROKEN = "broken"  # the format says one thing, the content another
    LOCKED = "locked"  # a password is asked for
    SCANNED = "scanned"  # pages are pictures, there is no text layer
    EMPTY = "empty"
    OLD_WORD = "old word"  # .doc of Word 97-2003
    PACKED = "packed"  # an archive of other files
    SHEET = "sheet"  # a spreadsheet
    DEFINITION = "definition"  # what a draft becomes, not what it is made from
    COSTLY = "costly"  # made to take more time or memory than any directive
    MACHINE_FULL = "machine full"  # the machine starts no process to read it


@dataclass
class UnreadableFile(ThiDuaError):
    """A file that gives no text."""

    file: str
    reason: WhyUnreadable


class Secrecy(StrEnum):
    """Level of a state secret, the lowest first."""

    SECRET = "secret"  # Mật
    HIGHLY_SECRET = "highly secret"  # Tối mật
    TOP_SECRET = "top secret"  # Tuyệt mật


@dataclass
class SecretDocument(ThiDuaError):
    """A document marked as a state secret. Nothing else is told of it, for this may be printed and logged."""

    level: Secrecy


@dataclass
class NotKept(ThiDuaError):
    """A file could not be written where files are kept."""

    reason: str  # says nothing of where


@dataclass
class DocumentAltered(ThiDuaError):
    """The file of a kept document is not what was brought in."""

    document: int
