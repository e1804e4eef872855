"""From a reading to the new deadline of an obligation."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.reading.results import Amount, Ask, Day, Moment, Reading, Unit, Until
from scheduler.dates.workdays import WorkCalendar
from scheduler.language import _


def resolve(
    reading: Reading, *, due: datetime, calendar: WorkCalendar, zone: ZoneInfo
) -> datetime | Ask:
    """The new deadline, in UTC, that `reading` asks for in place of `due` (aware).

    Amounts are added to `due`; a day keeps the clock time of `due` in `zone` and rolls forward to a working
    day (Civil Code 2015 art. 148(5)); a moment is taken as said. An Ask when the reading names no single
    moment, or one that is not later than `due`. Raises ValueError for a naive `due`.
    """
    if due.tzinfo is None:
        raise ValueError("an aware instant expected")
    found = _instant(reading, due.astimezone(zone), calendar, zone)
    if found is None:
        return reading if isinstance(reading, Ask) else Ask(_("Xin ghi rõ hạn mới là ngày nào."))
    if found <= due:
        return Ask(_("Hạn mới phải sau hạn cũ, xin ghi lại."), (Until(found.astimezone(zone)),))
    return found


def _instant(
    reading: Reading, due: datetime, calendar: WorkCalendar, zone: ZoneInfo
) -> datetime | None:
    match reading:
        case Moment(at=at) | Until(last=datetime() as at):
            return at.astimezone(UTC)
        case Day(on=day) | Until(last=date() as day):
            pass
        case Amount(count=count, unit=Unit.WORKING_DAYS):
            day = calendar.add(due.date(), count)
        case Amount(count=count):
            day = due.date() + timedelta(days=count)
        case _:
            return None
    return civil.at(calendar.roll_forward(day), due.time(), zone)
