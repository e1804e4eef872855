"""What one channel will never bring is told over the next the post is reached by."""

from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel import Session

from scheduler.store.columns import UtcDateTime
from scheduler.store.tables.outbox import STANDING_BODY

_NEXT = """
    SELECT min(address.id) FROM holder
        JOIN address ON address.person_id = holder.person_id AND address.closed_at IS NULL
        JOIN lane ON lane.id = address.lane_id AND lane.served
    WHERE holder.post_id = item.post_id AND holder.from_at <= :now
        AND (holder.until_at IS NULL OR holder.until_at > :now) AND NOT holder.stands_in
        AND lane.channel <> (
            SELECT gone.channel FROM delivery JOIN lane AS gone ON gone.id = delivery.lane_id
            WHERE delivery.id = item.delivery_id)
        AND NOT EXISTS (
            SELECT 1 FROM item AS said
            WHERE said.reminder_id = item.reminder_id
                AND said.obligation_id = item.obligation_id AND said.address_id = address.id)"""
_REROUTE = """
    UPDATE item SET state = 'new', delivery_id = NULL, address_id = ({next})
    WHERE delivery_id = :delivery AND state = 'unreachable' AND ({next}) IS NOT NULL"""

# One of the standing body is not missed while another is told.
_COVERED = """
    UPDATE item SET state = 'moot'
    WHERE delivery_id = :delivery AND state = 'unreachable' AND key LIKE :standing_body
        AND EXISTS (
            SELECT 1 FROM item AS said
            WHERE said.reminder_id = item.reminder_id AND said.obligation_id = item.obligation_id
                AND said.id <> item.id AND said.key LIKE :standing_body
                AND said.state IN ('new', 'carded'))"""


def reroute(session: Session, delivery_id: int, *, now: datetime) -> None:
    """Make new items of those of that delivery which nobody can be reached for there, but elsewhere.

    None goes where the same was said already. The next pass deals them into cards. What one of the standing
    body will never see is moot where others of it are told.
    """
    statement = text(_REROUTE.format(next=_NEXT)).bindparams(bindparam("now", type_=UtcDateTime))
    session.execute(statement, {"delivery": delivery_id, "now": now})
    told = {"delivery": delivery_id, "standing_body": f"%:{STANDING_BODY}:%"}
    session.execute(text(_COVERED), told)
