"""Which obligations their unit was reminded of today: one rule for who asks and for the statement that reminds."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlmodel import Session

from scheduler.dates import civil
from scheduler.store.columns import UtcDateTime

# A part of statements over `obligation`; :since is when the day began. What waits to leave counts from when it was
# made: what could not leave for days has reminded nobody.
REMINDED = """EXISTS (
    SELECT 1 FROM item AS told JOIN reminder AS word ON word.id = told.reminder_id
        JOIN post AS whose ON whose.id = told.post_id
        LEFT JOIN delivery AS card ON card.id = told.delivery_id
    WHERE told.obligation_id = obligation.id AND whose.unit_id = obligation.unit_id
        AND (word.step = 'day' OR word.step LIKE 'before-%' OR word.step LIKE 'overdue-%'
            OR word.step LIKE 'nudge-%')
        AND (told.state = 'new' OR (told.state = 'carded'
            AND card.state IN ('queued', 'claimed', 'held', 'sent', 'unknown')))
        AND coalesce(card.ended_at, told.created_at) >= :since)"""
_OF_OCCURRENCE = """
    SELECT obligation.id FROM obligation
    WHERE obligation.occurrence_id = :occurrence AND {reminded}"""


def day_began(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the day that `now` is in, in `zone`; aware, UTC."""
    return civil.at(now.astimezone(zone).date(), time(0), zone)


def load_reminded(session: Session, occurrence_id: int, *, since: datetime) -> set[int]:
    """Ids of obligations of which the unit was told by a reminder `since` then, or is about to be."""
    statement = text(_OF_OCCURRENCE.format(reminded=REMINDED)).bindparams(
        bindparam("since", type_=UtcDateTime)
    )
    rows = session.execute(statement, {"occurrence": occurrence_id, "since": since})
    return {row.id for row in rows}
