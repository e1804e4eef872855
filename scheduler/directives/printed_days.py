"""Printed days that cannot be as printed: another weekday, a year far away, a report due before what it tells of."""

import re
from collections.abc import Iterator
from datetime import date

from scheduler.dates.civil import months_of_quarter
from scheduler.dates.say import WEEKDAYS, in_numbers, say_weekday
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, Shape, ordinal_number
from scheduler.directives.model import Note, ReadDuty, Window
from scheduler.directives.page.view import View
from scheduler.language import _

_NAME = r"(?P<name>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
# A word that leads to a day: of “đợt thứ hai, ngày 15/6” it is a rank.
_WEEKDAY_AHEAD = re.compile(
    r"(?:^|[:(,;.|\n] ?|\b(?:trước|nhất|vào|đến|tới|hết|hạn|sáng|trưa|chiều|tối|giờ|phút|ngày|là|lúc) |\dh\d{0,2} )"
    rf"(?:ngày )?{_NAME},? ?\(?(?:ngày )?$"
)
_WEEKDAY_BEHIND = re.compile(rf" ?\((?:vào |là |nhằm )?{_NAME}\)")
_TELLS_OF = re.compile(
    r"\b(?:báo cáo|sơ kết|kết quả|số liệu|tình hình)(?: [^\W\d]+){0,4}? (?:quý (?P<quarter>iv|i{1,3}|[1-4])\b"
    r"|tháng (?P<month>1[0-2]|0?[1-9]))(?![\d.]|/\d\d?\b)(?:(?:[ /-]|,? năm )(?P<year>20\d\d))?"
)
_SUNDAY = 6
_MOST_YEARS_ON = 1  # “trước ngày 31/01/2025” of the movement of 2024
_NEAR = 40


def weekdays_in(view: View, day_mentions: list[DayMention], calendar: Calendar) -> Iterator[Note]:
    """A note for each day printed with a weekday that it is not; the day stands as printed."""
    for mention in day_mentions:
        day = calendar.last(mention) if mention.shape is Shape.DAY else None
        ahead = _WEEKDAY_AHEAD.search(view.low[max(0, mention.start - _NEAR) : mention.start])
        found = ahead or _WEEKDAY_BEHIND.match(view.low, mention.end)
        if day is None or found is None or _weekday(found["name"]) == day.weekday():
            continue
        start = (
            mention.start - (len(ahead.string) - ahead.start("name")) if ahead else mention.start
        )
        end = mention.end if ahead else found.end()
        sentence = _("“{words}”: ngày {day} là {weekday}; đề nghị kiểm tra.")
        told = sentence.format(
            words=view.words(start, end), day=in_numbers(day), weekday=say_weekday(day)
        )
        yield Note("inconsistency", told, view.quote(start, end))


def _weekday(name: str) -> int:
    """Monday is 0."""
    if name.startswith("chủ"):
        return _SUNDAY
    digit = name.removeprefix("thứ ")
    names = [one.lower() for one in WEEKDAYS]
    return int(digit) - 2 if digit.isdigit() else names.index(name)


def dues_in_doubt(
    view: View, deadlines: tuple[ReadDuty, ...], calendar: Calendar
) -> Iterator[Note]:
    """A note for each due years behind the movement, or before the period that the report tells of."""
    last = calendar.last_year or calendar.year
    for one in deadlines:
        day = _last_day(one)
        if day is None or last is None:
            continue
        if day.year - last > _MOST_YEARS_ON:
            sentence = _("Hạn {day} cách xa năm thi đua {year}; đề nghị kiểm tra.")
            told = sentence.format(day=in_numbers(day), year=last)
            yield Note("inconsistency", told, one.evidence)
        elif (period := _period_of(view, one, calendar)) and day < period:
            sentence = _("Hạn {day} trước khi hết kỳ báo cáo; đề nghị kiểm tra.")
            yield Note("inconsistency", sentence.format(day=in_numbers(day)), one.evidence)


def _last_day(one: ReadDuty) -> date | None:
    due = one.due.last if isinstance(one.due, Window) else one.due
    return date.fromisoformat(due) if due and re.fullmatch(r"\d{4}-\d\d-\d\d", due) else None


def _period_of(view: View, one: ReadDuty, calendar: Calendar) -> date | None:
    """First day of the last month that the report tells of, where its sentence names one period: reports are often
    due some days before the month is over."""
    found = [*_TELLS_OF.finditer(view.low, *one.place)]
    if len(found) != 1:
        return None
    said = found[0]
    quarter = ordinal_number(said["quarter"]) if said["quarter"] else None
    month = months_of_quarter(quarter)[1] if quarter else int(said["month"] or 0)
    year = int(said["year"]) if said["year"] else calendar.year_of(month)
    return date(year, month, 1) if year and month else None
