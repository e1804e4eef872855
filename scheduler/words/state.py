"""How a thing stands, in words: the same in a sentence, a title and a table; two letters where there is no room."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_day_in_numbers, say_late
from scheduler.language import _
from scheduler.states import ExtensionState, State
from scheduler.text import cut

WHO = 200  # longest name shown, in UTF-16 units


def word(state: str, *, overdue: bool = False) -> str:
    """ "đã nộp": of an obligation, of a wish for more time or of a report to a superior.

    `overdue`, which is computed and no state, is said instead.
    """
    if overdue:
        return _("quá hạn")
    return (_of_obligations() | _of_decisions()).get(state) or _("đã thay đổi")


def _of_obligations() -> dict[str, str]:
    return {
        State.OPEN: _("chưa nộp"),
        State.SEEN: _("đã nhận việc"),
        State.SUBMITTED: _("đã nộp"),
        State.ACCEPTED: _("đã tiếp nhận"),
        State.RETURNED: _("bị trả lại"),
        State.WAIVED: _("được miễn"),
        State.WITHDRAWN: _("đã được rút"),
    }


def _of_decisions() -> dict[str, str]:
    return {
        ExtensionState.ASKED: _("đang xin gia hạn"),
        ExtensionState.GRANTED: _("đã đồng ý gia hạn"),
        ExtensionState.REFUSED: _("đã từ chối gia hạn"),
        ExtensionState.OVERTAKEN: _("đã có thay đổi khác thay cho việc này"),
        "waiting": _("đang chờ gửi hay bỏ"),
        "settled": _("đã được xử lý"),
        "sent": _("đã gửi báo cáo cấp trên"),
        "unreached": _("đã gửi báo cáo cấp trên nhưng chưa ai nhận được"),
        "dropped": _("đã bỏ, không gửi"),
        "told": _("đã báo cấp trên bằng cách khác"),
        "ended": _("đã thôi giao hoặc đã hết hạn giao"),
    }


def letters(state: str, *, overdue: bool = False) -> str:
    """ "ĐN": two letters for an obligation; of what they stand for, see `word`."""
    if overdue:
        return _("QH")
    return {
        State.OPEN: _("CN"),
        State.SEEN: _("NV"),
        State.SUBMITTED: _("ĐN"),
        State.ACCEPTED: _("TN"),
        State.RETURNED: _("TL"),
        State.WAIVED: _("MI"),
        State.WITHDRAWN: _("RU"),
    }[State(state)]


def told_state(
    state: str, at: datetime | None, by: str | None, *, zone: ZoneInfo, now: datetime
) -> str:
    """ "đã nộp lúc 08:12 ngày 28/6 bởi Giám đốc, Sở Tài chính"; shorter where less is known."""
    words = word(state)
    if at is None:
        return words
    moment = short_moment(at, zone=zone, now=now)
    if not by:
        return _("{what} lúc {moment}").format(what=words, moment=moment)
    return _("{what} lúc {moment} bởi {who}").format(what=words, moment=moment, who=cut(by, WHO))


def short_moment(at: datetime, *, zone: ZoneInfo, now: datetime) -> str:
    """ "08:12 ngày 28/6"; with the year when it is another one."""
    local = at.astimezone(zone)
    day = say_day_in_numbers(local.date(), year=now.astimezone(zone).year)
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
