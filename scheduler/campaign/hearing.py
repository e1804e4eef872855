"""Who hears of a plan, and when: what its changes tell at once, and what it tells next. Pure."""

from datetime import datetime

from scheduler.plan.diff import ChangeKind, OccurrenceChange
from scheduler.plan.model import Plan, PlannedAnnouncement, PlannedSpan
from scheduler.plan.own import Fate


def next_announcement(
    plan: Plan, *, now: datetime
) -> tuple[PlannedSpan, PlannedAnnouncement] | None:
    """The first to come, and what it tells of; None where no round, peak or anniversary has anything more to tell."""
    coming = [(span, one) for span in plan.spans for one in span.announcements if one.at > now]
    return min(coming, key=lambda found: found[1].at, default=None)


def told_at_once(change: OccurrenceChange, *, now: datetime) -> bool:
    """Whether a reminder of it is past that people have heard, or will as soon as it is applied."""
    if change.kind is ChangeKind.CHANGED and not (change.joined or change.left):
        return False
    if any(one.before_at and one.fate is not Fate.KEPT for one in change.own):
        return True
    closed_at = change.occurrence.cut_off_at
    sides = [side for side in (change.before, change.after) if side]
    past = any(reminder.at <= now for side in sides for reminder in side.reminders)
    return past and (closed_at is None or closed_at > now)
