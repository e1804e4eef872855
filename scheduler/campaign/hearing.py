"""Who hears of a plan, and when: what its changes tell at once, and what it tells next. Pure."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from scheduler.definition.organisation import Organisation
from scheduler.plan.diff import ChangeKind, OccurrenceChange
from scheduler.plan.model import Plan, PlannedAnnouncement, PlannedSpan
from scheduler.plan.own import Fate
from scheduler.steps import Step


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


@dataclass(frozen=True)
class Coming:
    """A reminder to come: when (aware, UTC), which step, of what, to how many units."""

    at: datetime
    step: Step
    title: str
    units: int


def next_reminders(plan: Plan, *, now: datetime, most: int) -> list[Coming]:
    """The first to leave, earliest first."""
    coming = (
        Coming(one.at, one.step, owed.title, len(owed.units))
        for owed in plan.occurrences
        for one in owed.reminders
        if one.at > now and owed.units
    )
    return sorted(coming, key=lambda one: (one.at, one.title))[:most]


def owing(plan: Plan) -> frozenset[str]:
    """Ids of the units that owe something."""
    return frozenset(unit for owed in plan.occurrences for unit in owed.units)


def by_block(plan: Plan, organisation: Organisation) -> list[tuple[str, int]]:
    """How many units of each block owe something, by its name in the order of the units file; last those of none."""
    mine = owing(plan)
    counts = Counter(unit.block for unit in organisation.units if unit.id in mine)
    named = [(block.name, counts[block.id]) for block in organisation.blocks if counts[block.id]]
    return [*named, *([("", counts[None])] if counts[None] else [])]
