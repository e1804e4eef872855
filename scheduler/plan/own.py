"""Days of single units beside the day of all: which of the two holds, and what a moved day does to it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduler.dates import civil
from scheduler.plan.model import OwnDeadline, PlannedOccurrence


class Fate(StrEnum):
    """What becomes of a unit's own day when that of all moves."""

    KEPT = "kept"  # it is later still
    LIFTED = "lifted"  # all have as long now
    RESTORED = "restored"  # all had longer, and have not any more


@dataclass(frozen=True)
class OwnReason:
    """The decision a unit's own day comes from: more time that was granted, or a report that was `returned`."""

    returned: bool
    by: str  # "Trưởng ban, Ban Thi đua - Khen thưởng tỉnh"
    at: datetime  # aware


@dataclass(frozen=True)
class OwnChange:
    """The deadline that holds for one unit before (None: it owed nothing) and after; aware, UTC."""

    fate: Fate
    unit: str
    before_at: datetime | None
    after_at: datetime | None


def prevails(own_at: datetime | None, common_at: datetime | None) -> bool:
    """Whether a unit's own deadline holds: never where it is no later than that of all."""
    return own_at is not None and (common_at is None or own_at > common_at)


def own_late_after(
    own_at: datetime,
    *,
    common_at: datetime | None,
    common_late_after: datetime | None,
    office: time,
    zone: ZoneInfo,
) -> datetime:
    """After which instant a unit with a deadline of its own at `own_at` is late; aware, in UTC.

    By the hour beside its day: that of all means what it means there (the text states it, or practice shows it),
    and so does `office`, which is practice; any other hour was asked for or given by a person, and counts.
    """
    hour = own_at.astimezone(zone).time()
    if common_at and common_at.astimezone(zone).time() == hour:
        stated = common_late_after == common_at
    else:
        stated = hour != office
    return civil.late_after(own_at, stated=stated, zone=zone)


def own_changes(
    before: PlannedOccurrence | None, after: PlannedOccurrence, own: Iterable[OwnDeadline]
) -> Iterator[OwnChange]:
    """What moving the day of all does to the `own` days of units that owe `after`, in the order given.

    Of a duty that comes back what counted before does not count.
    """
    owing = frozenset(after.units)
    if before and before.due_at == after.due_at:
        return
    for one in own:
        counted = before is not None and prevails(one.due_at, before.due_at)
        counts = prevails(one.due_at, after.due_at)
        if one.unit not in owing or (before and not counted and not counts):
            continue
        fate = (Fate.KEPT if counted else Fate.RESTORED) if counts else Fate.LIFTED
        common_at = before.due_at if before else None
        before_at = one.due_at if counted else common_at
        yield OwnChange(fate, one.unit, before_at, one.due_at if counts else after.due_at)
