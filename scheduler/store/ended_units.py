"""Units that ended and are still to hand something in: until the campaign is applied again they are reminded of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from scheduler.states import State
from scheduler.store.tables import Campaign, Obligation, Occurrence, Unit

_UNDONE = (State.OPEN, State.SEEN, State.RETURNED)


@dataclass(frozen=True)
class StillOwing:
    """A campaign by its code and title, and the names of those units, in their order."""

    code: str
    title: str
    units: tuple[str, ...]


def still_owing(session: Session, issuer_id: str, *, today: date) -> list[StillOwing]:
    """Of the issuer's campaigns those in which units that are over by `today` owe what falls due after their last day.

    The campaign applied again no longer asks them for it; what has no day yet waits for one.
    """
    due_at = func.coalesce(Obligation.due_at, Occurrence.due_at)
    columns: Any = (Campaign.code, Campaign.title, Campaign.zone, Unit.name, Unit.last_on, due_at)
    query = (
        select_columns(*columns)
        .join(Occurrence, col(Occurrence.campaign_id) == Campaign.id)
        .join(Obligation, col(Obligation.occurrence_id) == Occurrence.id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(col(Campaign.issuer_id) == issuer_id, col(Unit.last_on) < today)
        .where(col(Occurrence.withdrawn).is_(False), col(Obligation.state).in_(_UNDONE))
        .order_by(col(Campaign.code), col(Unit.id))
    )
    found: dict[tuple[str, str], dict[str, None]] = {}
    rows: Any = session.execute(query)
    for code, title, zone, name, last_on, due in rows:
        if _is_after(due, last_on, ZoneInfo(zone)):
            found.setdefault((code, title), {})[name] = None
    return [StillOwing(code, title, tuple(names)) for (code, title), names in found.items()]


def _is_after(due: datetime | None, last_on: date, zone: ZoneInfo) -> bool:
    return due is not None and due.astimezone(zone).date() > last_on
