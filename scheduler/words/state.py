"""How a thing stands, in words: since when, by whom, and how it came."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_late
from scheduler.language import _
from scheduler.text import cut

WHO = 200  # longest name shown, in UTF-16 units


def told_state(
    state: str, at: datetime | None, by: str | None, *, zone: ZoneInfo, now: datetime
) -> str:
    """ "đã nộp lúc 08:12 ngày 28/6 bởi Giám đốc, Sở Tài chính"; shorter where less is known."""
    words = _word(state)
    if at is None:
        return words
    moment = short_moment(at, zone=zone, now=now)
    if not by:
        return _("{what} lúc {moment}").format(what=words, moment=moment)
    return _("{what} lúc {moment} bởi {who}").format(what=words, moment=moment, who=cut(by, WHO))


def short_moment(at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """ "08:12 ngày 28/6"; with the year when it is another one."""
    local = at.astimezone(zone)
    day = f"{local.day}/{local.month}"
    if local.year != now.astimezone(zone).year:
        day += f"/{local.year}"
    return _("{clock} ngày {day}").format(clock=f"{local:%H:%M}", day=day)


def told_coming(*, on_time: bool, days_late: int | None, time: int) -> str:
    """ "muộn 2 ngày làm việc, nộp lần hai": how a report came; empty for one that came in time, and once."""
    late = say_late(days_late) if days_late is not None else _("muộn hạn")
    return ", ".join(part for part in ("" if on_time else late, _repeated(time)) if part)


def _repeated(time: int) -> str:
    if time < 2:
        return ""
    words = {2: _("nộp lần hai"), 3: _("nộp lần ba"), 4: _("nộp lần bốn"), 5: _("nộp lần năm")}
    return words.get(time) or _("nộp lần thứ {count}").format(count=time)


def _word(state: str) -> str:
    words = {
        "open": _("chưa nộp"),
        "seen": _("đã nhận việc"),
        "submitted": _("đã nộp"),
        "accepted": _("đã tiếp nhận báo cáo"),
        "returned": _("đã trả lại để làm lại"),
        "waived": _("đã được miễn"),
        "withdrawn": _("đã được rút"),
        "asked": _("đang xin gia hạn"),
        "granted": _("đã đồng ý gia hạn"),
        "refused": _("đã từ chối gia hạn"),
        "overtaken": _("đã có thay đổi khác thay cho việc này"),
        "settled": _("đã được xử lý"),
        "sent": _("đã gửi báo cáo cấp trên"),
        "unreached": _("đã gửi báo cáo cấp trên nhưng chưa ai nhận được"),
        "dropped": _("đã bỏ, không gửi"),
        "told": _("đã báo cấp trên bằng cách khác"),
        "ended": _("đã thôi giao hoặc đã hết hạn giao"),
    }
    return words.get(state, _("đã thay đổi"))
