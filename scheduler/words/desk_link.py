"""The link that opens the desk once, as the bot and a mail tell of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_moment
from scheduler.language import _, ngettext
from scheduler.run.saying.notice import DeskLink, ToldDraft
from scheduler.text import Line, cut
from scheduler.words.facts import NAME, TITLE

_HOUR = 60
_REMARK = 1200  # UTF-16 units of it in a message; all of it stands on the page


def headline(unit: str, about: ToldDraft | None = None) -> str:
    """What it is, as the subject of a mail; `about`: what waits there."""
    if about and about.remark:
        return _("Được chuyển lại để sửa: {title}").format(title=cut(about.title, TITLE))
    if about:
        return _("Chờ phê duyệt: {title}").format(title=cut(about.title, TITLE))
    return _("Liên kết vào bàn làm việc của {unit}").format(unit=cut(unit, NAME))


def lines_about(about: ToldDraft, zone: ZoneInfo) -> list[str]:
    """Who proposed it or gave it back, when, and what is to be corrected."""
    when = say_moment(about.at, zone)
    if not about.remark:
        told = _("{who} trình lúc {when}. Đề nghị xem các thay đổi rồi phê duyệt, hoặc chuyển lại.")
        return [told.format(who=about.by, when=when)]
    told = _("{who} chuyển lại lúc {when}, đề nghị sửa:").format(who=about.by, when=when)
    return [told, *cut(about.remark, _REMARK).splitlines()]


def lines(link: DeskLink, pages: str, zone: ZoneInfo) -> list[Line]:
    """What waits there, the link and what to do with it; without `pages`, where people find ours, that there is
    none."""
    about = [Line(one) for one in lines_about(link.about, zone)] if link.about else []
    if not pages:
        return [*about, Line(here_only())]
    url = f"{pages.rstrip('/')}{link.path}"
    opens = Line(_("Mở bàn làm việc: {url}").format(url=url), link=url)
    return [*about, opens, Line(f"{once(link.minutes)} {keep()}")]


def here_only() -> str:
    """That there is none: the desk opens on the machine it runs on, and who can change that."""
    return _(
        "Bàn làm việc chỉ mở được trên máy đang chạy hệ thống, vì hệ thống chưa có địa chỉ công khai. "
        "Đề nghị báo người quản trị hệ thống đặt THIDUA_PUBLIC_URL."
    )


def once(minutes: int) -> str:
    """How long it is good for, and what became of the one before."""
    if minutes % _HOUR == 0:
        hours = minutes // _HOUR
        return ngettext(
            "Liên kết dùng một lần, trong {hours} giờ; liên kết tạo trước đó không dùng được nữa.",
            hours,
        ).format(hours=hours)
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
