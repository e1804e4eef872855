"""Who is signed in where: begun by a password or a link, looked up at every request, ended by its holder or an admin.

Times are those of the wall: a desk that runs at another time signs nobody out by that.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from scheduler.access.roles import RIGHTS, Role
from scheduler.access.visitor import Visitor
from scheduler.store.tables import Account, DeskSession, Issuer, Person
from scheduler.workflow.actor import make_actor, signature

LASTS = timedelta(hours=12)
SECRET_OCTETS = 32


def digest(secret: str) -> str:
    """How a secret is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(
    session: Session,
    *,
    account_id: int | None = None,
    person_id: int | None = None,
    device: str,
    wall: datetime,
) -> str:
    """Sign in; returns the secret of the cookie, told this once."""
    secret = secrets.token_urlsafe(SECRET_OCTETS)
    session.add(
        DeskSession(
            digest=digest(secret),
            account_id=account_id,
            person_id=person_id,
            device=device[:200],
            begun_at=wall,
            last_seen_at=wall,
            until_at=wall + LASTS,
        )
    )
    return secret


def find(session: Session, secret: str, *, wall: datetime, now: datetime) -> Visitor | None:
    """Who is signed in with that secret at `wall`, with what they hold at `now`; None for everybody else."""
    found = session.exec(
        select(DeskSession).where(
            DeskSession.digest == digest(secret),
            col(DeskSession.ended_at).is_(None),
            DeskSession.until_at > wall,
        )
    ).first()
    if found is None:
        return None
    if found.account_id is not None:
        return _of_account(session, session.get_one(Account, found.account_id), found)
    return _of_person(session, session.get_one(Person, found.person_id), found, now)


def _of_account(session: Session, account: Account, found: DeskSession) -> Visitor | None:
    if account.closed_at:
        return None
    issuer = session.get(Issuer, account.issuer_id) if account.issuer_id else None
    return Visitor(
        issuer_id=account.issuer_id or "",
        rights=RIGHTS[Role(account.role)],
        signature=account.name,
        language=account.language,
        address=issuer.address if issuer else "",
        session_id=found.id or 0,
        account_id=account.id,
    )


def _of_person(
    session: Session, person: Person, found: DeskSession, now: datetime
) -> Visitor | None:
    actor = make_actor(session, person, now=now)
    if actor.standing is None:
        return None
    return Visitor(
        issuer_id=actor.issuer_id,
        rights=RIGHTS[Role(actor.standing.kind)],
        signature=signature(actor.standing),
        language=actor.language,
        address=actor.address,
        session_id=found.id or 0,
        person_id=person.id,
    )
