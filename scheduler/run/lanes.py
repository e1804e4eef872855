"""Lanes: one bot token or mailbox, one living sender at a time, pauses that hold for all of it."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, or_, update
from sqlmodel import Session, col

from scheduler.store.tables import Lane

LEASE = timedelta(seconds=90)  # one call may take half a minute, after its turn at the gate


def take(session: Session, lane: str, holder: str, *, now: datetime) -> bool:
    """Become, or stay, the one sender of `lane` for LEASE from `now`; False when somebody else is."""
    free = or_(
        col(Lane.holder).is_(None),
        col(Lane.holder) == holder,
        col(Lane.held_until).is_(None),
        col(Lane.held_until) < now,
    )
    taken = session.execute(
        update(Lane).where(col(Lane.id) == lane, free).values(holder=holder, held_until=now + LEASE)
    )
    return cast(CursorResult[tuple[()]], taken).rowcount == 1


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


def pause(session: Session, lane: str, *, until: datetime, reason: str) -> None:
    """Nothing leaves by `lane` before `until`; a longer pause is never shortened."""
    row = session.get_one(Lane, lane, populate_existing=True)
    row.paused_until = max(until, row.paused_until or until)
    row.pause_reason = reason
    session.add(row)
