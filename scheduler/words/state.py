"""How a thing stands, in words: the same in a sentence, a title and a table; two letters where there is no room."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_day_in_numbers, say_late
from scheduler.language import _
from scheduler.states import ExtensionState, State
from scheduler.text import cut

WHO = 200  # longest name shown, in UTF-16 units


def word(state: str, *, overdue: bool = False) -> str:
    """ "đã gửi": of an obligation, of a wish for more time or of a report to a superior.

    `overdue`, which is computed and no state, is said instead.
    """
    if overdue:
        return _("quá hạn")
    return (_of_obligations() | _of_decisions()).get(state) or _("đã thay đổi")


def _of_obligations() -> dict[str, str]:
    return {
        State.OPEN: _("chưa gửi"),
        State.SEEN: _("đã nhận nhiệm vụ"),
        State.SUBMITTED: _("đã gửi"),
        State.ACCEPTED: _("đã tiếp nhận"),
        State.RETURNED: _("được trả lại để hoàn thiện"),
        State.WAIVED: _("được miễn"),
        State.WITHDRAWN: _("đã được hủy"),
    }


def _of_decisions() -> dict[str, str]:
    return {
        ExtensionState.ASKED: _("đang đề nghị gia hạn"),
        ExtensionState.GRANTED: _("được gia hạn"),
        ExtensionState.REFUSED: _("không được chấp thuận gia hạn"),
        ExtensionState.OVERTAKEN: _("đã có thay đổi khác thay thế"),
        "waiting": _("đang chờ quyết định gửi"),
        "settled": _("đã được xử lý"),
        "sent": _("đã gửi báo cáo cấp trên"),
        "unreached": _("đã gửi báo cáo cấp trên nhưng chưa ai nhận được"),
        "dropped": _("đã quyết định không gửi"),
        "told": _("đã báo cáo cấp trên bằng hình thức khác"),
        "ended": _("đã được hủy hoặc đã hết hạn ủy quyền"),
    }


def letters(state: str, *, overdue: bool = False) -> str:
    """ "ĐN": two letters for an obligation; of what they stand for, see `word`."""
    if overdue:
        return _("QH")
    return {
        State.OPEN: _("CG"),
        State.SEEN: _("NV"),
        State.SUBMITTED: _("ĐG"),
        State.ACCEPTED: _("TN"),
        State.RETURNED: _("TL"),
        State.WAIVED: _("MI"),
        State.WITHDRAWN: _("HY"),
    }[State(state)]


def told_state(
    state: str, at: datetime | None, by: str | None, *, zone: ZoneInfo, now: datetime
) -> str:
    """ "đã gửi lúc 08:12 ngày 28/6 bởi Giám đốc, Sở Tài chính"; shorter where less is known."""
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
    """ "chậm 2 ngày làm việc, gửi lần hai": how a report came; empty for one that came in time, and once."""
    late = say_late(days_late) if days_late is not None else _("gửi chậm")
    return ", ".join(part for part in ("" if on_time else late, _repeated(time)) if part)


def _repeated(time: int) -> str:
    if time < 2:
        return ""
    words = {2: _("gửi lần hai"), 3: _("gửi lần ba"), 4: _("gửi lần bốn"), 5: _("gửi lần năm")}
    return words.get(time) or _("gửi lần thứ {count}").format(count=time)
