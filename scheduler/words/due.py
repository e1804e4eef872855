"""When something is due, or that nobody knows yet; how far that is, and that nothing is taken in any more."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.dates.say import say_day, say_left, say_moment
from scheduler.definition.when import ISSUED, ON_REQUEST, RECEIVED
from scheduler.language import _


def undated() -> str:
    """For what has no day yet."""
    return _("chưa ấn định thời hạn")


def waiting(waits_for: str) -> str:
    """Why something has no day: what it waits for, as `plan.days.Time` names it."""
    known = {
        ON_REQUEST: _("chờ cơ quan thường trực yêu cầu"),
        RECEIVED: _("tính từ ngày đơn vị nhận được văn bản"),
        ISSUED: _("chờ ngày ban hành văn bản"),
    }
    if not waits_for:
        return undated()
    return known.get(waits_for) or _("chờ ngày của “{id}”").format(id=waits_for)


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """An instant in full, or that there is none yet."""
    return say_moment(at, zone) if at else undated()


def day(on: date | None) -> str:
    """A day in full, or that there is none yet: of a milestone, which is no deadline."""
    return say_day(on) if on else _("chưa ấn định ngày")


def days(first: date | None, last: date | None) -> str:
    """The first and the last day in full; one that is both, or that nobody knows yet, once."""
    return " – ".join(dict.fromkeys((day(first), day(last))))


def left(due_at: datetime, working_days: int, *, late: bool, zone: ZoneInfo, now: datetime) -> str:
    """ "còn 3 ngày làm việc", "là hôm nay", "quá hạn 2 ngày làm việc": behind the moment it is due.

    `working_days` after today, up to and with the due day; negative: late by so many. Never "ngày" where the law
    counts "ngày làm việc"; weekends can leave none before or after the due day. `late`: its time is over.
    """
    if late:
        return say_left(working_days) if working_days < 0 else _("đã quá hạn")
    return ahead(working_days, today=civil.ended_on(due_at, zone) == now.astimezone(zone).date())


def ahead(working_days: int, *, today: bool) -> str:
    """ "còn 3 ngày làm việc", "là hôm nay": of a day that is not over, so many working days after today."""
    if today:
        return _("là hôm nay")
    return say_left(working_days) if working_days > 0 else _("không còn ngày làm việc nào")


def office_practice(clock: str | None = None) -> str:
    """That the hour beside a day is practice and not when a thing is late: said once, where days are explained."""
    told = _(
        "{clock} là giờ ghi theo thông lệ của cơ quan; chỉ tính gửi chậm sau 24:00 của ngày đến hạn"
        " (Bộ luật Dân sự 2015, Điều 148 khoản 6), trừ khi văn bản ghi rõ giờ."
    )
    return told.format(clock=clock or "17:00")


def closed(cut_off_at: datetime, zone: ZoneInfo) -> str:
    """That nothing is taken in any more: a line."""
    return _("Đã hết thời hạn tiếp nhận từ {moment}").format(moment=say_moment(cut_off_at, zone))


def closed_ask(cut_off_at: datetime, zone: ZoneInfo) -> str:
    """The same to who may still want to hand in, and whom to ask."""
    return _("{closed}. Đề nghị liên hệ cơ quan thường trực.").format(
        closed=closed(cut_off_at, zone)
    )
