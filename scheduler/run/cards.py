"""Items into cards: what one person is told at one time is one message."""

from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel import Session

from scheduler.store.columns import UtcDateTime

_NOW = bindparam("now", type_=UtcDateTime)

# A card nobody has tried to send yet takes in what is ready at the same time.
_JOIN_WAITING = """
    UPDATE item SET state = 'carded', delivery_id = (SELECT min(delivery.id) {waiting})
    WHERE state = 'new' AND EXISTS (SELECT 1 {waiting})"""
_WAITING = """
    FROM delivery
    WHERE delivery.address_id = item.address_id AND delivery.state = 'queued'
        AND delivery.attempts = 0
        AND (delivery.not_before = item.not_before
            OR (delivery.not_before <= :now AND item.not_before <= :now))"""
_MAKE_NEW = """
    INSERT INTO delivery (key, lane_id, address_id, post_id, state, not_before, attempts,
        possible_duplicate, created_at)
    SELECT min(item.key), address.lane_id, item.address_id, min(item.post_id), 'queued',
        item.not_before, 0, :no, :now
    FROM item JOIN address ON address.id = item.address_id
    WHERE item.state = 'new'
    GROUP BY item.address_id, address.lane_id, item.not_before"""
_LANES = """
    SELECT lane_id FROM delivery
    WHERE state IN ('queued', 'claimed') AND not_before <= :now
    UNION
    SELECT lane_id FROM delivery WHERE edit_wanted = true
    UNION
    SELECT id AS lane_id FROM lane WHERE paused_at IS NOT NULL AND paused_until <= :now AND served
    ORDER BY lane_id"""


def deal(session: Session, *, now: datetime) -> None:
    """Put every new item into a card: one still waiting for the same person and time, else a new one.

    The key of a card is that of its first item, so that a card, too, is never made twice.
    """
    join = text(_JOIN_WAITING.format(waiting=_WAITING)).bindparams(_NOW)
    session.execute(join, {"now": now})
    session.execute(text(_MAKE_NEW).bindparams(_NOW), {"now": now, "no": False})
    session.execute(join, {"now": now})


def lanes_with_mail(session: Session, *, now: datetime) -> list[str]:
    """Lanes in which something is to be sent at `now`, or to be found out, in order of their ids."""
    rows = session.execute(text(_LANES).bindparams(_NOW), {"now": now})
    return [str(row.lane_id) for row in rows]
