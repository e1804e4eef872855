"""Links to feeds: named, revocable, last fetch known. One secret reads, another manages, of 256 bits each.

Only the hashes of both are kept, and neither tells the other.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session, col

from calendars.families import load_family, managed_with
from calendars.query import Scope, ScopeKind, owner
from scheduler.errors import NotOfIssuer, UnknownSubscription
from scheduler.happenings import Happening
from scheduler.store import ledger
from scheduler.store.columns import Table
from scheduler.store.tables import FormerSecret, Subscription
from scheduler.text import one_line

TOKEN_OCTETS = 32
TOO_HIGH = 2**31  # for a number of a row, in either database
NOTED_EVERY = timedelta(minutes=1)  # polling must not become writing

# made once, of the table and not of the mapped class, which costs twice the time: it stands in every poll
_ROWS = Table.metadata.tables["subscription"].c
_BY_HASH = select(
    _ROWS.id,
    _ROWS.issuer_id,
    _ROWS.name,
    _ROWS.scope,
    _ROWS.scope_id,
    _ROWS.revoked_at,
    _ROWS.fetched_at,
).where(_ROWS.token_hash == bindparam("hash"))
_BY_FORMER = select(col(FormerSecret.subscription_id)).where(
    col(FormerSecret.token_hash) == bindparam("hash"),
    col(FormerSecret.manages) == bindparam("manages"),
)


@dataclass(frozen=True)
class Secrets:
    """What opens a link, told this once: its calendar, and the page that manages it.

    Without the second it is managed by the link it was made with.
    """

    reads: str
    manages: str | None


@dataclass(frozen=True)
class Link:
    """What a secret opens."""

    id: int
    issuer_id: str
    name: str
    scope: Scope
    revoked: bool
    fetched_at: datetime | None

    def is_due_a_note(self, *, now: datetime) -> bool:
        """Whether `note_fetch` would write."""
        return self.fetched_at is None or self.fetched_at <= now - NOTED_EVERY


def subscribe(
    session: Session,
    *,
    issuer_id: str,
    scope: Scope,
    name: str,
    actor: str,
    now: datetime,
    parent_id: int | None = None,
    maker_id: int | None = None,
) -> Secrets:
    """The secrets of a new link to `scope`; kept within the caller's transaction, with a ledger entry.

    `parent_id`: the link it is made with, goes with and is managed with. `maker_id`: the person it is made for.
    Raises NotOfIssuer when there is nothing of that scope, or it is another issuer's.
    """
    if owner(session, scope) != issuer_id:
        raise NotOfIssuer(issuer_id, scope.kind)
    made = Secrets(_secret(), _secret() if parent_id is None else None)
    row = Subscription(
        issuer_id=issuer_id,
        scope=scope.kind,
        scope_id=scope.id if isinstance(scope.id, int) else 0,
        name=one_line(name)[:200],
        token_hash=hash_of(made.reads),
        manage_hash=hash_of(made.manages) if made.manages else None,
        created_at=now,
        parent_id=parent_id,
        maker_id=maker_id,
    )
    session.add(row)
    session.flush()
    _note(session, row, Happening.SUBSCRIPTION_MADE, actor=actor, now=now)
    return made


def reissue(
    session: Session, subscription_id: int, *, issuer_id: str, actor: str, now: datetime
) -> Secrets:
    """Both secrets anew for who lost one: the old addresses answer 410 from now on. Raises UnknownSubscription.

    What was made with the link goes on: it is the same link. One made with another is managed with that, as long as
    that is managed itself.
    """
    row = _own(session, subscription_id, issuer_id)
    token = _exchange(session, row, now=now)
    manages = _secret() if managed_with(session, subscription_id) is None else None
    if row.manage_hash is not None:
        session.add(_former(row, row.manage_hash, manages=True, now=now))
    row.manage_hash, row.revoked_at = hash_of(manages) if manages else None, None
    _note(session, row, Happening.SUBSCRIPTION_REISSUED, actor=actor, now=now)
    return Secrets(token, manages)


def exchange(
    session: Session, subscription_id: int, *, issuer_id: str, actor: str, now: datetime
) -> str:
    """A new secret to read with, for who manages the link: the old address answers 410 from now on.

    What manages it stays, so that an answer lost on the way can be asked for again. Raises UnknownSubscription,
    also for a link that is revoked.
    """
    row = _own(session, subscription_id, issuer_id)
    if row.revoked_at is not None:
        raise UnknownSubscription(subscription_id)
    token = _exchange(session, row, now=now)
    _note(session, row, Happening.SUBSCRIPTION_REISSUED, actor=actor, now=now)
    return token


def revoke(
    session: Session, subscription_id: int, *, issuer_id: str, actor: str, now: datetime
) -> int:
    """Close a link and all that was made with it: their addresses answer 410 from now on. Twice is once.

    How many others were closed with it. Raises UnknownSubscription.
    """
    _own(session, subscription_id, issuer_id)
    closed = _open_of(session, subscription_id)
    for row in closed:
        row.revoked_at = now
        session.add(row)
        _note(session, row, Happening.SUBSCRIPTION_REVOKED, actor=actor, now=now)
    return len([row for row in closed if row.id != subscription_id])


def count_made_with(session: Session, subscription_id: int) -> int:
    """How many links in use were made with that one, with those, and so on."""
    return len([row for row in _open_of(session, subscription_id) if row.id != subscription_id])


def load_subscriptions(session: Session, issuer_id: str | None = None) -> Sequence[Subscription]:
    """The links of an issuer, or of all of them, oldest first."""
    query = select(Subscription).order_by(col(Subscription.id))
    if issuer_id is not None:
        query = query.where(col(Subscription.issuer_id) == issuer_id)
    return session.scalars(query).all()


def find_subscription(session: Session, subscription_id: int) -> Subscription:
    """The link of that number. Raises UnknownSubscription, also for one that no database can count to."""
    row = session.get(Subscription, subscription_id) if abs(subscription_id) < TOO_HIGH else None
    if row is None:
        raise UnknownSubscription(subscription_id)
    return row


def find_by_token(session: Session, token: str) -> Link | None:
    """The link this secret reads, revoked or not; None for everything else, well formed or not."""
    hash_ = hash_of(token)
    row = session.connection().execute(_BY_HASH, {"hash": hash_}).one_or_none()
    if row is None:
        return _formerly(session, hash_, manages=False)
    scope = scope_of(row.scope, row.scope_id, row.issuer_id)
    return Link(row.id, row.issuer_id, row.name, scope, row.revoked_at is not None, row.fetched_at)


def find_managed(session: Session, secret: str) -> Link | None:
    """The link this secret manages, revoked or not; None for everything else, also for one that reads."""
    hash_ = hash_of(secret)
    query = select(Subscription).where(col(Subscription.manage_hash) == hash_)
    row = session.scalars(query).one_or_none()
    if row is None:
        return _formerly(session, hash_, manages=True)
    return _link(row, revoked=row.revoked_at is not None)


def scope_of(kind: str, id_: int, issuer_id: str) -> Scope:
    """The scope of a row of Subscription."""
    known = cast(ScopeKind, kind)  # only subscribe() writes it
    return Scope(known, issuer_id if known == "issuer" else id_)


def note_fetch(session: Session, link: Link, client: str, *, now: datetime) -> None:
    """Remember that `client` (its User-Agent) fetched, unless one was noted within the last minute."""
    seen = col(Subscription.fetched_at)
    query = update(Subscription).where(
        col(Subscription.id) == link.id, or_(seen.is_(None), seen <= now - NOTED_EVERY)
    )
    session.execute(query.values(fetched_at=now, client=one_line(client)[:200] or None))


def hash_of(token: str) -> str:
    """What is stored of a secret: with 256 random bits, one round of SHA-256 cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _secret() -> str:
    return secrets.token_urlsafe(TOKEN_OCTETS)


def _exchange(session: Session, row: Subscription, *, now: datetime) -> str:
    """What reads the link from now on."""
    session.add(_former(row, row.token_hash, manages=False, now=now))
    token = _secret()
    row.token_hash = hash_of(token)
    session.add(row)
    return token


def _former(row: Subscription, hash_: str, *, manages: bool, now: datetime) -> FormerSecret:
    return FormerSecret(
        token_hash=hash_, subscription_id=row.id or 0, ended_at=now, manages=manages
    )


def _formerly(session: Session, hash_: str, *, manages: bool) -> Link | None:
    """The link that secret opened once, closed under it."""
    number = session.scalar(_BY_FORMER, {"hash": hash_, "manages": manages})
    return None if number is None else _link(session.get_one(Subscription, number), revoked=True)


def _link(row: Subscription, *, revoked: bool) -> Link:
    scope = scope_of(row.scope, row.scope_id, row.issuer_id)
    return Link(row.id or 0, row.issuer_id, row.name, scope, revoked, row.fetched_at)


def _open_of(session: Session, subscription_id: int) -> Sequence[Subscription]:
    """Those of its family that are in use, oldest first."""
    query = select(Subscription).where(
        col(Subscription.id).in_(load_family(session, subscription_id)),
        col(Subscription.revoked_at).is_(None),
    )
    return session.scalars(query.order_by(col(Subscription.id))).all()


def _own(session: Session, subscription_id: int, issuer_id: str) -> Subscription:
    row = session.get(Subscription, subscription_id)
    if row is None or row.issuer_id != issuer_id:
        raise UnknownSubscription(subscription_id)
    return row


def _note(
    session: Session, row: Subscription, kind: Happening, *, actor: str, now: datetime
) -> None:
    data: dict[str, object] = {"name": row.name, "scope": row.scope, "scope_id": row.scope_id}
    entry = ledger.Entry(kind, f"subscription/{row.id}", actor, row.issuer_id, data)
    ledger.append(session, [entry], now=now)
