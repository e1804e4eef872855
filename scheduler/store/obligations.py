"""Obligations by the thousand: one statement an occurrence, the rows made inside the database."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel import Session

from scheduler.store.columns import UtcDateTime

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
