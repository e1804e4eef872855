"""Days and months of the lunar calendar as they are said, and the solar days they may be."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from scheduler.dates import lunar, say
from scheduler.dates.reading.results import Ask, Invalid
from scheduler.dates.reading.spans import DayRange, Settled, by_moon, no_such_day, reading_of_span
from scheduler.errors import NoSuchLunarDay
from scheduler.language import _


@dataclass(frozen=True)
class LunarSaid:
    """A day (or, with no day, a month) of the lunar calendar, and the lunar year if it was said.

    `by_sun`: the year was said as one of the solar calendar ("23 tháng Chạp năm 2024"). `leap`: whether the
    second month of that number is meant; None where that was not said.
    """

    month: int
    day: int | str | None
    year: int | None = None
    by_sun: bool = False
    leap: bool | None = None


def next_lunar(said: LunarSaid, today: date) -> Settled:
    """The days meant: without a year those that are not yet over; asked about where two may be."""
    if said.year is not None:
        return _of_solar_year(said, said.year) if said.by_sun else lunar_span(said, said.year)
    refused: Settled = no_such_day(f"{said.day}/{say.month_in_numbers(said.month)}")
    for year in (today.year - 1, today.year, today.year + 1):
        found = [span for span in _spans(said, year) if span.last >= today]
        if len(found) == 1 and len(_spans(said, year)) == 2:
            found += _spans(said, year + 1)[:1]
        if found:
            return found[0] if len(found) == 1 else _which_month(said, *found)
        refused = lunar_span(said, year)
        # A day the month does not have is refused in the year that would be meant, not sought years later.
        months = _spans(replace(said, day=None), year)
        if isinstance(refused, Invalid) and months and months[-1].last >= today:
            return refused
    return refused


def lunar_span(said: LunarSaid, year: int) -> Settled:
    """The lunar day or month in a lunar year; a question where that has two months of the number."""
    found = _spans(said, year)
    if len(found) == 2:
        return _which_month(said, *found)
    if found:
        return found[0]
    if said.leap and not _spans(replace(said, day=None), year):
        return _no_leap(said, year)
    return Invalid(
        _("Năm âm lịch {year} không có ngày {day}/{month}.").format(
            year=year, day=said.day or "", month=say.month_in_numbers(said.month)
        )
    )


def _of_solar_year(said: LunarSaid, year: int) -> Settled:
    """In the lunar year that begins in `year`; what ends beyond it may be meant of the one before."""
    meant = lunar_span(said, year)
    before = lunar_span(said, year - 1)
    if not (isinstance(meant, DayRange) and isinstance(before, DayRange)):
        return meant
    if meant.last.year == year or before.last.year != year:
        return meant
    return Ask(
        _("Ngày này của năm âm lịch nào?"), (reading_of_span(before), reading_of_span(meant))
    )


def _which_month(said: LunarSaid, *spans: DayRange) -> Ask:
    asked = _("Tháng {month} âm lịch hay tháng {month} nhuận?").format(month=said.month)
    return Ask(asked, tuple(reading_of_span(span) for span in spans))


def _no_leap(said: LunarSaid, year: int) -> Invalid:
    told = _("Năm âm lịch {year} không có tháng {month} nhuận.")
    return Invalid(told.format(year=year, month=said.month))


def _spans(said: LunarSaid, year: int) -> list[DayRange]:
    """The day or month in the months of that number, the leap one last; none where no month has the day."""
    leaps = (False, True) if said.leap is None else (said.leap,)
    return [span for leap in leaps for span in _span(said, year, leap=leap)]


def _span(said: LunarSaid, year: int, *, leap: bool) -> Iterator[DayRange]:
    try:
        if said.day is None:
            first = lunar.to_solar(year, said.month, 1, leap=leap)
            yield by_moon(first, lunar.to_solar(year, said.month, "last", leap=leap))
        else:
            day = "last" if isinstance(said.day, str) else said.day
            yield by_moon(lunar.to_solar(year, said.month, day, leap=leap))
    except NoSuchLunarDay:
        return
