"""Lanes that do not send, in words: since when, why, and what to do."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.dates import say
from scheduler.language import _
from scheduler.run.sending.lane_states import LaneState
from scheduler.store.serving import Fault


def told_reasons(lanes: Sequence[LaneState], zone: ZoneInfo) -> list[str]:
    """A line for each lane that is not served or is paused: since when, why, and what to do."""
    lines = []
    for lane in lanes:
        if lane.fault:
            told = _("{lane}: không gửi được từ {moment}: {reason}.")
            moment, reason = _moment(lane.since, zone), _told_fault(lane.fault)
        elif lane.is_paused:
            told = _("{lane}: tạm dừng từ {moment}: {reason}")
            moment, reason = _moment(lane.paused_at, zone), lane.paused_because or ""
        else:
            continue
        lines.append(told.format(lane=lane.lane, moment=moment, reason=reason))
    if lanes and all(lane.since is None for lane in lanes):
        lines.append(_("`thidua serve` chưa chạy lần nào: chưa rõ kênh nào gửi được."))
    return lines


def _told_fault(fault: str) -> str:
    """Why a lane is not served, and what to do."""
    return {
        Fault.NO_TOKEN: _("chưa có mã bot: đặt THIDUA_TELEGRAM_TOKEN hoặc THIDUA_TELEGRAM_TOKENS"),
        Fault.TOKEN_REFUSED: _(
            "Telegram không nhận mã bot: lấy lại mã ở @BotFather rồi sửa THIDUA_TELEGRAM_TOKEN"
        ),
        Fault.OWN_TOKEN_REFUSED: _(
            "Telegram không nhận mã bot: lấy lại mã ở @BotFather rồi sửa THIDUA_TELEGRAM_TOKENS"
        ),
        Fault.NO_SERVER: _("chưa có máy chủ thư: đặt THIDUA_SMTP_HOST và THIDUA_SMTP_FROM"),
        Fault.NEW: _("kênh mới: khởi động lại `thidua serve`"),
    }[Fault(fault)]


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return say.say_moment(at, zone) if at else "–"
