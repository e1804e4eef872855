"""What happened to an obligation, in words for every channel: what, when, by whom."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bots.text import clean
from scheduler.language import _

WHO = 200


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
    return _("{what} lúc {moment} bởi {who}").format(what=words, moment=moment, who=clean(by, WHO))


def short_moment(at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """ "08:12 ngày 28/6"; with the year when it is another one."""
    local = at.astimezone(zone)
    day = f"{local.day}/{local.month}"
    if local.year != now.astimezone(zone).year:
        day += f"/{local.year}"
    return _("{clock} ngày {day}").format(clock=f"{local:%H:%M}", day=day)


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
    }
    return words.get(state, _("đã thay đổi"))
