"""Where a day comes from, and whether the words given for it still tell it. Pure."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scheduler.definition.models import Duty, Milestone, OriginKind, Phase
from scheduler.plan.model import PlannedOccurrence, PlannedSpan

Planned = PlannedOccurrence | PlannedSpan


class ToldOrigin(NamedTuple):
    """What people are told of it: `decided_on`, a day in the campaign's zone, in place of words that hold no more."""

    kind: str  # quoted, derived, set
    text: str
    decided_on: date | None = None


def rule_of(of: Phase | Milestone | Duty, *names: str) -> str:
    """How its day is found, in words that are the same for the same rule."""
    said = of.model_dump(include=set(names), exclude_defaults=True)
    return "; ".join(f"{name}: {said[name]}" for name in names if name in said)


def words_hold(before: Planned | None, after: Planned) -> bool:
    """Whether the words of `after` tell its day; where they cannot be read, whether the rule they came with stands.

    A day that moves because another one does, by the same rule, still has its reason.
    """
    if after.words_hold is not None:
        return after.words_hold
    words = (after.origin, after.origin_text)
    if before is None or after.origin not in (OriginKind.QUOTED, OriginKind.DERIVED):
        return True
    if words != (before.origin, before.origin_text):
        return True
    if before.days == after.days:
        return before.words_hold is not False
    return before.rule in ("", after.rule)


def told_origin(origin: str, text: str, decided_at: datetime | None, *, zone: str) -> ToldOrigin:
    """What people are told of a day: since it was decided that the words do not tell it, only when that was."""
    if decided_at is None:
        return ToldOrigin(origin, text)
    return ToldOrigin(origin, "", decided_at.astimezone(ZoneInfo(zone)).date())
