"""Accounts: who signs in by name. Whoever holds a post at the standing body needs none."""

import re
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from scheduler.access import links, passwords, sessions
from scheduler.access.holding import find_holder
from scheduler.access.roles import GIVEN, Role
from scheduler.access.signing_in import fold
from scheduler.access.visitor import Whose
from scheduler.errors import (
    BadName,
    NameTaken,
    RoleNeedsIssuer,
    RoleNotGiven,
    RoleTakesNoIssuer,
    UnknownAccount,
)
from scheduler.happenings import Happening
from scheduler.store import ledger
from scheduler.store.database import Database
from scheduler.store.organisation import find_issuer
from scheduler.store.tables import Account, Person, Unit

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])")  # safe in an address and in the ledger


def owners(issuer_id: str | None) -> tuple[str, ...]:
    """What `Database.write` keeps from others for a deed on an account: its issuer; everything for an operator's."""
    return (issuer_id,) if issuer_id else ()


def add(
    session: Session,
    *,
    name: str,
    role: str,
    issuer_id: str | None,
    by: str,
    wall: datetime,
    now: datetime,
) -> Account:
    """An account without a password: its holder chooses one, let in by a first link (`links.make`).

    `name`: 2 to 40 of a–z, 0–9, dot, hyphen and underline, in small letters however it is given. Raises BadName,
    NameTaken, RoleNotGiven, RoleNeedsIssuer, RoleTakesNoIssuer, UnknownIssuer.
    """
    folded = fold(name)
    if not _NAME.fullmatch(folded):
        raise BadName(name)
    if role not in GIVEN:
        raise RoleNotGiven(role)
    if role == Role.OPERATOR and issuer_id:
        raise RoleTakesNoIssuer(role)
    if role != Role.OPERATOR and not issuer_id:
        raise RoleNeedsIssuer(role)
    if issuer_id:
        find_issuer(session, issuer_id)
    account = Account(name=folded, role=role, issuer_id=issuer_id, made_at=wall)
    _insert(session, account)
    _note(session, Happening.ACCOUNT_ADDED, account, by=by, now=now, role=role)
    return account


def find(session: Session, name: str, *, issuer_id: str | None = None) -> Account:
    """The account of that name that is not closed; with `issuer_id` one of that issuer only. Raises UnknownAccount."""
    query = select(Account).where(Account.name == fold(name), col(Account.closed_at).is_(None))
    if issuer_id is not None:
        query = query.where(Account.issuer_id == issuer_id)
    account = session.exec(query).first()
    if account is None:
        raise UnknownAccount(name)
    return account


def load(session: Session, issuer_id: str | None) -> list[Account]:
    """Accounts of that issuer by name, open ones first; with None those of all, and the operators'."""
    query = select(Account).order_by(col(Account.closed_at).is_not(None), Account.name)
    if issuer_id is not None:
        query = query.where(Account.issuer_id == issuer_id)
    return list(session.exec(query))


def close(session: Session, account: Account, *, by: str, wall: datetime, now: datetime) -> None:
    """Nobody signs in by it any more, and who is signed in by it is out. What it did stays told under its name."""
    account.closed_at = wall
    session.add(account)
    session.flush()
    _end_all(session, account, wall=wall)
    _note(session, Happening.ACCOUNT_CLOSED, account, by=by, now=now)


def sign_out(session: Session, account: Account, *, by: str, wall: datetime, now: datetime) -> int:
    """End all its sessions and its unused links; returns how many sessions."""
    ended = _end_all(session, account, wall=wall)
    _note(session, Happening.SIGNED_OUT, account, by=by, now=now, sessions=ended)
    return ended


def sign_out_holder(
    session: Session, unit: Unit, post_kind: str, *, by: str, wall: datetime, now: datetime
) -> int:
    """The same for who holds that post of the standing body. Raises NotStandingBody, NobodyHolds."""
    person_id = find_holder(session, unit, post_kind, now=now)
    links.forget(session, Whose(person_id=person_id))
    ended = sessions.end_all(session, person_id=person_id, wall=wall)
    data: dict[str, object] = {"sessions": ended}
    subject = f"{unit.code}/{post_kind}"
    entry = ledger.Entry(Happening.SIGNED_OUT, subject, by, unit.issuer_id, data)
    ledger.append(session, [entry], now=now)
    return ended


def set_password(
    database: Database,
    account: Account,
    password: str,
    *,
    by: str,
    keep: int | None = None,
    wall: datetime,
    now: datetime,
) -> None:
    """The password of the account from now on. Its links and its sessions end, but for the session `keep`.

    It has at least 12 characters of any kind (NIST SP 800-63B). Raises WeakPassword; UnknownAccount where it was
    closed meanwhile. Opens its own transaction: hashing is slow.
    """
    passwords.require_good(password, account.name)
    hashed = passwords.make_hash(password)
    with database.write(*owners(account.issuer_id)) as session:
        row = find(session, account.name)
        row.password = hashed
        session.add(row)
        session.flush()
        _end_all(session, row, but=keep, wall=wall)
        _note(session, Happening.PASSWORD_SET, row, by=by, now=now)


def choose_language(session: Session, whose: Whose, language: str) -> None:
    """Which language they are spoken to in from now on ("vi", "en"), here and over every other channel."""
    row: Account | Person = (
        session.get_one(Person, whose.person_id)
        if whose.account_id is None
        else session.get_one(Account, whose.account_id)
    )
    row.language = language
    session.add(row)
    session.flush()


def _insert(session: Session, account: Account) -> None:
    """Two may choose the same name at once. Raises NameTaken."""
    try:
        with session.begin_nested():
            session.add(account)
            session.flush()
    except IntegrityError:
        raise NameTaken(account.name) from None


def _end_all(session: Session, account: Account, *, but: int | None = None, wall: datetime) -> int:
    links.forget(session, Whose(account_id=account.id))
    return sessions.end_all(session, account_id=account.id, but=but, wall=wall)


def _note(
    session: Session,
    kind: Happening,
    account: Account,
    *,
    by: str,
    now: datetime,
    **data: object,
) -> None:
    entry = ledger.Entry(kind, f"account/{account.name}", by, account.issuer_id, data)
    ledger.append(session, [entry], now=now)
