"""Days that are settled: a span of them, a refusal, a question."""

from dataclasses import dataclass, field
from datetime import date

from scheduler.dates.lunar import LunarDay, from_solar
from scheduler.dates.reading.results import Ask, Day, Interval, Invalid
from scheduler.language import _


@dataclass(frozen=True)
class DayRange:
    """Days from `first` to `last`, both within it; `lunar` is the first of them where it was said by the moon."""

    first: date
    last: date
    lunar: LunarDay | None = field(default=None, compare=False)


Settled = DayRange | Ask | Invalid


def one(day: date) -> DayRange:
    """A span of one day."""
    return DayRange(day, day)


def by_moon(first: date, last: date | None = None) -> DayRange:
    """A span said by the moon: one day, or to `last`."""
    return DayRange(first, last or first, from_solar(first))


def no_such_day(text: str) -> Invalid:
    """The refusal of a day that does not exist."""
    return Invalid(_("Không có ngày {day}.").format(day=text))


def several(*readings: Day | Interval) -> Ask:
    """The question which of several readings is meant."""
    return Ask(_("Câu này hiểu được nhiều cách, đề nghị ghi rõ ngày."), readings)


def reading_of_span(span: DayRange, *, part: str | None = None) -> Day | Interval:
    """A day, or an interval when it is longer; `part` is said of a day only."""
    if span.first == span.last:
        return Day(span.first, part, span.lunar)
    return Interval(span.first, span.last, span.lunar)
