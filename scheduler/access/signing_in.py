"""Signing in by name and password."""

from datetime import datetime
from typing import cast

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, select

from scheduler.access import passwords, sessions, throttle
from scheduler.access.passwords import Compared
from scheduler.errors import SignInRefused
from scheduler.store.database import Database
from scheduler.store.tables import Account

HERE_FREE = 5  # tries of one name from one place
NAME_FREE = 20  # tries of one name from everywhere
PLACE_FREE = 50  # tries of all names from one place: an office may be behind one address


def by_password(
    database: Database, name: str, password: str, *, came_from: str, device: str, wall: datetime
) -> str:
    """The secret of a new session. `came_from`: the address of the far side; `device`: what its browser says it is.

    Raises SignInRefused for an unknown name, a wrong password and a closed account alike, at the same cost;
    SignInThrottled, without looking at the password, after too many failures within an hour: 5 of a name from one
    place, 20 of a name from everywhere, 50 from one place. Then each further try waits, 1 minute after the last, 2,
    4, 8, and never longer than 15. So a stranger at one place keeps a person at another from nothing, strangers at
    many places keep them from a password for 15 minutes at a time, and from a link never. Signing in forgets what
    was counted against the name, also what strangers brought about.
    """
    name = fold(name)
    here = throttle.origin(came_from)
    own = [
        throttle.limit("name at place", f"{name}\0{here}", free=HERE_FREE),
        throttle.limit("name", name, free=NAME_FREE),
    ]
    place = throttle.limit("place", here, free=PLACE_FREE)
    with database.write_unowned() as session:
        counted = throttle.count_try(session, [*own, place], wall=wall)
        account = _find_open(session, name)
    compared = passwords.compare(password, account.password if account else None)
    if account is None or not compared.matches:
        raise SignInRefused()
    with database.write_unowned() as session:
        _require_same(session, account, compared)
        throttle.forget(session, own)
        throttle.take_back(session, counted)
        return sessions.begin(session, account_id=account.id, device=device, wall=wall)


def fold(name: str) -> str:
    """The name as it is stored and compared."""
    return name.strip().lower()


def _find_open(session: Session, name: str) -> Account | None:
    query = select(Account).where(Account.name == name, col(Account.closed_at).is_(None))
    return session.exec(query).first()


def _require_same(session: Session, account: Account, compared: Compared) -> None:
    """While it was compared the account may have been closed, or got another password. Raises SignInRefused."""
    same = (
        col(Account.id) == account.id,
        col(Account.password) == account.password,
        col(Account.closed_at).is_(None),
    )
    stored = compared.renewed or account.password
    claimed = session.execute(update(Account).where(*same).values(password=stored))
    if cast(CursorResult[tuple[()]], claimed).rowcount != 1:
        raise SignInRefused()
