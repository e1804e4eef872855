"""What goes wrong with lists of units, and with the units that are in force."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from scheduler.errors.base import ThiDuaError


class WhyNoList(Enum):
    """Why a file gives no list of units."""

    MISSING = "missing"
    EMPTY = "empty"
    TOO_LARGE = "too large"  # octets, unpacked octets, rows or columns
    COSTLY = "costly"  # made to take more time or memory than any list
    LOCKED = "locked"  # a password is asked for
    BROKEN = "broken"
    DOCUMENT = "document"  # Word, PDF, a picture
    PAGE = "page"  # a web page or XML that calls itself .xls
    PACKED = "packed"
    DATABASE = "database"
    ENCODING = "encoding"  # TCVN3, VNI and other letters of old
    QUOTES = "quotes"  # of a .csv, one opens a cell that nothing closes
    DEFINITION = "definition"  # YAML or JSON
    NO_NAMES = "no names"  # no column holds names of units
    MACHINE_FULL = "machine full"


@dataclass
class UnreadableList(ThiDuaError):
    """A file that gives no list of units."""

    file: str
    reason: WhyNoList


@dataclass
class UnknownUnitList(ThiDuaError):
    """No such list, or it belongs to another issuer."""

    number: int


@dataclass
class UnitListClosed(ThiDuaError):
    """The list is put into force or dropped: `state`, by whom and when."""

    name: str
    state: str
    by: str
    at: datetime


@dataclass
class UnitsChanged(ThiDuaError):
    """Somebody changed the units, or the list of them, meanwhile; by whom and when."""

    by: str
    at: datetime


@dataclass
class UnitsFileDiffers(ThiDuaError):
    """A units file that says otherwise than the list in force, which was made at the desk or brought in."""

    issuer: str
    revision: int
    differences: int  # units, blocks and the issuer itself
