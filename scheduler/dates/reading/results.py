"""What a phrase can mean, and the one-line notation of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from scheduler.dates.lunar import LunarDay


class TimeUnit(Enum):
    """What an amount added to a deadline counts."""

    CALENDAR_DAYS = "D"
    WORKING_DAYS = "BD"


@dataclass(frozen=True)
class Day:
    """One day; `part` is the part of it that was said (sang, trua, chieu, toi, dem; dau_sang, dau_chieu), if any.

    `lunar`, here and below: the lunar day that was said, of a year that was chosen; the first where there are more.
    """

    on: date
    part: str | None = None
    lunar: LunarDay | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Instant:
    """An instant, aware, in the zone of the reader."""

    at: datetime


@dataclass(frozen=True)
class Interval:
    """From `first` to `last`, both within it: days, or instants when clock times were said."""

    first: date | datetime
    last: date | datetime
    lunar: LunarDay | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Until:
    """No later than the end of this day (of `part` of it, if said), or than this instant."""

    last: date | datetime
    part: str | None = None
    lunar: LunarDay | None = field(default=None, compare=False)


@dataclass(frozen=True)
class From:
    """From this day or instant on."""

    first: date | datetime
    lunar: LunarDay | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Amount:
    """To be added to the deadline on file."""

    count: int
    unit: TimeUnit


@dataclass(frozen=True)
class Recurring:
    """A recurrence rule (RFC 5545 section 3.3.10), without start."""

    rrule: str


@dataclass(frozen=True)
class Ask:
    """Too vague, or several readings: `reason` is a sentence for the person, `alternatives` what it may mean.

    `aside`: the one alternative is what was said; only words behind it, which turn nothing round, were not read.
    """

    reason: str
    alternatives: tuple["Reading", ...] = ()
    aside: bool = False


@dataclass(frozen=True)
class Invalid:
    """A day or hour that does not exist; `reason` is a sentence for the person."""

    reason: str


@dataclass(frozen=True)
class Nothing:
    """No date at all."""


Definite = Day | Instant | Interval | Until | From | Amount | Recurring
Reading = Definite | Ask | Invalid | Nothing


def notation(reading: Reading) -> str:
    """One line: 2024-06-21, 2024-06-17T15:00, A/B, ../B, A/.., P5D, P3BD, FREQ=…, INVALID, NONE or ASK.

    Moments are in the local time of the zone they carry.
    """
    match reading:
        case Day(on=on):
            return _point(on)
        case Instant(at=at):
            return _point(at)
        case Interval(first=first, last=last):
            return f"{_point(first)}/{_point(last)}"
        case Until(last=last):
            return f"../{_point(last)}"
        case From(first=first):
            return f"{_point(first)}/.."
        case Amount(count=count, unit=unit):
            return f"P{count}{unit.value}"
        case Recurring(rrule=rrule):
            return rrule
        case Ask():
            return "ASK"
        case Invalid():
            return "INVALID"
    return "NONE"


def _point(point: date | datetime) -> str:
    if isinstance(point, datetime):
        return point.strftime("%Y-%m-%dT%H:%M").zfill(16)
    return point.isoformat()
