"""Lanes: one bot token or mailbox, one living sender at a time, pauses that hold for all of it."""

import logging
from collections.abc import Collection
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, and_, or_, update
from sqlmodel import Session, col

from scheduler.store.lease import LEASE, Sign
from scheduler.store.tables import Lane

log = logging.getLogger(__name__)


def take(
    session: Session, lane: str, holder: str, *, now: datetime, dead: Sign | None = None
) -> bool:
    """Become the one sender of `lane`, until a LEASE from `now` unless renewed; False when somebody else is.

    `dead`: the last sign of whom is known to live no more; a later one saves them.
    """
    free = or_(col(Lane.holder).is_(None), *([_gave(dead)] if dead else []))
    taken = session.execute(
        update(Lane).where(col(Lane.id) == lane, free).values(holder=holder, held_until=now + LEASE)
    )
    return cast(CursorResult[tuple[()]], taken).rowcount == 1


def renew(session: Session, holders: Collection[str], *, now: datetime) -> set[str]:
    """Give a sign of life for each of `holders`; those that hold their lane still."""
    renewed = (
        update(Lane)
        .where(col(Lane.holder).in_(holders))
        .values(held_until=now + LEASE)
        .returning(col(Lane.holder))
    )
    return {str(holder) for holder in session.scalars(renewed)}


def last_sign(session: Session, lane: str) -> Sign | None:
    """That of who holds `lane`; None when nobody does."""
    row = session.get(Lane, lane, populate_existing=True)
    return Sign(row.holder, row.held_until) if row and row.holder else None


def _gave(sign: Sign) -> ColumnElement[bool]:
    return and_(col(Lane.holder) == sign.holder, col(Lane.held_until) == sign.until)


def free_all(session: Session) -> None:
    """Let go of every lane: whoever held one is dead, for a process that knows it is alone."""
    session.execute(update(Lane).values(holder=None, held_until=None))


def release(session: Session, lane: str, holder: str) -> None:
    """Let the next sender in at once."""
    session.execute(
        update(Lane)
        .where(col(Lane.id) == lane, col(Lane.holder) == holder)
        .values(holder=None, held_until=None)
    )


def paused_until(session: Session, lane: str, *, now: datetime) -> datetime | None:
    """When the lane may send again; None when it may now."""
    row = session.get(Lane, lane, populate_existing=True)
    return row.paused_until if row and row.paused_until and row.paused_until > now else None


def pause(session: Session, lane: str, *, until: datetime, reason: str, now: datetime) -> None:
    """Nothing leaves by `lane` before `until`; a longer pause is never shortened. Trouble is logged once."""
    row = _locked(session, lane)
    before = row.in_trouble
    row.paused_at = row.paused_at or now
    row.paused_until = max(until, row.paused_until or until)
    row.pause_reason = reason
    session.add(row)
    session.flush()
    if row.in_trouble and not before:
        log.warning("lane %s is paused: %s", lane, reason)


def well(session: Session, lane: str, *, now: datetime) -> None:
    """Something has left by `lane`: no pause that is over counts any more."""
    row = _locked(session, lane)
    if row.paused_at is None or (row.paused_until and row.paused_until > now):
        return
    if row.in_trouble:
        log.info("lane %s sends again", lane)
    row.paused_at = row.paused_until = row.pause_reason = None
    session.add(row)


def sent(session: Session, lane: str, *, now: datetime) -> None:
    """Something has left by `lane` just now, which is then well."""
    left = update(Lane).where(col(Lane.id) == lane).values(last_sent_at=now)
    session.execute(left.execution_options(synchronize_session=False))
    well(session, lane, now=now)


def _locked(session: Session, lane: str) -> Lane:
    """Issuers that share a lane write down at the same time how they fared there."""
    return session.get_one(Lane, lane, populate_existing=True, with_for_update=True)


def is_unproven(session: Session, lane: str, *, now: datetime) -> bool:
    """Whether a pause of `lane` is over and nothing has left since: it may be well, or not."""
    row = session.get(Lane, lane, populate_existing=True)
    if row is None or row.paused_at is None:
        return False
    return row.paused_until is None or row.paused_until <= now


def doubt(session: Session, lanes: Collection[str], *, now: datetime) -> None:
    """Let the next pass find out how these lanes are, though nothing waits in them."""
    unknown = update(Lane).where(col(Lane.id).in_(lanes), col(Lane.paused_at).is_(None))
    session.execute(unknown.values(paused_at=now, paused_until=now))
