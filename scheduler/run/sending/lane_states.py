"""How the lanes are: served or not and why, paused since when and why. Names are for the operator alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, func, select

from scheduler.store.serving import REFUSALS
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


def _iso(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat() if at else None
