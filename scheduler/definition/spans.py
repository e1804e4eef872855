"""Small written values of a definition: "30 days", "5 working days", "07-31", "2024-07", "Q3"."""

import re
from dataclasses import dataclass
from datetime import date

_SPAN = re.compile(r"^(\d{1,3}) (working days?|days?|weeks?|months?)$")
_MONTH_DAY = re.compile(r"^(\d{2})-(\d{2})$")
_PERIOD = re.compile(r"^(?:(\d{4})-)?(?:(\d{2})|Q([1-4]))$")


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
class Period:
    """A month or quarter, of `year` or of the campaign's."""

    year: int | None
    first_month: int
    last_month: int


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
    date(2024, int(found[1]), int(found[2]))  # a leap year: 29 February is a day of some years
    return MonthDay(int(found[1]), int(found[2]))


def period(value: object) -> object:
    """Period from "2024-07", "07", "2024-Q3" or "Q3". Raises ValueError."""
    if isinstance(value, Period):
        return value
    found = _PERIOD.match(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("period")
    year = int(found[1]) if found[1] else None
    if found[3]:
        last = int(found[3]) * 3
        return Period(year, last - 2, last)
    month = int(found[2])
    if not 1 <= month <= 12:
        raise ValueError("period")
    return Period(year, month, month)
