"""When something that must not stop last ran."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from scheduler.store.tables import Pulse

RESTORED = "restored"  # when a backup was put to work last


def beat(session: Session, name: str, *, now: datetime) -> None:
    """Note that `name` ran at `now`."""
    session.merge(Pulse(name=name, at=now))


def last_beat(session: Session, name: str) -> datetime | None:
    """When `name` last ran; None if it never did."""
    pulse = session.get(Pulse, name)
    return pulse.at if pulse else None


def forget(session: Session, name: str) -> None:
    """Take back that `name` ran."""
    session.execute(delete(Pulse).where(col(Pulse.name) == name))
