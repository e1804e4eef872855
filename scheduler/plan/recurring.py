"""Days that come again: of each week, month, quarter, half-year or year, and the period each belongs to. Pure."""

import calendar as months
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.dates import civil
from scheduler.definition.spans import DayOfPeriod, MonthDay, Period
from scheduler.definition.when import When
from scheduler.errors import NoSuchDay

Stretch = tuple[date, date]
_MONTHS_IN = {"month": 1, "quarter": 3, "half_year": 6}


@dataclass(frozen=True)
class Turn:
    """One time of something that comes again: its key, its day as the rule names it, and its period."""

    key: str
    on: date
    period: Period


def turns(rule: When, stretch: Stretch, years: range) -> Iterator[Turn]:
    """Every time of `rule` within `stretch`, its exceptions too; each year's day in `years`.

    Raises NoSuchDay for 29 February in a common year.
    """
    if rule.every == "year":
        return _yearly(rule, years)
    named = rule.day_of_period
    assert named is not None, "the model asks for a day"
    return _weekly(rule, named, stretch) if rule.every == "week" else _monthly(rule, named, stretch)


def day_in_year(day: MonthDay, year: int) -> date:
    """The day in `year`. Raises NoSuchDay for 29 February in a common one."""
    try:
        return day.in_year(year)
    except ValueError as error:
        raise NoSuchDay(day.day, day.month, year) from error


def _yearly(rule: When, years: range) -> Iterator[Turn]:
    named = rule.by or rule.before
    assert isinstance(named, MonthDay), "the model asks for a day of the year"
    for year in years:
        day = day_in_year(named, year) - timedelta(days=int(rule.ends_before))
        yield Turn(str(year), day, Period(year, 1, 12))


def _weekly(rule: When, named: DayOfPeriod, stretch: Stretch) -> Iterator[Turn]:
    first, last = stretch
    weekday = (named.number or 7) - rule.ends_before or 7  # before Monday is Sunday
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    while day <= last:
        year, week, _ = day.isocalendar()
        yield Turn(f"{year}-w{week:02}", day, Period(day.year, day.month, day.month))
        day += timedelta(days=7)


def _monthly(rule: When, named: DayOfPeriod, stretch: Stretch) -> Iterator[Turn]:
    """Days within the campaign, by the period they lie in; of the month after a period, all its periods."""
    first, last = stretch
    every = rule.every or "month"
    length = _MONTHS_IN[every]
    start = date(first.year, 1, 1)
    while start <= civil.add_months(last, 1):
        after = civil.add_months(start, length)
        if rule.of == "next month":
            if first < after and civil.add_months(after, -1) <= last:
                yield _turn(every, start, _day_of_month(rule, named, after))
        else:
            month = start if rule.of == "first month" else civil.add_months(after, -1)
            day = _day_of_month(rule, named, month)
            if first <= day <= last:
                yield _turn(every, day, day)
        start = after


def _turn(every: str, of: date, on: date) -> Turn:
    """The time of the period in which `of` lies."""
    length = _MONTHS_IN[every]
    number = (of.month - 1) // length + 1
    period = Period(of.year, (number - 1) * length + 1, number * length)
    keys = {"month": f"{of:%Y-%m}", "quarter": f"{of.year}-q{number}"}
    return Turn(keys.get(every, f"{of.year}-h{number}"), on, period)


def _day_of_month(rule: When, named: DayOfPeriod, month: date) -> date:
    """The day in the month that begins on `month`, or its last one; before the 1st is the day before that."""
    last = months.monthrange(month.year, month.month)[1]
    if named.number is None:
        return month.replace(day=last - rule.ends_before)
    number = min(named.number - rule.ends_before, last)
    return month.replace(day=number) if number else month - timedelta(days=1)
