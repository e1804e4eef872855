"""Whether the words of a directive name the very days a definition gives beside them. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.reading import (
    YEARS,
    Ask,
    Day,
    From,
    Instant,
    Interval,
    Invalid,
    Nothing,
    Reading,
    Until,
    read,
)
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.models import Duty, Milestone, Origin, Phase
from scheduler.definition.when import When
from scheduler.plan.days import Days
from scheduler.plan.times import Time

_YEAR = re.compile(r"\b20\d\d\b")
_ZONE = ZoneInfo("UTC")  # days alone are read, which are the same everywhere
_LATER = timedelta(days=38)  # another week of another month


@dataclass(frozen=True)
class _Rolls:
    """Where a last day goes when it is a day off; `out`: even out of the month or quarter that the words name."""

    to: Callable[[date], date]
    out: bool = True


def duty_words_hold(duty: Duty, time_: Time, days: Days) -> bool | None:
    """Whether the quote of `duty` names the day on which it falls by its rule; None where no one can tell.

    That is without a quote, where the rule counts from another day or comes again, and for words in which the
    reader of dates finds no day, or several.
    """
    day, rule = time_.on, duty.due
    if day is None or rule is None or not _names_a_day(rule):
        return None
    if rule.time == time(0):
        day -= timedelta(days=1)  # that is the 24:00 of the day before
    return _agreement(duty.origin, (day, day), _rolls_of(rule, days))


def milestone_words_hold(
    milestone: Milestone, days: tuple[date, date] | None, calendar: WorkCalendar
) -> bool | None:
    """The same for a point nobody owes."""
    if days is None or milestone.day is None or not _names_a_day(milestone.day):
        return None
    return _agreement(milestone.origin, days, _Rolls(calendar.roll_forward))


def phase_words_hold(phase: Phase, days: tuple[date, date], calendar: WorkCalendar) -> bool | None:
    """The same for a stretch whose first and last day are both given."""
    if phase.first_day is None or phase.last_day is None:
        return None
    return _agreement(phase.origin, days, _Rolls(calendar.roll_forward))


def _rolls_of(rule: When, days: Days) -> _Rolls:
    """A day that goes on into the next month is none of "trong tháng 7", unless somebody wrote that it does."""
    return _Rolls(
        partial(days.rolled, rule=rule), out=rule.within is not None or rule.roll is not None
    )


def _names_a_day(rule: When) -> bool:
    """Whether the rule is a day or a month of the calendar, not so long after something else."""
    if rule.every:
        return False
    if rule.by or rule.within:
        return True
    counted = rule.days or rule.working_days or rule.months
    return not counted and any(
        day is not None and not isinstance(day, str) for day in (rule.before, rule.on)
    )


def _agreement(origin: Origin | None, days: tuple[date, date], rolls: _Rolls) -> bool | None:
    if origin is None or origin.quoted is None:
        return None
    told: list[bool | None] = []
    for year in _years(origin.quoted, days):
        reading = _read(origin.quoted, datetime(year, 1, 1, tzinfo=_ZONE))
        named = [_names(one, days, rolls) for one in _meanings(reading)]
        if any(named):
            return True
        told += named if _stands(origin.quoted, year) else []
        if isinstance(reading, Invalid | Nothing) or (
            isinstance(reading, Ask) and not reading.aside  # of a quote more than the day is kept
        ):
            return None
    return False if False in told else None


def _years(quote: str, days: tuple[date, date]) -> list[int]:
    """At the beginning of which years the words may be meant, most likely first; one where they say it."""
    first, last = days
    likely = [last.year] if _YEAR.search(quote) else [last.year, first.year, last.year - 1]
    return [year for year in dict.fromkeys(likely) if year in YEARS]  # "ngày 15/01 năm sau"


@lru_cache(maxsize=2048)
def _read(quote: str, said_at: datetime) -> Reading:
    return read(quote, now=said_at, zone=_ZONE)


def _stands(quote: str, year: int) -> bool:
    """Whether the words name a day whenever they are said: not "từ nay", "trong vòng 10 ngày", "tháng sau"."""
    first = datetime(year, 1, 1, tzinfo=_ZONE)
    days, later = (
        {_month_days(one) for one in _meanings(_read(quote, said_at))}
        for said_at in (first, first + _LATER)
    )
    return days == later


def _month_days(reading: Reading) -> tuple[tuple[int, int], ...]:
    """The days of a reading in any year: what is past in one is meant of the next."""
    match reading:
        case Day(on=end) | Until(last=end) | Instant(at=end) | From(first=end):
            points = [end]
        case Interval(first=begin, last=end):
            points = [begin, end]
        case _:
            points = []
    return tuple((point.month, point.day) for point in points)


def _meanings(reading: Reading) -> Iterator[Reading]:
    if isinstance(reading, Ask):
        yield from reading.alternatives
    else:
        yield reading


def _names(reading: Reading, days: tuple[date, date], rolls: _Rolls) -> bool | None:
    """A deadline within a month that is named is as good as its last day: the text leaves it open."""
    first, last = days
    match reading:
        case Day(on=end) | Until(last=end) | Instant(at=end):
            return last in _ends(end, rolls) if first == last else None
        case Interval(first=begin, last=end) if first == last:
            latest = max(_ends(end, rolls)) if rolls.out else _day(end)
            return _day(begin) <= last <= latest
        case Interval(first=begin, last=end):
            return (_day(begin), _day(end)) == days
        case From(first=begin) if first < last:
            return _day(begin) == first
    return None


def _ends(end: date | datetime, rolls: _Rolls) -> tuple[date, date]:
    """On which day a deadline of these words ends, and where that is a day off."""
    day = civil.ended_on(end, _ZONE) if isinstance(end, datetime) else end
    return day, rolls.to(day)


def _day(point: date | datetime) -> date:
    return point.date() if isinstance(point, datetime) else point
