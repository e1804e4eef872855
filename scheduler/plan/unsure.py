"""Deadlines that depend on a day off nobody confirmed. Pure."""

from collections.abc import Callable
from datetime import date

from scheduler.dates.workdays import WorkCalendar


def unsure_on(
    day: date, calendar: WorkCalendar, otherwise: Callable[[], date | None]
) -> date | None:
    """The day off nobody confirmed that `day`, on which something is due, is or depends on; None where it is sure.

    `otherwise` tells on which day it would be due by `calendar.supposing()`; asked only where that may be another.
    """
    years = range(day.year - 1, day.year + 2)
    unsure = [one for year in years for one in calendar.unconfirmed(year)]
    if not unsure or day in unsure:
        return day if unsure else None
    return None if otherwise() == day else min(unsure, key=lambda one: abs(one - day))
