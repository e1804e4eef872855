"""How the Civil Code 2015 counts time (art. 146–148), and how office language bounds it."""

import calendar as months_of
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HALF_MONTH_DAYS = 15  # art. 146(1)(d)
MIDDLE_DAY = 15  # giữa tháng, art. 146(2)
TEN_DAYS = {
    "thượng tuần": 1,
    "trung tuần": 11,
    "hạ tuần": 21,
}  # first day; the last one ends the month


class Edge(StrEnum):
    """The named points of a month or year."""

    START = "dau"  # đầu
    MIDDLE = "giua"  # giữa
    END = "cuoi"  # cuối


def month_edge(year: int, month: int, edge: Edge) -> date:
    """Đầu, giữa, cuối tháng: the 1st, the 15th, the last day (art. 146(2))."""
    if edge is Edge.END:
        return date(year, month, months_of.monthrange(year, month)[1])
    return date(year, month, 1 if edge is Edge.START else MIDDLE_DAY)


def year_edge(year: int, edge: Edge) -> date:
    """Đầu, giữa, cuối năm: 1 January, 30 June, 31 December (art. 146(3))."""
    return {
        Edge.START: date(year, 1, 1),
        Edge.MIDDLE: date(year, 6, 30),
        Edge.END: date(year, 12, 31),
    }[edge]


def months_of_quarter(quarter: int) -> tuple[int, int]:
    """First and last month of quarter 1–4."""
    return 3 * quarter - 2, 3 * quarter


def quarter_edge(year: int, quarter: int, edge: Edge) -> date:
    """First and last day of quarter 1–4; its middle, of which the code is silent, is the 15th of its second month."""
    first_month, last_month = months_of_quarter(quarter)
    if edge is Edge.MIDDLE:
        return date(year, first_month + 1, MIDDLE_DAY)
    return month_edge(year, first_month if edge is Edge.START else last_month, edge)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` on, or its last day when it has no such day (art. 148(3)).

    Raises OverflowError outside the years 1–9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"no calendar for the year {year}")
    last = months_of.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def before(day: date) -> date:
    """Last day of "trước ngày D": the day before D."""
    return day - timedelta(days=1)


def until(day: date) -> date:
    """Last day of "đến, hết, chậm nhất ngày D": D itself."""
    return day


def at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, when the clocks of `zone` show `clock` on `day`.

    An hour shown twice means the first time; an hour skipped is read by the clock before the change,
    so it comes out as much later as was skipped. Raises ValueError for a clock with its own zone.
    """
    if clock.tzinfo is not None:
        raise ValueError("wall-clock time without a zone of its own expected")
    return datetime.combine(day, clock.replace(fold=0), zone).astimezone(UTC)


def ended_on(instant: datetime, zone: ZoneInfo) -> date:
    """The day in `zone` on which a term that ends at `instant` ends: midnight is the 24:00 of the day before
    (art. 148(6))."""
    local = instant.astimezone(zone)
    return local.date() - timedelta(days=local.time() == time(0))


def moved(instant: datetime, day: date, zone: ZoneInfo) -> datetime:
    """The end `instant` on another `day`, at the same clock of `zone`; in UTC."""
    clock = instant.astimezone(zone).time()
    return end_of_day(day, zone) if clock == time(0) else at(day, clock, zone)


def late_after(due_at: datetime, *, stated: bool, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, after which what is due at `due_at` comes late: the 24:00 of that day in `zone`, whatever
    hour is shown beside it by office practice (art. 148(6)); `due_at` itself where the text `stated` the hour."""
    return due_at if stated else end_of_day(ended_on(due_at, zone), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which `day` is over in `zone`: its 24:00 (art. 148(6))."""
    return at(day + timedelta(days=1), time(0), zone)
