"""So long after a day or before it, and the last day of a period. Pure."""

import calendar as months
from datetime import date, timedelta

from scheduler.dates import civil
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition.spans import Period, Span
from scheduler.definition.when import When


def shift(day: date, span: Span, calendar: WorkCalendar, *, sign: int) -> date:
    """The day `span` after `day` (sign 1) or before it (-1); the first day is not counted (Civil Code art. 147(2))."""
    if span.working_days:
        return calendar.add(day, sign * span.working_days)
    if span.months:
        return civil.add_months(day, sign * span.months)
    return day + timedelta(days=sign * span.days)


def span_of(rule: When) -> Span | None:
    """How long after or before something a rule falls; None where it does not say."""
    if rule.days is None and rule.working_days is None and rule.months is None:
        return None
    return Span(rule.days or 0, rule.working_days or 0, rule.months or 0)


def last_of(period: Period, year: int) -> date:
    """Its last day, in `year` where it names none."""
    year = period.year or year
    return date(year, period.last_month, months.monthrange(year, period.last_month)[1])
