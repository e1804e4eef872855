"""What waits for a word: until it is called, until a unit says when it received the document."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler import errors
from scheduler.dates.say import say_day_in_numbers, say_moment
from scheduler.language import _, ngettext


def asked(number: int) -> str:
    """Which time a unit is asked when it received the document, among the steps of a plan."""
    if number < 2:
        return _("đề nghị xác nhận đã nhận")
    return _("đề nghị xác nhận đã nhận (nhắc lại)")


def undated_headline(duty: str) -> str:
    """What a card opens with while nobody knows when the unit received the document."""
    return _("Đề nghị xác nhận đã nhận văn bản: {duty}").format(duty=duty)


def undated() -> str:
    """In place of the deadline on a card, in a list."""
    return _(
        "Chưa rõ ngày nhận: đề nghị xác nhận đã nhận văn bản; thời hạn tính từ ngày đơn vị nhận được."
    )


def due_since(due_at: datetime, zone: ZoneInfo) -> str:
    """To who has just confirmed receipt: until when they have time."""
    return _("Thời hạn tính từ ngày nhận: {moment}.").format(moment=say_moment(due_at, zone))


def unknown(count: int, units: str) -> str:
    """How many units have no deadline yet, and which: a line."""
    told = ngettext("Chưa rõ ngày nhận: {count} đơn vị ({units})", count)
    return told.format(count=count, units=units)


def received(on: date) -> str:
    """From which day the deadline of a unit is counted: a line."""
    return _("Ngày nhận văn bản: {day}").format(day=say_day_in_numbers(on))


def rolled() -> str:
    """That the day somebody named is a day off."""
    return _("Ngày đã nêu là ngày nghỉ, thời hạn chuyển sang ngày làm việc kế tiếp.")


def units(count: int, names: Sequence[str]) -> str:
    """How many units, and which."""
    told = ngettext("{count} đơn vị: {names}", count)
    return told.format(count=count, names=", ".join(names))


def refusal(error: errors.ThiDuaError) -> str:
    """Why nothing was called or entered, and what to do; empty for anything else."""
    match error:
        case errors.NotWaiting(campaign=campaign, duty=duty, known=()):
            told = _(
                "Phong trào {campaign} không có nhiệm vụ nào như “{duty}” chờ yêu cầu hay chờ ngày nhận."
            )
            return told.format(campaign=campaign, duty=duty)
        case errors.NotWaiting(campaign=campaign, duty=duty, known=known):
            told = _(
                "Nhiệm vụ “{duty}” của {campaign} không chờ yêu cầu hay ngày nhận. Đang chờ: {known}."
            )
            return told.format(campaign=campaign, duty=duty, known=", ".join(known))
        case errors.NotCalled(duty=duty, key=key, known=known):
            told = _(
                "Không có yêu cầu “{key}” của “{duty}”. Các yêu cầu đang có hiệu lực: {known}."
            )
            return told.format(key=key, duty=duty, known=", ".join(known) or "–")
        case errors.CallNeedsDay(duty=duty):
            told = _(
                "Văn bản không ấn định thời hạn của “{duty}”: đề nghị nêu ngày, ví dụ 2027-03-15."
            )
            return told.format(duty=duty)
        case errors.NotOwing(duty=duty):
            told = _("Không đơn vị nào trong số đó phải báo cáo “{duty}” lúc này.")
            return told.format(duty=duty)
        case errors.NotReceivedYet(day=day):
            told = _("Ngày {day} chưa đến, không thể là ngày đã nhận văn bản.")
            return told.format(day=say_day_in_numbers(day))
    return ""
