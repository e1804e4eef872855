"""Whether what units hand in may still come when the report made of it has gone. Pure."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from scheduler.definition.models import DutyKind
from scheduler.plan.model import PlannedOccurrence, Remark, RemarkKind

_OF_ONE_PERIOD = timedelta(days=31)
_ANY = (DutyKind.REPORT, DutyKind.ROUND)  # may be a report of any period
_ALIKE = (
    {DutyKind.WEEKLY},
    {DutyKind.MONTHLY},
    {DutyKind.QUARTERLY},
    {DutyKind.HALF_YEAR, DutyKind.INTERIM},
    {DutyKind.YEARLY, DutyKind.FINAL},
)


def intake_remarks(occurrences: Iterable[PlannedOccurrence]) -> Iterator[Remark]:
    """One for each duty of units that is closed only after who collects sends its own report of that kind outside.

    Decree 09/2019/NĐ-CP art. 13(1): a province reports by the 25th of the last month of a period.
    """
    every = [one for one in occurrences if one.due_at is not None]
    upward = [one for one in every if one.is_sent_outside]
    found = {
        (one.duty, other.duty): Remark(RemarkKind.INTAKE_AFTER_UPWARD, one.duty, other.duty)
        for other in upward
        for one in every
        if _is_closed_after(one, other)
    }
    yield from found.values()


def _is_closed_after(one: PlannedOccurrence, upward: PlannedOccurrence) -> bool:
    assert one.due_at and upward.due_at, "asked for what has a day"
    if one.is_sent_outside or one.to != upward.to or not one.units:
        return False
    of_the_period = one.due_at <= upward.due_at <= one.due_at + _OF_ONE_PERIOD
    late = one.cut_off_at is None or one.cut_off_at > upward.due_at
    return of_the_period and late and _is_alike(one.kind, upward.kind)


def _is_alike(one: str, other: str) -> bool:
    reports = set().union(*_ALIKE, _ANY)
    if not {one, other} <= reports:
        return False
    return bool({one, other} & set(_ANY)) or any({one, other} <= kinds for kinds in _ALIKE)
