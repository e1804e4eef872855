"""The times of all duties of a campaign, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scheduler.states import State
from scheduler.store.agenda import find_campaign
from scheduler.store.tables import Obligation, Occurrence

A_PAGE = 40
_HANDED_IN = (State.SUBMITTED, State.ACCEPTED, State.WAIVED)


@dataclass(frozen=True)
class Listed:
    """One time: of `owing` units `handed_in` need do nothing more; `late`: its day is over."""

    duty: str
    key: str
    title: str
    due_at: datetime | None
    waits_for: str
    withdrawn: bool
    late: bool
    owing: int
    handed_in: int


@dataclass(frozen=True)
class Page:
    """Rows of the page of that number (the nearest there is), of `count` in all."""

    rows: Sequence[Listed]
    page: int
    count: int


def load_page(session: Session, code: str, *, issuer_id: str, page: int, now: datetime) -> Page:
    """Those withdrawn among them, by the day they fall due; what has none comes last. Raises UnknownCampaign."""
    campaign = find_campaign(session, code, issuer_id=issuer_id)
    mine = Occurrence.campaign_id == campaign.id
    count = session.exec(select(func.count()).select_from(Occurrence).where(mine)).one()
    page = max(1, min(page, max(1, -(-count // A_PAGE))))
    query = (
        select(Occurrence)
        .where(mine)
        .order_by(col(Occurrence.due_at).is_(None), col(Occurrence.due_at), col(Occurrence.id))
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE)
    )
    rows = session.exec(query).all()
    counts = _counts(session, [row.id or 0 for row in rows])
    return Page([_listed(row, *counts.get(row.id or 0, (0, 0)), now) for row in rows], page, count)


def _counts(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    done = case((col(Obligation.state).in_(_HANDED_IN), 1), else_=0)
    query = (
        select_columns(col(Obligation.occurrence_id), func.count(), func.sum(done))
        .where(col(Obligation.occurrence_id).in_(ids), col(Obligation.state) != State.WITHDRAWN)
        .group_by(col(Obligation.occurrence_id))
    )
    rows: Any = session.execute(query)
    return {one: (owing, handed_in) for one, owing, handed_in in rows}


def _listed(row: Occurrence, owing: int, handed_in: int, now: datetime) -> Listed:
    late = not row.withdrawn and row.late_after is not None and row.late_after < now
    return Listed(
        row.duty, row.key, row.title, row.due_at, row.waits_for, row.withdrawn, late, owing, handed_in
    )  # fmt: skip
