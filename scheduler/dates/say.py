"""Dates as people are told them: always in full, Vietnamese or English as chosen in `scheduler.language`."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.lunar import LunarDay, name_of_year
from scheduler.language import _, current, ngettext

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
MONTHS = tuple(f"tháng {month}" for month in range(1, 13))
SHORT_MONTHS = tuple(f"Th {month}" for month in range(1, 13))  # "T2" is read as Monday


def say_weekday(day: date) -> str:
    """ "thứ Sáu"."""
    return _(WEEKDAYS[day.weekday()])


def say_day(day: date) -> str:
    """ "thứ Sáu, 28/6/2024"; in English "Friday, 28 June 2024"."""
    return _("{weekday}, {day}/{month}/{year}").format(
        weekday=say_weekday(day),
        **_in_numbers(day),
        month_name=_(MONTHS[day.month - 1]),
        year=day.year,
    )


def _in_numbers(day: date) -> dict[str, str]:
    if current() != "vi":
        return {"day": str(day.day), "month": str(day.month)}
    return {"day": f"{day.day:02}", "month": month_in_numbers(day.month)}


def month_in_numbers(month: int) -> str:
    """ "02", "9": days below 10 and the months 1 and 2 begin with 0 (Decree 30/2020/NĐ-CP, appendix I)."""
    return f"{month:02}" if month < 3 else str(month)


def in_numbers(day: date) -> str:
    """ "03/9/2024", in every language: for a table to be read by programs, and beside what was typed."""
    return numbered(day.day, day.month, day.year)


def month_and_year(day: date) -> str:
    """ "01/2024", in every language."""
    return f"{month_in_numbers(day.month)}/{day.year}"


def numbered(*parts: int) -> str:
    """Day, month and year, or the first two, as they are written, whether there is such a day or not: "30/02"."""
    day, month, *year = parts
    return "/".join([f"{day:02}", month_in_numbers(month), *map(str, year)])


def say_short_month(month: int) -> str:
    """ "Th 2"; in English "Feb"."""
    return _(SHORT_MONTHS[month - 1])


def say_month(month: date) -> str:
    """ "Tháng 5/2024"; in English "May 2024"."""
    return _("Tháng {month}/{year}").format(
        month=_in_numbers(month)["month"], month_name=_(MONTHS[month.month - 1]), year=month.year
    )


def say_month_beside(month: date) -> str:
    """ "4/2024", beside one that is said in full; in English "Apr 2024"."""
    return _("{month}/{year}").format(
        month=_in_numbers(month)["month"], month_name=say_short_month(month.month), year=month.year
    )


def say_short_day(day: date) -> str:
    """ "28/6", where the year is said beside it; in English "28 Jun"."""
    return _("{day}/{month}").format(**_in_numbers(day), month_name=say_short_month(day.month))


def say_day_in_numbers(day: date, *, year: int | None = None) -> str:
    """ "28/6/2024"; without the year where it is `year`. In English "28 June 2024"."""
    names = _in_numbers(day) | {"month_name": _(MONTHS[day.month - 1])}
    if day.year == year:
        return _("{day}/{month}").format(**names)
    return _("{day}/{month}/{year}").format(**names, year=day.year)


def say_short_span(first: date, last: date) -> str:
    """ "1/7 – 31/12"; with both years where they are two: "15/12/2024 – 03/02/2025"."""
    if first.year == last.year:
        return f"{say_short_day(first)} – {say_short_day(last)}"
    return f"{_short_with_year(first)} – {_short_with_year(last)}"


def _short_with_year(day: date) -> str:
    return _("{day}/{month}/{year}").format(
        **_in_numbers(day), month_name=say_short_month(day.month), year=day.year
    )


def say_moment(instant: datetime, zone: ZoneInfo) -> str:
    """ "17:00 thứ Sáu, 28/6/2024": the wall clock of `zone`; midnight is the 24:00 of the day that it ends.

    Raises ValueError for a naive instant.
    """
    if instant.tzinfo is None:
        raise ValueError("an aware instant expected")
    day = say_day(civil.ended_on(instant, zone))
    return _("{clock} {day}").format(clock=say_clock(instant, zone), day=day)


def say_clock(instant: datetime, zone: ZoneInfo) -> str:
    """ "17:00"; midnight ends a day at "24:00" (Civil Code 2015 art. 148(6))."""
    local = instant.astimezone(zone)
    return "24:00" if local.time() == time(0) else f"{local:%H:%M}"


def say_left(working_days: int) -> str:
    """ "còn 3 ngày làm việc", "quá hạn 2 ngày làm việc" (-2); of none, see `words.due`."""
    if working_days > 0:
        return ngettext("còn {count} ngày làm việc", working_days).format(count=working_days)
    return ngettext("quá hạn {count} ngày làm việc", -working_days).format(count=-working_days)


def say_late(working_days: int) -> str:
    """ "muộn 2 ngày làm việc": how late something came that is here now; 0: less than a working day."""
    if working_days == 0:
        return _("chậm chưa đến 1 ngày làm việc")
    return ngettext("chậm {count} ngày làm việc", working_days).format(count=working_days)


def say_span(first: date, last: date) -> str:
    """ "từ thứ Bảy, 15/6/2024 đến thứ Năm, 20/6/2024"; one day is said as a day. Raises ValueError when reversed."""
    if last < first:
        raise ValueError(f"{first} comes after {last}")
    if first == last:
        return say_day(first)
    return _("từ {first} đến {last}").format(first=say_day(first), last=say_day(last))


def say_lunar(day: LunarDay) -> str:
    """ "15 tháng 11 năm Giáp Thìn", "15 tháng 6 nhuận năm Ất Tỵ"."""
    told = (
        _("{day} tháng {month} nhuận năm {year} âm lịch")
        if day.leap
        else _("{day} tháng {month} năm {year} âm lịch")
    )
    return told.format(day=day.day, month=day.month, year=name_of_year(day.year))
