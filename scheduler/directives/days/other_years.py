"""Days printed without a year of which the campaign's may not be meant."""

from datetime import date, timedelta

from scheduler.dates.civil import add_months
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, Days


def if_gone(
    day_mention: DayMention, day: date | None, calendar: Calendar, *, bound: str
) -> tuple[Days, ...]:
    """What is asked for by a day before the document's own: that day, or a year later; empty for any other."""
    issued = calendar.issued
    if bound == "on" or _is_printed(day_mention) or day is None or issued is None:
        return ()
    if day - timedelta(days=bound == "before") >= issued:
        return ()
    later = add_months(day, 12)
    return ((day, day), day_mention.again or (later, later))


def if_sooner(day_mention: DayMention, day: date | None, calendar: Calendar) -> date | None:
    """The same day a year before, where a document of the year before the campaign's still has it to come."""
    issued = calendar.issued
    if _is_printed(day_mention) or day_mention.again or day is None or issued is None:
        return None
    sooner = add_months(day, -12)
    return sooner if issued <= sooner and issued.year == sooner.year else None


def _is_printed(day_mention: DayMention) -> bool:
    return bool(day_mention.first.year) and day_mention.again is None
