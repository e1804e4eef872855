"""Why units have deadlines of their own: looked up for all of them at once."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import Select, select
from sqlmodel import Session, col

from scheduler.plan.own import OwnReason
from scheduler.states import ExtensionState, State
from scheduler.store.tables import Extension, Obligation, Submission

AT_ONCE = 5000  # values of one question; databases take more


def load_reasons(session: Session, obligation_ids: Collection[int]) -> dict[int, OwnReason]:
    """Which decision each of those obligations has its own deadline from, by their ids.

    More time that was granted until just then; else the latest return of a report, which starts a new clock.
    None for what was moved by neither.
    """
    ids = sorted(obligation_ids)
    found: dict[int, OwnReason] = {}
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        found |= _read(session, _returned(some), returned=True)
        found |= _read(session, _granted(some), returned=False)
    return found


Decided = tuple[int, str | None, datetime | None]


def _read(session: Session, query: Select[Decided], *, returned: bool) -> dict[int, OwnReason]:
    rows = cast(Iterable[Decided], session.execute(query))
    return {id_: OwnReason(returned=returned, by=by or "", at=at) for id_, by, at in rows if at}


def _granted(ids: list[int]) -> Select[Decided]:
    wish = Extension
    query = (
        select(col(wish.obligation_id), col(wish.decided_by), col(wish.decided_at))
        .join(Obligation, col(Obligation.id) == col(wish.obligation_id))
        .where(
            col(wish.obligation_id).in_(ids),
            col(wish.state) == ExtensionState.GRANTED,
            col(wish.granted_due_at) == col(Obligation.due_at),
        )
    )
    return cast(Select[Decided], query.order_by(col(wish.decided_at)))


def _returned(ids: list[int]) -> Select[Decided]:
    row = Submission
    query = select(col(row.obligation_id), col(row.decided_by), col(row.decided_at)).where(
        col(row.obligation_id).in_(ids), col(row.state) == State.RETURNED
    )
    return cast(Select[Decided], query.order_by(col(row.decided_at)))
