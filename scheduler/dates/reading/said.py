"""Days as they are said: complete, without a year, without a month, or as a weekday; and how each is settled."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.dates import say
from scheduler.dates.civil import Edge, month_edge
from scheduler.dates.reading.moon import LunarSaid, next_lunar
from scheduler.dates.reading.phrase import Scene
from scheduler.dates.reading.results import Ask, Day, Interval, Invalid
from scheduler.dates.reading.spans import (
    DayRange,
    Settled,
    no_such_day,
    one,
    reading_of_span,
    several,
)
from scheduler.language import _

YEARS = range(1000, 3000)  # years a person means; others are slips of the finger


@dataclass(frozen=True)
class Yearly:
    """Something each year has, and the year if it was said. `leaps` when not every year has it (29 February)."""

    name: str
    make: Callable[[int], DayRange | Invalid]
    year: int | None = None
    leaps: bool = False


@dataclass(frozen=True)
class Feast:
    """A day people keep by the moon, written with "mùng" and no mark: "mùng 10 tháng 3". Either may be meant."""

    lunar: LunarSaid
    solar: Yearly


@dataclass(frozen=True)
class DayOfMonth:
    """ "ngày 15": the next one to come."""

    day: int


@dataclass(frozen=True)
class Weekday:
    """A weekday (Monday is 0) and the week when it was said: 0 this one, 1 the next, -1 the last.

    `word` is "này", "tới" or "sau" when that was said of the day itself.
    """

    weekday: int
    week: int | None = None
    word: str | None = None


Said = Settled | Yearly | LunarSaid | Feast | DayOfMonth | Weekday


def solar_day(day: int, month: int, year: int | None = None) -> Yearly:
    """Day and month of the solar calendar."""

    def make(of: int) -> DayRange | Invalid:
        try:
            return one(date(of if of in YEARS else 0, month, day))
        except ValueError:
            return no_such_day(say.numbered(day, month, of))

    return Yearly(f"{day}/{month}", make, year, leaps=(day, month) == (29, 2))


def solar_month(month: int, year: int | None = None) -> Yearly:
    """A month of the solar calendar."""

    def make(of: int) -> DayRange | Invalid:
        if month not in range(1, 13) or of not in YEARS:
            return Invalid(
                _("Không có tháng {month}/{year}.").format(
                    month=say.month_in_numbers(month), year=of
                )
            )
        return DayRange(date(of, month, 1), month_edge(of, month, Edge.END))

    return Yearly(f"tháng {month}", make, year)


def in_year(said: Said, year: int) -> Said | None:
    """The same thing in that year; None when it has no place for a year."""
    if isinstance(said, Yearly | LunarSaid) and said.year is None:
        return replace(said, year=year)
    if isinstance(said, Feast) and said.solar.year is None:
        return Feast(replace(said.lunar, year=year), replace(said.solar, year=year))
    return None


def settle(said: Said, scene: Scene) -> Settled:
    """The days meant: without a year or month, the next occurrence that is not yet over today."""
    match said:
        case DayRange() | Ask() | Invalid():
            return said
        case Yearly():
            return _next_yearly(said, scene.today)
        case LunarSaid():
            return next_lunar(said, scene.today)
        case Feast():
            return _by_moon_or_sun(said, scene.today)
        case DayOfMonth(day=day):
            return _day_of_month(day, scene)
        case Weekday():
            return _weekday(said, scene.today)


def _next_yearly(said: Yearly, today: date) -> Settled:
    if said.year is not None:
        return said.make(said.year)
    years = range(today.year, today.year + (9 if said.leaps else 2))
    found = [said.make(year) for year in years]
    coming = (span for span in found if isinstance(span, DayRange) and span.last >= today)
    return next(coming, found[0])


def _by_moon_or_sun(said: Feast, today: date) -> Settled:
    """Asked about, the day of the feast first: "mùng" is said of either calendar."""
    found = [next_lunar(said.lunar, today), _next_yearly(said.solar, today)]
    days = tuple(Day(span.first) for span in found if isinstance(span, DayRange))
    return Ask(_("Ngày {day} âm lịch hay dương lịch?").format(day=said.solar.name), days)


def _day_of_month(day: int, scene: Scene) -> Settled:
    coming = _next_day_of_month(day, scene.today)
    if isinstance(coming, DayRange) and scene.after and coming.first <= scene.after:
        asked = _("Ngày {day} của tháng nào?").format(day=day)
        return Ask(asked, days_of_month(day, scene))
    return coming


def days_of_month(day: int, scene: Scene) -> tuple[Day, ...]:
    """What a day of a month that was not said may be, the nearest first: the next, and one that can be meant."""
    coming = _next_day_of_month(day, scene.today)
    if not isinstance(coming, DayRange):
        return ()
    passed = max(coming.first, scene.after or coming.first)
    later = _next_day_of_month(day, passed + timedelta(days=1))
    return tuple(Day(span.first) for span in (coming, later) if isinstance(span, DayRange))


def _next_day_of_month(day: int, today: date) -> Settled:
    first = today.replace(day=1)
    for _month in range(3):  # of three months in a row at least one has 31 days
        end = month_edge(first.year, first.month, Edge.END)
        if 1 <= day <= end.day and first.replace(day=day) >= today:
            return one(first.replace(day=day))
        first = end + timedelta(days=1)
    return no_such_day(str(day))


def _weekday(said: Weekday, today: date) -> Settled:
    monday = today - timedelta(days=today.weekday())
    if said.week is not None:
        return one(monday + timedelta(days=7 * said.week + said.weekday))
    coming = today + timedelta(days=(said.weekday - today.weekday() - 1) % 7 + 1)
    if said.word == "này" and said.weekday == today.weekday():
        return several(Day(today), Day(coming))
    next_week = monday + timedelta(days=7 + said.weekday)
    if said.word == "sau" and coming != next_week:
        return several(Day(coming), Day(next_week))
    return one(coming)


def reading_of(
    said: Said, scene: Scene, *, part: str | None = None
) -> Day | Interval | Ask | Invalid:
    """The reading of what was said: a day, or an interval when it is longer (a part of the day needs a day)."""
    span = settle(said, scene)
    if not isinstance(span, DayRange):
        return span
    found = reading_of_span(span, part=part)
    if part and isinstance(found, Interval):
        return Ask(_("Sáng hay chiều của ngày nào?"), (found,))
    return found


def agree(weekday: int, settled: Settled) -> Settled:
    """A date said with its weekday: asked about when the two do not agree."""
    if not isinstance(settled, DayRange) or settled.first.weekday() == weekday:
        return settled
    said = say.say_day(settled.first)
    return Ask(
        _("Ngày đó là {day}: thứ và ngày không khớp.").format(day=said), (Day(settled.first),)
    )
