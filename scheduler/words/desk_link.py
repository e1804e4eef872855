"""The link that opens the desk once, as the bot and a mail tell of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_moment
from scheduler.language import _, ngettext
from scheduler.text import cut
from scheduler.words.facts import NAME


def headline(unit: str) -> str:
    """What it is, as the subject of a mail."""
    return _("Liên kết vào bàn làm việc của {unit}").format(unit=cut(unit, NAME))


def here_only() -> str:
    """That there is none: the desk opens on the machine it runs on, and who can change that."""
    return _(
        "Bàn làm việc chỉ mở được trên máy đang chạy hệ thống, vì hệ thống chưa có địa chỉ công khai. "
        "Đề nghị báo người quản trị hệ thống đặt THIDUA_PUBLIC_URL."
    )


def once(minutes: int) -> str:
    """How long it is good for, and what became of the one before."""
    return ngettext(
        "Liên kết dùng một lần, trong {minutes} phút; liên kết tạo trước đó không dùng được nữa.",
        minutes,
    ).format(minutes=minutes)


def asked_too_often(until_at: datetime, zone: ZoneInfo) -> str:
    """Why none is sent for now, and until when; whoever the address is."""
    told = _(
        "Đã yêu cầu liên kết nhiều lần nên tạm dừng. Đề nghị xem lại hộp thư, hoặc yêu cầu lại từ {moment}."
    )
    return told.format(moment=say_moment(until_at, zone))


def keep() -> str:
    """That it is nobody else's."""
    return _(
        "Đề nghị không chuyển liên kết này cho người khác: ai mở đều làm việc dưới danh nghĩa của {you}."
    )
