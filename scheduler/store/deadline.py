"""The one answer to "until when": reminders, feeds, pages and rates all ask here."""

from datetime import datetime

from sqlalchemy import ColumnElement, case, false, func, or_
from sqlmodel import col

from scheduler.plan.own import prevails
from scheduler.store.tables import Obligation, Occurrence


def has_own(occurrence: Occurrence, obligation: Obligation) -> bool:
    """Whether the unit has longer than all others: its deadline was moved, and theirs not as far since."""
    return prevails(obligation.due_at, occurrence.due_at)


def effective_deadline(occurrence: Occurrence, obligation: Obligation) -> datetime | None:
    """Until when this unit has time: the later of its own and that of all. Aware, UTC; None: no day yet."""
    return later(obligation.due_at, occurrence.due_at)


def later(own_at: datetime | None, common_at: datetime | None) -> datetime | None:
    """The same, where only the two are at hand."""
    return own_at if prevails(own_at, common_at) else common_at


def effective_due() -> ColumnElement[datetime | None]:
    """The same, for a query that joins Obligation and Occurrence."""
    own_at, common_at = col(Obligation.due_at), col(Occurrence.due_at)
    return case((own_at > common_at, own_at), else_=func.coalesce(common_at, own_at))


def effective_late_after(occurrence: Occurrence, obligation: Obligation) -> datetime | None:
    """After which instant this unit is late, never earlier than all: the end of its day, unless an hour was stated
    (Civil Code 2015 art. 148(6)). Aware, UTC; None: no day yet."""
    common = occurrence.late_after
    if not has_own(occurrence, obligation):
        return common
    return max((end for end in (obligation.late_after, common) if end), default=None)


def effective_late() -> ColumnElement[datetime | None]:
    """The same, for a query that joins Obligation and Occurrence."""
    own_at, common_at = col(Obligation.late_after), col(Occurrence.late_after)
    later = func.coalesce(_has_own() & (common_at.is_(None) | (own_at > common_at)), false())
    return case((later, own_at), else_=common_at)


def is_late(occurrence: Occurrence, obligation: Obligation, *, now: datetime) -> bool:
    """Whether the time of this unit is over at `now`, whatever it has handed in."""
    late_after = effective_late_after(occurrence, obligation)
    return late_after is not None and late_after < now


def effective_cut_off(occurrence: Occurrence, obligation: Obligation) -> datetime | None:
    """From when on nothing is taken in from this unit, never earlier than for all. Aware, UTC; None: never."""
    ends = [occurrence.cut_off_at]
    if has_own(occurrence, obligation):
        ends.append(obligation.cut_off_at)
    return max((end for end in ends if end), default=None) if all(ends) else None


def effective_closing() -> ColumnElement[datetime | None]:
    """The same, for a query that joins Obligation and Occurrence."""
    own_at, common_at = col(Obligation.cut_off_at), col(Occurrence.cut_off_at)
    return case(
        (~func.coalesce(_has_own(), false()), common_at),
        (or_(own_at.is_(None), own_at > common_at), own_at),
        else_=common_at,
    )


def _has_own() -> ColumnElement[bool]:
    longer = col(Obligation.due_at) > col(Occurrence.due_at)
    return or_(longer, col(Obligation.due_at).is_not(None) & col(Occurrence.due_at).is_(None))
