"""Links to feeds: a secret of 256 bits each, of which only the hash is kept; named, revocable, last fetch known."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session, col

from calendars.query import Scope, ScopeKind, owner
from scheduler.content_lines import one_line
from scheduler.errors import NotOfIssuer, UnknownSubscription
from scheduler.store import ledger
from scheduler.store.columns import Table
from scheduler.store.tables import Subscription

TOKEN_OCTETS = 32
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


@dataclass(frozen=True)
class Link:
    """What a token opens."""

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
    session: Session, *, issuer_id: str, scope: Scope, name: str, actor: str, now: datetime
) -> str:
    """The token of a new link to `scope`, told this once; kept within the caller's transaction, with a ledger entry.

    Raises NotOfIssuer when there is nothing of that scope, or it is another issuer's.
    """
    if owner(session, scope) != issuer_id:
        raise NotOfIssuer(issuer_id, scope.kind)
    token = secrets.token_urlsafe(TOKEN_OCTETS)
    row = Subscription(
        issuer_id=issuer_id,
        scope=scope.kind,
        scope_id=scope.id if isinstance(scope.id, int) else 0,
        name=one_line(name)[:200],
        token_hash=hash_of(token),
        created_at=now,
    )
    session.add(row)
    session.flush()
    _note(session, row, "subscription made", actor=actor, now=now)
    return token


def reissue(
    session: Session, subscription_id: int, *, issuer_id: str, actor: str, now: datetime
) -> str:
    """A new token for a lost one: the old address answers 404 from now on. Raises UnknownSubscription."""
    row = _own(session, subscription_id, issuer_id)
    token = secrets.token_urlsafe(TOKEN_OCTETS)
    row.token_hash, row.revoked_at = hash_of(token), None
    session.add(row)
    _note(session, row, "subscription reissued", actor=actor, now=now)
    return token


def revoke(
    session: Session, subscription_id: int, *, issuer_id: str, actor: str, now: datetime
) -> None:
    """Close a link: its address answers 410 from now on. Twice is once. Raises UnknownSubscription."""
    row = _own(session, subscription_id, issuer_id)
    if row.revoked_at is None:
        row.revoked_at = now
        session.add(row)
        _note(session, row, "subscription revoked", actor=actor, now=now)


def load_subscriptions(session: Session, issuer_id: str | None = None) -> Sequence[Subscription]:
    """The links of an issuer, or of all of them, oldest first."""
    query = select(Subscription).order_by(col(Subscription.id))
    if issuer_id is not None:
        query = query.where(col(Subscription.issuer_id) == issuer_id)
    return session.scalars(query).all()


def find_subscription(session: Session, subscription_id: int) -> Subscription:
    """The link of that number. Raises UnknownSubscription."""
    row = session.get(Subscription, subscription_id)
    if row is None:
        raise UnknownSubscription(subscription_id)
    return row


def find_by_token(session: Session, token: str) -> Link | None:
    """The link this token opens, revoked or not; None for everything else, well formed or not."""
    row = session.connection().execute(_BY_HASH, {"hash": hash_of(token)}).one_or_none()
    if row is None:
        return None
    scope = scope_of(row.scope, row.scope_id, row.issuer_id)
    return Link(row.id, row.issuer_id, row.name, scope, row.revoked_at is not None, row.fetched_at)


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
    """What is stored of a token: with 256 random bits, one round of SHA-256 cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _own(session: Session, subscription_id: int, issuer_id: str) -> Subscription:
    row = session.get(Subscription, subscription_id)
    if row is None or row.issuer_id != issuer_id:
        raise UnknownSubscription(subscription_id)
    return row


def _note(session: Session, row: Subscription, kind: str, *, actor: str, now: datetime) -> None:
    data: dict[str, object] = {"name": row.name, "scope": row.scope, "scope_id": row.scope_id}
    entry = ledger.Entry(kind, f"subscription/{row.id}", actor, row.issuer_id, data)
    ledger.append(session, [entry], now=now)
