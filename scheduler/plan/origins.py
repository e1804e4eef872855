"""Where a day comes from, and whether the words given for it still tell it. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_day
from scheduler.plan.model import PlannedOccurrence, PlannedSpan

DECIDED = "decided"  # the origin of a day that its words do not tell, as people read it

Planned = PlannedOccurrence | PlannedSpan


def words_hold(before: Planned | None, after: Planned) -> bool:
    """Whether the words of `after` tell its day; where they cannot be read, whether the rule they came with stands.

    A day that moves because another one does, by the same rule, still has its reason.
    """
    if after.words_hold is not None:
        return after.words_hold
    words = (after.origin, after.origin_text)
    if before is None or after.origin not in ("quoted", "derived"):
        return True
    if words != (before.origin, before.origin_text):
        return True
    if before.days == after.days:
        return before.words_hold is not False
    return before.rule in ("", after.rule)


def told_origin(
    origin: str, text: str, decided_at: datetime | None, *, zone: str
) -> tuple[str, str]:
    """Origin and text as people read them: since a day was decided that the words do not tell, when that was."""
    if decided_at is None:
        return origin, text
    return DECIDED, say_day(decided_at.astimezone(ZoneInfo(zone)).date())
