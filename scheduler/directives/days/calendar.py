"""The campaign's calendar: which year an unprinted year is, and days as ISO text."""

from dataclasses import dataclass, field, replace
from datetime import date

from scheduler.dates.civil import Edge, month_edge
from scheduler.dates.workdays import WorkCalendar
from scheduler.directives.days.day_mentions import MONTH_END, DayMention, Point, Shape

SCHOOL_YEAR_STARTS = 9  # September to December lie in the first year of a school year


@dataclass(frozen=True)
class Calendar:
    """What rule 6 and 7 need: the campaign year, whether it is a school year, the day of issue; and working days."""

    year: int | None
    school: bool = False
    issued: date | None = None
    workdays: WorkCalendar = field(default_factory=WorkCalendar)
    last_year: int | None = (
        None  # of a campaign of several years: no year is that of a day printed without one
    )

    def year_of(self, month: int | None) -> int | None:
        """The year of a month printed without one."""
        if self.year is None:
            return self.issued.year if self.issued and not self.every_year else None
        if self.school and month is not None and month < SCHOOL_YEAR_STARTS:
            return self.year + 1
        return self.year

    @property
    def every_year(self) -> bool:
        """No campaign year at all: a regulation that holds from year to year."""
        return self.year is None

    def complete(self, point: Point) -> Point:
        """The point with its year."""
        return point if point.year else replace(point, year=self.year_of(point.month))

    def first(self, day_mention: DayMention) -> date | None:
        """First of the days named."""
        return self._day(day_mention.first, day_mention.shape)

    def last(self, day_mention: DayMention) -> date | None:
        """Last of the days named."""
        return self._day(day_mention.last, day_mention.shape)

    def _day(self, point: Point, shape: Shape) -> date | None:
        return self.issued if shape is Shape.NOW else day_of(self.complete(point))


def is_month(month: int | None) -> bool:
    """Whether it is one of the twelve; a slip of the pen or a scanner writes others."""
    return month is not None and 1 <= month <= 12


def day_of(point: Point) -> date | None:
    """The day, when all of it is known and it exists."""
    if not point.year or not point.month or point.day is None or not is_month(point.month):
        return None
    last = month_edge(point.year, point.month, Edge.END).day
    number = last if point.day == MONTH_END else point.day
    return date(point.year, point.month, number) if number <= last else None


def exists(point: Point) -> bool:
    """Whether such a day can be: 31/6 and 15/13 cannot, 29/2 without a year can."""
    if not point.month:
        return True
    if not is_month(point.month):
        return False
    if not point.day:
        return True
    return point.day <= month_edge(point.year or 2024, point.month, Edge.END).day


def iso(point: Point) -> str | None:
    """ISO text with as much as is known: 2024-06-30, 2024-06, 2024; None for a day that does not exist."""
    if not point.year or not exists(point):
        return None
    if not point.month:
        return f"{point.year:04d}"
    if not point.day:
        return f"{point.year:04d}-{point.month:02d}"
    return f"{point.year:04d}-{point.month:02d}-{point.day:02d}"
