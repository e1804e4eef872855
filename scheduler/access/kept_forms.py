"""Forms that came after their session had lapsed: kept for an hour, given back to who sent them, once signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, delete
from sqlmodel import Session, col, select

from scheduler.access import secret as secrets
from scheduler.access.sessions import of
from scheduler.access.visitor import Visitor, Whose
from scheduler.errors import BodyTooBig
from scheduler.store.tables import KeptForm

KEPT = timedelta(hours=1)
LARGEST = 32 * 1024 * 1024  # octets
MOST = 3  # of one person; the oldest makes room


@dataclass(frozen=True)
class Form:
    """What was sent, as it came."""

    path: str
    content_type: str
    body: bytes
    kept_at: datetime


def keep(
    session: Session, whose: Whose, *, path: str, content_type: str, body: bytes, wall: datetime
) -> str:
    """Keep it for them; the secret it is asked for with. Raises BodyTooBig."""
    if len(body) > LARGEST:
        raise BodyTooBig(LARGEST)
    _prune(session, whose, wall)
    secret = secrets.make()
    session.add(
        KeptForm(
            digest=secrets.digest(secret),
            account_id=whose.account_id,
            person_id=whose.person_id,
            path=path,
            content_type=content_type,
            body=body,
            kept_at=wall,
        )
    )
    session.flush()
    return secret


def look(session: Session, secret: str, visitor: Visitor, *, wall: datetime) -> Form | None:
    """The form of that secret, which stays kept; None where it is not the visitor's, was taken, or is too old."""
    row = _find(session, secret, visitor, wall)
    return _form(row) if row else None


def take(session: Session, secret: str, visitor: Visitor, *, wall: datetime) -> Form | None:
    """The same, kept no longer: of two who ask at once one gets it."""
    row = _find(session, secret, visitor, wall)
    if row is None:
        return None
    form = _form(row)
    gone = session.execute(delete(KeptForm).where(col(KeptForm.id) == row.id))
    return form if cast(CursorResult[tuple[()]], gone).rowcount == 1 else None


def _find(session: Session, secret: str, visitor: Visitor, wall: datetime) -> KeptForm | None:
    query = select(KeptForm).where(
        KeptForm.digest == secrets.digest(secret),
        of(KeptForm, visitor.whose),
        col(KeptForm.kept_at) > wall - KEPT,
    )
    return session.exec(query).first()


def _form(row: KeptForm) -> Form:
    return Form(row.path, row.content_type, row.body, row.kept_at)


def _prune(session: Session, whose: Whose, wall: datetime) -> None:
    """Room for one more of theirs."""
    rows = session.exec(
        select(KeptForm.id)
        .where(of(KeptForm, whose))
        .order_by(col(KeptForm.kept_at).desc(), col(KeptForm.id).desc())
        .offset(MOST - 1)
    ).all()
    session.execute(delete(KeptForm).where(col(KeptForm.id).in_(rows)))
