"""When there is next something to do: how a rehearsal knows where to jump."""

from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel import Session

from scheduler.store.columns import UtcDateTime

_NEXT = """
    SELECT min(at) AS next_at FROM (
        SELECT min(at) AS at FROM reminder WHERE ended_at IS NULL
        UNION ALL
        SELECT min(at) AS at FROM announcement WHERE ended_at IS NULL
        UNION ALL
        SELECT min(not_before) AS at FROM delivery
            WHERE state IN ('queued', 'claimed') AND lane_id IN :lanes AND not_before > :now
        UNION ALL
        SELECT min(paused_until) AS at FROM lane WHERE id IN :lanes AND paused_until > :now
    ) AS moments"""


def next_at(session: Session, lanes: list[str], *, now: datetime) -> datetime | None:
    """The next instant at which anything planned is due, or one of `lanes` may send; None when all is done."""
    statement = text(_NEXT).bindparams(
        bindparam("now", type_=UtcDateTime), bindparam("lanes", expanding=True)
    )
    rows = session.execute(
        statement.columns(next_at=UtcDateTime), {"now": now, "lanes": lanes}
    ).one()
    found = rows.next_at
    assert found is None or isinstance(found, datetime), "the column type says so"
    return found
