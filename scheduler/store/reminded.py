"""Which obligations their unit was reminded of today, and when: one rule for who asks and for what reminds."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, bindparam, text
from sqlmodel import Session

from scheduler.dates import civil
from scheduler.steps import PLANNED, StepKind
from scheduler.store.columns import UtcDateTime
from scheduler.store.steps import is_of_as_text

# What of a unit's obligation counts, since when :since says the day began. What waits to leave counts from when it
# was made: what could not leave for days has reminded nobody.
_TOLD = f"""
    FROM item AS told JOIN reminder AS word ON word.id = told.reminder_id
        JOIN post AS whose ON whose.id = told.post_id
        LEFT JOIN delivery AS card ON card.id = told.delivery_id
    WHERE told.obligation_id = obligation.id AND whose.unit_id = obligation.unit_id
        AND {is_of_as_text("word.step", *PLANNED, StepKind.NUDGE)}
        AND (told.state = 'new' OR (told.state = 'carded'
            AND card.state IN ('queued', 'claimed', 'held', 'sent', 'unknown')))
        AND coalesce(card.ended_at, told.created_at) >= :since"""
REMINDED = f"EXISTS (SELECT 1 {_TOLD})"  # a part of statements over `obligation`
# A reminder of many units leaves over minutes; when it was ready is one instant for all of them.
_WHEN = """
    SELECT obligation.id AS id, (SELECT max(
        CASE WHEN told.not_before >= :since THEN told.not_before ELSE card.ended_at END) {told}) AS at
    FROM obligation WHERE obligation.occurrence_id = :occurrence"""


def day_began(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the day that `now` is in, in `zone`; aware, UTC."""
    return civil.at(now.astimezone(zone).date(), time(0), zone)


def load_reminded(session: Session, occurrence_id: int, *, since: datetime) -> dict[int, datetime]:
    """When units were told last by a reminder `since` then, or are about to be; by ids of obligations. Aware, UTC."""
    since_when = bindparam("since", type_=UtcDateTime)
    statement = (
        text(_WHEN.format(told=_TOLD)).bindparams(since_when).columns(id=Integer, at=UtcDateTime)
    )
    rows = session.execute(statement, {"occurrence": occurrence_id, "since": since})
    return {row.id: row.at for row in rows if row.at}
