"""Leases: who holds a lane, for how long, by clocks that may be set while they run."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Mapped


def is_over(
    until: Mapped[datetime | None], *, lease: timedelta, now: datetime
) -> ColumnElement[bool]:
    """Whether a lease of that length, held `until` then, binds nobody any more.

    None reaches further than its length. One that does, by more than clocks of two machines may differ, was
    taken on a clock that was ahead and has been set back: whoever lives has renewed it since.
    """
    return or_(until.is_(None), until < now, until > now + 2 * lease)
