"""Messages a day as a picture: bars of days or weeks, days nobody works marked below them."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.campaign.editing.rehearsing import Days
from scheduler.dates.workdays import WorkCalendar, is_weekend

HIGH = 100  # of the bars, in the units of the picture; below them lie days off
MARKED = 8
MOST_DAYS = 92  # with a bar each; beyond them a bar is a week


@dataclass(frozen=True)
class Box:
    """A rectangle in whole units."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """`width` by `height` units; `highest`: messages of the highest bar, which begins at `highest_on`."""

    width: int
    height: int
    by_week: bool
    bars: tuple[Box, ...]
    off: tuple[Box, ...]
    months: tuple[int, ...]  # where one begins
    highest: int
    highest_on: date


def draw(days: Days, counts: Mapping[date, int], calendar: WorkCalendar) -> Picture:
    """The picture of those days; ten units a day, or two where a bar is a week."""
    count = (days.last - days.first).days + 1
    by_week = count > MOST_DAYS
    each, unit = (7, 2) if by_week else (1, 10)
    sums = [0] * math.ceil(count / each)
    for day, messages in counts.items():
        if days.contains(day):
            sums[(day - days.first).days // each] += messages
    highest = max(sums)
    bars = tuple(_bar(place, many, highest, each * unit) for place, many in enumerate(sums) if many)
    off = tuple(_off(days, calendar, unit))
    begins = [day for day in _each(days) if day.day == 1 and day > days.first]
    months = tuple((day - days.first).days * unit for day in begins)
    on = days.first + timedelta(days=sums.index(highest) * each)
    return Picture(count * unit, HIGH + MARKED, by_week, bars, off, months, highest, on)


def _bar(place: int, many: int, highest: int, width: int) -> Box:
    height = max(round(many * HIGH / highest), 2)  # one message is seen, too
    return Box(place * width, HIGH - height, width - 1, height)


def _off(days: Days, calendar: WorkCalendar, unit: int) -> Iterator[Box]:
    """Stretches of days off that are no weekends."""
    begun: date | None = None
    for day in (*_each(days), days.last + timedelta(days=1)):
        is_off = days.contains(day) and not calendar.is_working(day) and not is_weekend(day)
        if is_off and begun is None:
            begun = day
        elif not is_off and begun is not None:
            width = (day - begun).days * unit
            yield Box((begun - days.first).days * unit, HIGH + 2, width, MARKED - 2)
            begun = None


def _each(days: Days) -> Iterator[date]:
    return (days.first + timedelta(days=n) for n in range((days.last - days.first).days + 1))
