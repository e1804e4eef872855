"""From a reading to the new deadline of an obligation."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.reading.results import (
    Amount,
    Ask,
    Day,
    Instant,
    Interval,
    Reading,
    TimeUnit,
    Until,
)
from scheduler.dates.workdays import WorkCalendar
from scheduler.language import _

# Office practice: no law says when a morning or an afternoon ends, only that the day ends at 24:00.
NOON, CLOSING = time(12), time(17)
AFTERNOON = (time(13), time(19))


def resolve(
    reading: Reading, *, due: datetime, calendar: WorkCalendar, zone: ZoneInfo
) -> datetime | Ask:
    """The new deadline, in UTC, that `reading` asks for in place of `due` (aware).

    Amounts are added to `due`; a day keeps the clock time of `due` in `zone` and rolls forward to a working
    day (Civil Code 2015 art. 148(5)); a morning ends at 12:00, an afternoon at the close of office; a moment is
    taken as said. An Ask when the reading names no single moment, or one that is not later than `due`. Raises
    ValueError for a naive `due`.
    """
    if due.tzinfo is None:
        raise ValueError("an aware instant expected")
    found = _instant(reading, due, calendar, zone)
    if found is None:
        return (
            reading if isinstance(reading, Ask) else Ask(_("Đề nghị ghi rõ hạn mới là ngày nào."))
        )
    if isinstance(found, Ask):
        return found
    if found <= due:
        return Ask(_("Hạn mới phải sau hạn cũ, đề nghị ghi lại."), (Until(found.astimezone(zone)),))
    return found


def days_within(interval: Interval, calendar: WorkCalendar) -> tuple[date, ...]:
    """Working days that a deadline somewhere in the interval may mean, earliest first: each of a week; of longer
    stretches the first, middle and last; around a stretch without one, the days before and after it."""
    first, last = (
        point.date() if isinstance(point, datetime) else point
        for point in (interval.first, interval.last)
    )
    length = (last - first).days
    if length < 7:
        days = [first + timedelta(days=n) for n in range(length + 1)]
        days = [day for day in days if calendar.is_working(day)]
        return tuple(days) or (calendar.roll_back(first), calendar.roll_forward(last))
    one_month = first.day == 1 and (first.year, first.month) == (last.year, last.month)
    middle = (
        civil.month_edge(first.year, first.month, civil.Edge.MIDDLE)
        if one_month
        else first + timedelta(days=length // 2)
    )
    days = [calendar.roll_forward(first), calendar.roll_forward(middle), calendar.roll_back(last)]
    return tuple(dict.fromkeys(days))


def _instant(
    reading: Reading, due: datetime, calendar: WorkCalendar, zone: ZoneInfo
) -> datetime | Ask | None:
    due_on = civil.ended_on(due, zone)
    match reading:
        case Instant(at=at) | Until(last=datetime() as at):
            return at.astimezone(UTC)
        case Day(on=day, part=str() as part) | Until(last=date() as day, part=str() as part):
            return _end_of_part(calendar.roll_forward(day), part, due, zone)
        case Day(on=day) | Until(last=date() as day):
            pass
        case Amount(count=count, unit=TimeUnit.WORKING_DAYS):
            day = calendar.add(due_on, count)
        case Amount(count=count):
            day = due_on + timedelta(days=count)
        case _:
            return None
    return civil.moved(due, calendar.roll_forward(day), zone)


def _end_of_part(day: date, part: str, due: datetime, zone: ZoneInfo) -> datetime | Ask:
    clock, (opens, closes) = due.astimezone(zone).time(), AFTERNOON
    match part:
        case "sang":
            return civil.at(day, NOON, zone)
        case "chieu":
            return civil.at(day, clock if opens <= clock < closes else CLOSING, zone)
        case "toi" | "dem":
            offered = (Until(civil.end_of_day(day, zone).astimezone(zone)),)
            return Ask(_("Buổi tối đến mấy giờ? Đề nghị chọn hoặc ghi giờ."), offered)
    offered = (Until(civil.at(day, NOON, zone).astimezone(zone)),)
    return Ask(_("Đến mấy giờ? Đề nghị chọn hoặc ghi giờ."), offered if part == "trua" else ())
