"""What goes wrong with a campaign an admin defines, and with its days."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.errors.base import ThiDuaError


@dataclass
class PlanChanged(ThiDuaError):
    """Somebody applied another definition between the diff shown and the answer."""

    campaign: str


@dataclass(frozen=True)
class AppliedSince:
    """A revision of a campaign: who put it into force, when, and which parts it changed of the one before."""

    revision: int
    by: str
    at: datetime
    parts: tuple[str, ...]  # as `definition.parts` names them


@dataclass
class RevisionOld(ThiDuaError):
    """The file was written out of revision `given`; meanwhile there were those of `since`, oldest first."""

    campaign: str
    given: int
    since: tuple[AppliedSince, ...]


@dataclass
class RevisionUnknown(ThiDuaError):
    """The file says revision `given`, which the campaign never had: it is at `current` (0: there is none)."""

    campaign: str
    given: int
    current: int


@dataclass
class UnknownRevision(ThiDuaError):
    """The campaign has no definition of that number; the newest is `newest`."""

    campaign: str
    revision: int
    newest: int


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
