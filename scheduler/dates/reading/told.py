"""What was understood, in full words: said back wherever a phrase is typed, before anything is done with it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates.lunar import LunarDay
from scheduler.dates.reading.results import (
    Amount,
    Ask,
    Day,
    From,
    Instant,
    Interval,
    Invalid,
    Reading,
    Recurring,
    TimeUnit,
    Until,
)
from scheduler.dates.say import say_day, say_lunar, say_moment, say_span
from scheduler.language import _, ngettext
from scheduler.text import capital

PARTS = {
    "sang": "buổi sáng",
    "dau_sang": "đầu giờ sáng",
    "trua": "buổi trưa",
    "chieu": "buổi chiều",
    "dau_chieu": "đầu giờ chiều",
    "toi": "buổi tối",
    "dem": "ban đêm",
}


def told(reading: Reading, zone: ZoneInfo) -> tuple[str, ...]:
    """Sentences without a full stop, the clock of `zone`: one, or a question and a line for each answer to it."""
    match reading:
        case Ask(reason=reason, alternatives=alternatives):
            return (reason, *(line for one in alternatives for line in told(one, zone)))
        case Invalid(reason=reason):
            return (reason,)
    said = _said(reading, zone)
    moon = getattr(reading, "lunar", None)
    return (capital(f"{said} ({say_lunar(moon)})" if isinstance(moon, LunarDay) else said),)


def _said(reading: Reading, zone: ZoneInfo) -> str:
    match reading:
        case Day(on=on, part=part):
            return _of_day(on, part)
        case Instant(at=at):
            return say_moment(at, zone)
        case Interval(first=datetime() as first, last=datetime() as last):
            spoken = say_moment(first, zone), say_moment(last, zone)
            return _("từ {first} đến {last}").format(first=spoken[0], last=spoken[1])
        case Interval(first=date() as first, last=date() as last):
            return say_span(first, last)
        case Until(last=datetime() as last):
            return _("chậm nhất {moment}").format(moment=say_moment(last, zone))
        case Until(last=date() as last, part=part):
            return _("đến hết {day}").format(day=_of_day(last, part))
        case From(first=datetime() as first):
            return _("từ {day} trở đi").format(day=say_moment(first, zone))
        case From(first=date() as first):
            return _("từ {day} trở đi").format(day=say_day(first))
        case Amount(count=count, unit=TimeUnit.CALENDAR_DAYS):
            return ngettext("thêm {count} ngày vào thời hạn", count).format(count=count)
        case Amount(count=count):
            return ngettext("thêm {count} ngày làm việc vào thời hạn", count).format(count=count)
        case Recurring(rrule=rule):
            return _("lặp lại theo quy tắc {rule}").format(rule=rule)
    return _("không đọc được ngày nào trong câu này")


def _of_day(on: date, part: str | None) -> str:
    day = say_day(on)
    return _("{part} {day}").format(part=_(PARTS[part]), day=day) if part in PARTS else day
