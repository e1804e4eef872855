"""What is forgotten of who came in, and tried to: nobody needs it any more."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_
from sqlmodel import Session, col

from scheduler.access import kept_forms, links, sessions, throttle
from scheduler.store.tables import DeskSession, KeptForm, SignInLink


def prune(session: Session, *, wall: datetime) -> None:
    """Sessions and links go 90 days after they ended, forms an hour after they came, failures when they count no more.

    By the clock on the wall, whatever time the program runs at.
    """
    throttle.prune(session, wall=wall)
    session.execute(delete(KeptForm).where(col(KeptForm.kept_at) <= wall - kept_forms.KEPT))
    session.execute(delete(DeskSession).where(_ended_by(wall - sessions.KEPT)))
    session.execute(delete(SignInLink).where(col(SignInLink.until_at) <= wall - links.KEPT))


def sign_everybody_out(session: Session) -> None:
    """Of a backup put to work: else who has signed out since is in again, and a link works twice."""
    for table in (DeskSession, SignInLink, KeptForm):
        session.execute(delete(table))


def _ended_by(instant: datetime) -> ColumnElement[bool]:
    """Signed out, idle for too long, or old: whichever came first."""
    return or_(
        col(DeskSession.ended_at) <= instant,
        col(DeskSession.last_seen_at) <= instant - sessions.IDLE,
        col(DeskSession.until_at) <= instant,
    )
