"""Which version of a deadline calendars show: not every change of its rows is one that a calendar shows."""

from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import col

from scheduler.store.tables import Obligation, Occurrence

Dated = Occurrence | Obligation


def count_change(row: Dated, *, shown: bool, now: datetime) -> None:
    """Count one revision more of `row`; where calendars show no change, they go on showing the version before."""
    if shown:
        row.shown_at = None
    else:
        row.hidden_revisions += 1
        row.shown_at = row.shown_at or row.changed_at
    row.revision, row.changed_at = row.revision + 1, now


def shown_revision(row: Dated) -> int:
    """How many revisions of `row` a calendar can tell apart; never less than before."""
    return row.revision - row.hidden_revisions


def shown_revision_of(table: type[Dated]) -> ColumnElement[int]:
    """The same, for a query."""
    return col(table.revision) - col(table.hidden_revisions)


def shown_at_of(table: type[Dated]) -> ColumnElement[datetime]:
    """When calendars showed another thing last, for a query."""
    return func.coalesce(col(table.shown_at), col(table.changed_at))
