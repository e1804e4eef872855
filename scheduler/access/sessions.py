"""Who is signed in where: begun by a password or a link, looked up at every request, ended by its holder or an admin.

Times are those of the wall: a desk that runs at another time signs nobody out by that.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, and_, func, update
from sqlmodel import Session, col, select

from scheduler.access import secret as secrets
from scheduler.access.holding import find_visitor
from scheduler.access.visitor import Visitor, Whose
from scheduler.errors import DatabaseBusy, DiskFull, NoRehearsal
from scheduler.store.database import Database
from scheduler.store.tables import DeskSession, KeptForm, SignInLink

LASTS = timedelta(hours=12)  # however busy
IDLE = timedelta(hours=2)  # without a request
SEEN_EVERY = timedelta(minutes=5)  # no more often is it written that somebody was seen
REMEMBERED = timedelta(days=1)  # whose session it was that lapsed
KEPT = timedelta(days=90)  # after its end
DEVICE = 200  # characters


@dataclass(frozen=True)
class Open:
    """One session of the visitor, on one device. `is_this`: the one that asks. Instants of the wall."""

    id: int
    device: str
    begun_at: datetime
    last_seen_at: datetime  # to SEEN_EVERY
    until_at: datetime  # however busy
    is_this: bool


def begin(
    session: Session,
    *,
    account_id: int | None = None,
    person_id: int | None = None,
    device: str,
    wall: datetime,
) -> str:
    """Sign in; returns the secret of the cookie, told this once."""
    whose = Whose(account_id, person_id)
    secret = secrets.make()
    session.add(
        DeskSession(
            digest=secrets.digest(secret),
            account_id=whose.account_id,
            person_id=whose.person_id,
            device=device[:DEVICE],
            begun_at=wall,
            last_seen_at=wall,
            until_at=wall + LASTS,
        )
    )
    session.flush()
    return secret


def visit(database: Database, secret: str, *, wall: datetime, now: datetime) -> Visitor | None:
    """`find`, in a transaction of its own, noting now and then that somebody was seen.

    Where that cannot be noted for the time being, who asks is let in all the same.
    """
    with database.read() as session:
        row = _find_open(session, secret, wall=wall)
        visitor = find_visitor(session, row, now=now) if row else None
    if row is None or visitor is None:
        return None
    if wall - row.last_seen_at >= SEEN_EVERY:
        with (
            suppress(DatabaseBusy, DiskFull, NoRehearsal),
            database.write_unowned() as session,
        ):
            mine = (col(DeskSession.id) == row.id, col(DeskSession.last_seen_at) < wall)
            session.execute(update(DeskSession).where(*mine).values(last_seen_at=wall))
    return visitor


def find(session: Session, secret: str, *, wall: datetime, now: datetime) -> Visitor | None:
    """Who is signed in with that secret at `wall`, with what they hold at `now`; None for everybody else.

    Who holds no post at the standing body any more, and whose account is closed, is out at once.
    """
    row = _find_open(session, secret, wall=wall)
    return find_visitor(session, row, now=now) if row else None


def lapsed(session: Session, secret: str, *, wall: datetime) -> Whose | None:
    """Whose session that was, where it ran out by itself within the last day; None for one that goes on or was
    ended, and for what is no secret of ours.
    """
    row = session.exec(
        select(DeskSession).where(
            DeskSession.digest == secrets.digest(secret), col(DeskSession.ended_at).is_(None)
        )
    ).first()
    if row is None:
        return None
    ran_out_at = min(row.until_at, row.last_seen_at + IDLE)
    if not ran_out_at <= wall < ran_out_at + REMEMBERED:
        return None
    return Whose(row.account_id, row.person_id)


def was_ended(session: Session, secret: str) -> bool:
    """Whether somebody ended the session of that secret; False for one that ran out, and for no secret of ours."""
    ours = DeskSession.digest == secrets.digest(secret), col(DeskSession.ended_at).is_not(None)
    return session.exec(select(DeskSession.id).where(*ours)).first() is not None


def load(session: Session, visitor: Visitor, *, wall: datetime) -> list[Open]:
    """Where the visitor is signed in at `wall`; the one that asks first, then who was seen last."""
    rows = session.exec(
        select(DeskSession)
        .where(of(DeskSession, visitor.whose), _is_open(wall))
        .order_by(col(DeskSession.last_seen_at).desc(), col(DeskSession.id))
    )
    found = [
        Open(
            id=row.id or 0,
            device=row.device,
            begun_at=row.begun_at,
            last_seen_at=row.last_seen_at,
            until_at=row.until_at,
            is_this=row.id == visitor.session_id,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_this)


def load_last_seen(session: Session) -> dict[int, datetime]:
    """When each account was seen last, by its id; who never came is not there."""
    query = (
        select(DeskSession.account_id, func.max(DeskSession.last_seen_at))
        .where(col(DeskSession.account_id).is_not(None))
        .group_by(col(DeskSession.account_id))
    )
    return {account: at for account, at in session.exec(query) if account is not None}


def end(session: Session, visitor: Visitor, session_id: int, *, wall: datetime) -> bool:
    """Sign the visitor out of one of their own sessions; False where that is none of theirs, or has ended."""
    mine = (of(DeskSession, visitor.whose), col(DeskSession.id) == session_id)
    return _end(session, *mine, wall=wall) == 1


def end_all(
    session: Session,
    *,
    account_id: int | None = None,
    person_id: int | None = None,
    but: int | None = None,
    wall: datetime,
) -> int:
    """Sign somebody out everywhere, with `but` except that session; returns of how many. One UPDATE."""
    theirs: list[ColumnElement[bool]] = [of(DeskSession, Whose(account_id, person_id))]
    if but is not None:
        theirs.append(col(DeskSession.id) != but)
    return _end(session, *theirs, wall=wall)


def of(table: type[DeskSession | SignInLink | KeptForm], whose: Whose) -> ColumnElement[bool]:
    """That a row of sessions, links or kept forms is theirs."""
    if whose.account_id is not None:
        return col(table.account_id) == whose.account_id
    return col(table.person_id) == whose.person_id


def _find_open(session: Session, secret: str, *, wall: datetime) -> DeskSession | None:
    query = select(DeskSession).where(DeskSession.digest == secrets.digest(secret), _is_open(wall))
    return session.exec(query).first()


def _is_open(wall: datetime) -> ColumnElement[bool]:
    return and_(
        col(DeskSession.ended_at).is_(None),
        col(DeskSession.until_at) > wall,
        col(DeskSession.last_seen_at) > wall - IDLE,
    )


def _end(session: Session, *which: ColumnElement[bool], wall: datetime) -> int:
    ended = session.execute(update(DeskSession).where(*which, _is_open(wall)).values(ended_at=wall))
    return cast(CursorResult[tuple[()]], ended).rowcount
