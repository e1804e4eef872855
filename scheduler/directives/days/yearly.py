"""Dues of every year: “trước ngày 30/11 hằng năm” is --11-30."""

from collections.abc import Sequence

from scheduler.dates.civil import Edge, month_edge
from scheduler.directives.days.calendar import exists
from scheduler.directives.days.day_mentions import MONTH_END, DayMention, Point
from scheduler.directives.days.due import ReadDue
from scheduler.directives.days.one_breath import YEARLY
from scheduler.directives.model import Window

_COMMON_YEAR = 2023


def yearly(day_mention: DayMention, bound: str, *, said: str) -> ReadDue | None:
    """A day or window of every year: --11-30."""
    first, last = _month_day(day_mention.first), _month_day(day_mention.last)
    if first is None or last is None or not exists(day_mention.last):
        return None
    whole = bound in ("by", "before") or first == last
    value: str | Window = last if whole else Window(first, last, said)
    return ReadDue(
        value, day_mention.start, day_mention.end, None if bound == "on" else bound, YEARLY
    )


def yearly_stretch(
    days: Sequence[DayMention], place: tuple[int, int], *, said: str
) -> ReadDue | None:
    """“từ ngày 01 tháng 12 đến ngày 10 tháng 12” of a regulation: --12-01 to --12-10."""
    if len(days) != 2 or not all(exists(point) for one in days for point in (one.first, one.last)):
        return None
    first, last = _month_day(days[0].first), _month_day(days[1].last)
    if first is None or last is None or first == last:
        return None
    return ReadDue(Window(first, last, said), *place, recurrence=YEARLY, plain=True)


def _month_day(point: Point) -> str | None:
    if not point.month or point.day is None:
        return None
    last = month_edge(_COMMON_YEAR, point.month, Edge.END).day
    day = last if point.day == MONTH_END else point.day
    return f"--{point.month:02d}-{day:02d}"
