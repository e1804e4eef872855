"""How the lanes are: served or not and why, paused since when and why. Names are for the operator alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.table import Table
from sqlmodel import Session, func, select

from scheduler.dates import say
from scheduler.language import _
from scheduler.store.serving import REFUSALS, Fault
from scheduler.store.tables import Delivery, Lane
from scheduler.store.tables.outbox import WAITING


@dataclass(frozen=True)
class LaneState:
    """One lane as the service wrote it down last. Instants are aware."""

    lane: str
    channel: str
    served: bool
    fault: str | None  # of scheduler.store.serving.Fault
    since: datetime | None  # when that was found; None: the service has not run yet
    paused_at: datetime | None  # in trouble since then, and nothing has left
    paused_because: str | None
    last_sent_at: datetime | None
    waiting: int  # messages

    @property
    def is_paused(self) -> bool:
        """Whether nothing leaves by it though it is served."""
        return self.served and self.paused_at is not None

    @property
    def is_refused(self) -> bool:
        """Whether the far side does not know us by it."""
        return self.fault in REFUSALS


def load_lanes(session: Session) -> list[LaneState]:
    """Every lane, in the order of their ids."""
    counted = select(Delivery.lane_id, func.count()).where(WAITING).group_by(Delivery.lane_id)
    waiting = dict(session.exec(counted).all())
    return [
        LaneState(
            lane=row.id,
            channel=row.channel,
            served=row.served,
            fault=row.fault,
            since=row.checked_at,
            paused_at=row.paused_at if row.in_trouble else None,
            paused_because=row.pause_reason if row.in_trouble else None,
            last_sent_at=row.last_sent_at,
            waiting=waiting.get(row.id, 0),
        )
        for row in session.exec(select(Lane).order_by(Lane.id))
    ]


def troubles(lanes: Sequence[LaneState]) -> list[str]:
    """What readiness says of the lanes, without a name: anybody may read it. Empty when all is well.

    A lane that nobody has set up is a choice; one that is refused or paused is a fault.
    """
    found = []
    if any(lane.is_refused for lane in lanes):
        found.append("a lane is refused")
    if any(lane.is_paused for lane in lanes):
        found.append("a lane is paused")
    return found


def lanes_table(lanes: Sequence[LaneState], zone: ZoneInfo) -> Table:
    """The lanes for a terminal; what needs somebody is red, and `told_reasons` says why."""
    table = Table(title=_("Kênh gửi"))
    table.add_column(_("Kênh"), no_wrap=True)
    for name in (_("Loại"), _("Phục vụ"), _("Tạm dừng từ"), _("Gửi lần cuối")):
        table.add_column(name)
    table.add_column(_("Đang chờ"), justify="right")
    for lane in lanes:
        paused = f"[red]{_moment(lane.paused_at, zone)}[/]" if lane.is_paused else ""
        sent = _moment(lane.last_sent_at, zone)
        table.add_row(lane.lane, lane.channel, _served(lane), paused, sent, str(lane.waiting))
    return table


def told_reasons(lanes: Sequence[LaneState], zone: ZoneInfo) -> list[str]:
    """A line for each lane that is not served or is paused: since when, why, and what to do."""
    lines = []
    for lane in lanes:
        if lane.fault:
            told = _("{lane}: không gửi được từ {moment}: {reason}.")
            moment, reason = _moment(lane.since, zone), told_fault(lane.fault)
        elif lane.is_paused:
            told = _("{lane}: tạm dừng từ {moment}: {reason}")
            moment, reason = _moment(lane.paused_at, zone), lane.paused_because or ""
        else:
            continue
        lines.append(told.format(lane=lane.lane, moment=moment, reason=reason))
    if lanes and all(lane.since is None for lane in lanes):
        lines.append(_("`thidua serve` chưa chạy lần nào: chưa rõ kênh nào gửi được."))
    return lines


def lanes_as_json(lanes: Sequence[LaneState], zone: ZoneInfo) -> list[dict[str, object]]:
    """The lanes for programs; instants in `zone`."""
    return [
        {
            "lane": lane.lane,
            "channel": lane.channel,
            "served": lane.served,
            "fault": lane.fault,
            "since": _iso(lane.since, zone),
            "paused_at": _iso(lane.paused_at, zone),
            "paused_because": lane.paused_because,
            "last_sent_at": _iso(lane.last_sent_at, zone),
            "waiting": lane.waiting,
        }
        for lane in lanes
    ]


def told_fault(fault: str) -> str:
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


def _served(lane: LaneState) -> str:
    if lane.fault:
        return _("[red]không[/]")
    return _("chưa rõ") if lane.since is None else _("có")


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return say.say_moment(at, zone) if at else "–"


def _iso(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat() if at else None
