"""Obligations by the thousand: one statement an occurrence, the rows made inside the database."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, select, text, update
from sqlmodel import Session, col

from scheduler.states import State
from scheduler.store.columns import UtcDateTime
from scheduler.store.tables import Obligation, Submission

_AT_ONCE = 500

_INSERT = """
    INSERT INTO obligation (occurrence_id, unit_id, state, revision, changed_at)
    SELECT :occurrence, unit.id, 'open', 1, :now FROM unit WHERE unit.id """
_AMONG = {
    "sqlite": "IN (SELECT value FROM json_each(:units)) ORDER BY unit.id",
    "postgresql": "IN (SELECT CAST(value AS integer) FROM json_array_elements_text(CAST(:units AS json)))"
    " ORDER BY unit.id",
}


def owe(
    session: Session, occurrence_id: int | None, units: Sequence[int], *, now: datetime
) -> None:
    """Let each of `units` (row ids) owe the occurrence, which none of them owes yet."""
    dialect = session.get_bind().dialect.name
    statement = text(_INSERT + _AMONG[dialect])
    session.execute(
        statement.bindparams(bindparam("now", type_=UtcDateTime)),
        {"occurrence": occurrence_id, "units": json.dumps(list(units)), "now": now},
    )


def owe_again(
    session: Session, occurrence_id: int | None, units: Sequence[int], *, now: datetime
) -> None:
    """Let those of `units` (row ids) that owed it once owe it again: as their last report stands, else anew."""
    last = (
        select(col(Submission.state))
        .where(col(Submission.obligation_id) == Obligation.id)
        .order_by(col(Submission.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    withdrawn = col(Obligation.state) == State.WITHDRAWN
    state = func.coalesce(last, State.OPEN.value)
    _enter(session, occurrence_id, units, state, only=withdrawn, now=now)


def owe_no_more(
    session: Session, occurrence_id: int | None, units: Sequence[int], *, now: datetime
) -> None:
    """Let none of `units` (row ids) owe it; their reports stay."""
    owed = col(Obligation.state) != State.WITHDRAWN
    _enter(session, occurrence_id, units, State.WITHDRAWN.value, only=owed, now=now)


def _enter(
    session: Session,
    occurrence_id: int | None,
    units: Sequence[int],
    state: str | ColumnElement[str],
    *,
    only: ColumnElement[bool],
    now: datetime,
) -> None:
    for start in range(0, len(units), _AT_ONCE):
        some = units[start : start + _AT_ONCE]
        mine = (
            col(Obligation.occurrence_id) == occurrence_id,
            col(Obligation.unit_id).in_(some),
        )
        changed = {"state": state, "changed_at": now, "shown_at": None}
        session.execute(
            update(Obligation)
            .where(*mine, only)
            .values(revision=Obligation.revision + 1, **changed)
        )
