"""Links that let somebody in once: what the bot, a mail or an admin hands out, as rows.

Times are those of the wall; what somebody holds is looked up at `now`, the time of campaigns.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import urlencode

from sqlalchemy import CursorResult, delete, update
from sqlmodel import Session, col, select

from scheduler.access import secret as secrets
from scheduler.access import sessions
from scheduler.access.holding import require_standing
from scheduler.access.visitor import Whose
from scheduler.errors import LinkExpired, LinkUnknown, LinkUsed
from scheduler.happenings import Happening
from scheduler.language import ADDRESS
from scheduler.store import ledger
from scheduler.store.tables import Account, Issuer, Person, SignInLink, Unit
from scheduler.workflow.actor import signature

PATH = "/ban/vao"
VALID = timedelta(minutes=30)
VALID_FIRST = timedelta(hours=24)  # of an account whose holder has chosen no password yet
KEPT = timedelta(days=90)  # after it could be used


@dataclass(frozen=True)
class Guest:
    """Whom a link lets in, and until when (wall)."""

    whose: Whose
    signature: str  # "Chuyên viên, Sở Nội vụ"; or the name of the account
    issuer_id: str  # empty: an operator
    issuer: str  # its name
    address: str  # how the issuer addresses them
    language: str
    until_at: datetime
    chooses_password: bool = False  # an account without one


def address_of(base_url: str, secret: str, *, to: str = "") -> str:
    """The whole address of the page that the link opens; `to`: the path of the page of the desk it leads to."""
    asked = f"?{urlencode({'toi': to})}" if to else ""
    return f"{base_url.rstrip('/')}{PATH}/{secret}{asked}"


def make(
    session: Session,
    *,
    account_id: int | None = None,
    person_id: int | None = None,
    by: str,
    lasts: timedelta = VALID,
    wall: datetime,
    now: datetime,
) -> str:
    """A secret of 256 bits, told this once: lets that account or person in once, for as long as it `lasts`, or
    VALID_FIRST.

    Those made before and not used are worth nothing from then on. The session keeps their issuer from other writers
    (for an account of no issuer: everything); the ledger tells `by` whom it was made. Raises PostPassedOn, NoWayIn;
    UnknownAccount for a closed one.
    """
    whose = Whose(account_id, person_id)
    guest = _guest(session, whose, until_at=wall, now=now)
    forget(session, whose)
    secret = secrets.make()
    session.add(
        SignInLink(
            digest=secrets.digest(secret),
            account_id=account_id,
            person_id=person_id,
            by=by,
            made_at=wall,
            until_at=wall + (VALID_FIRST if guest.chooses_password else lasts),
        )
    )
    entry = ledger.Entry(
        Happening.SIGN_IN_LINK_MADE, _subject(session, whose, now), by, guest.issuer_id or None
    )
    ledger.append(session, [entry], now=now)
    return secret


def look(session: Session, secret: str, *, wall: datetime, now: datetime) -> Guest:
    """Whom it would let in; changes nothing. Raises LinkUnknown, LinkUsed, LinkExpired, PostPassedOn, NoWayIn."""
    row = _find(session, secret, wall=wall)
    whose = Whose(row.account_id, row.person_id)
    return _guest(session, whose, until_at=row.until_at, now=now)


def use(session: Session, secret: str, *, device: str, wall: datetime, now: datetime) -> str:
    """Sign in with it, once: the secret of the session. Who presses twice at once gets one.

    Raises LinkUnknown, LinkUsed, LinkExpired, PostPassedOn, NoWayIn.
    """
    row = _find(session, secret, wall=wall)
    whose = Whose(row.account_id, row.person_id)
    _guest(session, whose, until_at=row.until_at, now=now)
    claimed = session.execute(
        update(SignInLink)
        .where(col(SignInLink.id) == row.id, col(SignInLink.used_at).is_(None))
        .values(used_at=wall)
    )
    if cast(CursorResult[tuple[()]], claimed).rowcount != 1:
        session.expire(row)
        _find(session, secret, wall=wall)
        raise LinkUnknown()  # a newer one took its place meanwhile
    return sessions.begin(
        session,
        account_id=whose.account_id,
        person_id=whose.person_id,
        device=device,
        wall=wall,
    )


def forget(session: Session, whose: Whose) -> None:
    """Their links that nobody used are worth nothing any more."""
    theirs = (sessions.of(SignInLink, whose), col(SignInLink.used_at).is_(None))
    session.execute(delete(SignInLink).where(*theirs))


def _find(session: Session, secret: str, *, wall: datetime) -> SignInLink:
    query = select(SignInLink).where(SignInLink.digest == secrets.digest(secret))
    row = session.exec(query).first()
    if row is None:
        raise LinkUnknown()
    if row.used_at:
        raise LinkUsed(row.used_at)
    if row.until_at <= wall:
        raise LinkExpired(row.until_at)
    return row


def _guest(session: Session, whose: Whose, *, until_at: datetime, now: datetime) -> Guest:
    if whose.account_id is not None:
        return _by_account(session, session.get_one(Account, whose.account_id), until_at)
    person = session.get_one(Person, whose.person_id)
    actor, tenure = require_standing(session, person, now=now)
    return Guest(
        whose=whose,
        signature=signature(tenure),
        issuer_id=actor.issuer_id,
        issuer=session.get_one(Issuer, actor.issuer_id).name,
        address=actor.address,
        language=actor.language,
        until_at=until_at,
    )


def _by_account(session: Session, account: Account, until_at: datetime) -> Guest:
    if account.closed_at:
        raise LinkUnknown()
    issuer = session.get_one(Issuer, account.issuer_id) if account.issuer_id else None
    return Guest(
        whose=Whose(account_id=account.id),
        signature=account.name,
        issuer_id=issuer.id if issuer else "",
        issuer=issuer.name if issuer else "",
        address=issuer.address if issuer else ADDRESS,
        language=account.language,
        until_at=until_at,
        chooses_password=account.password is None,
    )


def _subject(session: Session, whose: Whose, now: datetime) -> str:
    """What the ledger names: "account/NAME", or "UNIT/POST" as it does where somebody is bound."""
    if whose.account_id is not None:
        return f"account/{session.get_one(Account, whose.account_id).name}"
    person = session.get_one(Person, whose.person_id)
    _actor, tenure = require_standing(session, person, now=now)
    return f"{session.get_one(Unit, tenure.unit_id).code}/{tenure.kind}"
