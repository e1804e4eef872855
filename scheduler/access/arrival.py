"""How somebody came in: who has just used a link need not know the password that is changed."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from scheduler.access.sessions import of
from scheduler.access.visitor import Visitor
from scheduler.store.tables import DeskSession, SignInLink

FRESH = timedelta(minutes=30)


def came_by_link(session: Session, visitor: Visitor, *, wall: datetime) -> bool:
    """Whether the visitor's session was begun by a link, and no longer than FRESH before `wall`."""
    row = session.get_one(DeskSession, visitor.session_id)
    if wall - row.begun_at > FRESH:
        return False
    query = select(SignInLink.id).where(
        of(SignInLink, visitor.whose), col(SignInLink.used_at) == row.begun_at
    )
    return session.exec(query).first() is not None
