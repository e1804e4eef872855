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
    return obligation.due_at if has_own(occurrence, obligation) else occurrence.due_at


def effective_due() -> ColumnElement[datetime | None]:
    """The same, for a query that joins Obligation and Occurrence."""
    own_at, common_at = col(Obligation.due_at), col(Occurrence.due_at)
    return case((own_at > common_at, own_at), else_=func.coalesce(common_at, own_at))


def effective_cut_off(occurrence: Occurrence, obligation: Obligation) -> datetime | None:
    """From when on nothing is taken in from this unit, never earlier than for all. Aware, UTC; None: never."""
    ends = [occurrence.cut_off_at]
    if has_own(occurrence, obligation):
        ends.append(obligation.cut_off_at)
    return max((end for end in ends if end), default=None) if all(ends) else None


def effective_closing() -> ColumnElement[datetime | None]:
    """The same, for a query that joins Obligation and Occurrence."""
    own_at, common_at = col(Obligation.cut_off_at), col(Occurrence.cut_off_at)
    longer = col(Obligation.due_at) > col(Occurrence.due_at)
    has_own = or_(longer, col(Obligation.due_at).is_not(None) & col(Occurrence.due_at).is_(None))
    return case(
        (~func.coalesce(has_own, false()), common_at),
        (or_(own_at.is_(None), own_at > common_at), own_at),
        else_=common_at,
    )
