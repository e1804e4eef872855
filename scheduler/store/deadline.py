"""The one answer to "until when": reminders, feeds, pages and rates all ask here."""

from datetime import datetime

from sqlalchemy import ColumnElement, func

from scheduler.store.tables import Obligation, Occurrence
from scheduler.workflow.states import OWED

__all__ = ["OWED", "effective_deadline", "effective_due"]


def effective_deadline(occurrence: Occurrence, obligation: Obligation) -> datetime | None:
    """Until when this unit has time: its own moved deadline, else the one of all. Aware, UTC; None: no day yet."""
    return obligation.due_at or occurrence.due_at


def effective_due() -> ColumnElement[datetime | None]:
    """The same, for a query that joins Obligation and Occurrence."""
    return func.coalesce(Obligation.due_at, Occurrence.due_at)
