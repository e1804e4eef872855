"""Small written values of a definition: "30 days", "5 working days", "07-31", "2024-07", "Q3", "17:00".

The ValueErrors carry a code; `scheduler.definition.reasons` turns it into a sentence.
"""

import re
from dataclasses import dataclass
from datetime import date, time

from scheduler.dates import civil

_LONGEST_MONTH = 31
_MONTHS_A_QUARTER, _MONTHS_A_HALF = 3, 6
_SPAN = re.compile(r"^(\d{1,3}) (working days?|days?|weeks?|months?)$")
_MONTH_DAY = re.compile(r"^(\d{2})-(\d{2})$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_LIKE_A_DAY = re.compile(r"^\d{1,4}[-/.]\d|^\d+$")
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})$")
_WHOLE = re.compile(r"^-?\d{1,9}$")
_DAY_OF_PERIOD = re.compile(r"^(?:(\d{1,2})|last)$")
_PERIOD = re.compile(r"^(?:(\d{4})-)?(?:(\d{2})|Q([1-4])|H([12]))$")
_YEAR = re.compile(r"^\d{4}$")


@dataclass(frozen=True)
class Span:
    """A length in whole days (weeks are seven), months or working days; exactly one is not zero."""

    days: int = 0
    working_days: int = 0
    months: int = 0


@dataclass(frozen=True)
class MonthDay:
    """A day of every year."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in `year`. Raises ValueError for 29 February in a common year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True)
class DayOfPeriod:
    """A day that comes again: of a month from 1 to 31, of a week from 1 (Monday) to 7; None is the last one."""

    number: int | None


@dataclass(frozen=True)
class Period:
    """A month, quarter, half-year or year; without `year` that of the campaign, or of each of its years."""

    year: int | None
    first_month: int
    last_month: int

    @property
    def months(self) -> int:
        """How many months it has."""
        return self.last_month - self.first_month + 1

    def covers(self, other: "Period") -> bool:
        """Whether `other`, of a known year, lies within it (in every year where it names none)."""
        inside = self.first_month <= other.first_month and other.last_month <= self.last_month
        return inside and self.year in (None, other.year)


def span(value: object) -> object:
    """Span from "30 days", "2 weeks", "1 month" or "5 working days". Raises ValueError."""
    if isinstance(value, Span):
        return value
    found = _SPAN.match(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("span")
    count, unit = int(found[1]), found[2].removesuffix("s")
    if unit == "working day":
        return Span(working_days=count)
    if unit == "month":
        return Span(months=count)
    return Span(days=count * (7 if unit == "week" else 1))


def month_day(value: str) -> MonthDay | None:
    """MonthDay from "07-31"; None when the text is something else. Raises ValueError for "02-30"."""
    found = _MONTH_DAY.match(value)
    if not found:
        return None
    day(f"2024-{value}")  # a leap year: 29 February is a day of some years
    return MonthDay(int(found[1]), int(found[2]))


def day(value: object) -> object:
    """A date from "2024-07-31". Raises ValueError for any other text, a number of seconds too."""
    if not isinstance(value, str):
        return value
    if not _DAY.match(value):
        raise ValueError("day")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("no_such_day") from error


def day_of_year(value: object) -> object:
    """A date from "2024-07-31", a MonthDay from "07-31". Raises ValueError."""
    return (month_day(value) or day(value)) if isinstance(value, str) else value


def day_of_year_or_period(value: object) -> object:
    """As `day_of_year`, or a DayOfPeriod from "25"."""
    return day_of_year(day_of_period(value))


def day_of_period(value: object) -> object:
    """A DayOfPeriod from "25", 25 or "last"; anything else is left alone. Raises ValueError for a 0th or 32nd."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return value
    found = _DAY_OF_PERIOD.match(str(value))
    if not found:
        return value
    number = int(found[1]) if found[1] else None
    if number is not None and not 1 <= number <= _LONGEST_MONTH:
        raise ValueError("day_of_period")
    return DayOfPeriod(number)


def day_or_reference(value: object) -> object:
    """As `day_of_year`, but text that does not look like a day is left alone: the id of something with a day."""
    return day_of_year(value) if isinstance(value, str) and _LIKE_A_DAY.match(value) else value


def day_of_period_or_reference(value: object) -> object:
    """As `day_or_reference`, or a DayOfPeriod from "25" or "last"."""
    return day_or_reference(day_of_period(value))


def clock(value: object) -> object:
    """A wall-clock time from "17:00". Raises ValueError."""
    if isinstance(value, time):
        return value
    found = _CLOCK.match(value) if isinstance(value, str) else None
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError("clock")
    return time(int(found[1]), int(found[2]))


def whole(value: object) -> object:
    """A whole number from "14"; true and false are none. Raises ValueError."""
    if isinstance(value, bool) or (isinstance(value, str) and not _WHOLE.match(value)):
        raise ValueError("whole")
    return value


def period(value: object) -> object:
    """Period from "2024-07", "07", "2024-Q3", "Q3", "2024-H1", "H1" or "2024". Raises ValueError."""
    if isinstance(value, Period):
        return value
    if isinstance(value, str) and _YEAR.match(value):
        return Period(int(value), 1, 12)
    found = _PERIOD.match(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("period")
    year = int(found[1]) if found[1] else None
    if found[3]:
        return Period(year, *civil.months_of_quarter(int(found[3])))
    if found[4]:
        return Period(year, 1, 6) if found[4] == "1" else Period(year, 7, 12)
    month = int(found[2])
    if not 1 <= month <= 12:
        raise ValueError("period")
    return Period(year, month, month)


def period_text(period: Period, year: int | None = None) -> str:
    """As `period` reads it: "2024-07", "Q3", "2024-H1", "2024"; with `year` where it names none."""
    year = period.year or year
    before = f"{year:04d}-" if year is not None else ""
    letter = {1: "", _MONTHS_A_QUARTER: "Q", _MONTHS_A_HALF: "H"}.get(period.months)
    if letter is None:
        return before.removesuffix("-")
    number = period.last_month // period.months
    return f"{before}{letter}{number}" if letter else f"{before}{number:02d}"


def day_in(value: object, year: int | None) -> date | None:
    """The day itself, or of `year` when it is a day of every year.

    None when `value` is no day (a reference, nothing), for a year not known, or for 29 February in a common one.
    """
    if not isinstance(value, MonthDay):
        return value if isinstance(value, date) else None
    try:
        return value.in_year(year) if year is not None else None
    except ValueError:
        return None
