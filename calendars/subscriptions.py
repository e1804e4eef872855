"""Links to feeds: a secret of 256 bits each, of which only the hash is kept; named, revocable, last fetch known."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import bindparam, func, or_, select, update
from sqlmodel import Session, col

from calendars.limits import DAY, MOST
from calendars.query import Scope, ScopeKind, owner
from scheduler.content_lines import one_line
from scheduler.errors import NotOfIssuer, TooManyLinks, UnknownSubscription
from scheduler.store import ledger
from scheduler.store.columns import Table
from scheduler.store.tables import FormerSecret, Subscription

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
_BY_FORMER = select(col(FormerSecret.subscription_id)).where(
    col(FormerSecret.token_hash) == bindparam("hash")
)


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
    session: Session,
    *,
    issuer_id: str,
    scope: Scope,
    name: str,
    actor: str,
    now: datetime,
    parent_id: int | None = None,
) -> str:
    """The token of a new link to `scope`, told this once; kept within the caller's transaction, with a ledger entry.

    `parent_id`: the link it is made with and goes with.
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
        parent_id=parent_id,
    )
    session.add(row)
    session.flush()
    _note(session, row, "subscription made", actor=actor, now=now)
    return token


def reissue(
    session: Session, subscription_id: int, *, issuer_id: str, actor: str, now: datetime
) -> str:
    """A new token for a lost one: the old address answers 410 from now on. Raises UnknownSubscription.

    What was made with the link goes on: it is the same link.
    """
    row = _own(session, subscription_id, issuer_id)
    token = secrets.token_urlsafe(TOKEN_OCTETS)
    former = FormerSecret(token_hash=row.token_hash, subscription_id=subscription_id, ended_at=now)
    session.add(former)
    row.token_hash, row.revoked_at = hash_of(token), None
    session.add(row)
    _note(session, row, "subscription reissued", actor=actor, now=now)
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
        _note(session, row, "subscription revoked", actor=actor, now=now)
    return len([row for row in closed if row.id != subscription_id])


def count_made_with(session: Session, subscription_id: int) -> int:
    """How many links in use were made with that one, with those, and so on."""
    return len([row for row in _open_of(session, subscription_id) if row.id != subscription_id])


def require_room(session: Session, subscription_id: int, *, now: datetime) -> None:
    """Raise TooManyLinks when the link, the one it all began with, and all that came of that made MOST today."""
    first = session.get_one(Subscription, subscription_id)
    while first.parent_id is not None:
        first = session.get_one(Subscription, first.parent_id)
    family = _family(session, first.id or 0)
    made = select(func.count()).where(
        col(Subscription.id).in_(family),
        col(Subscription.parent_id).is_not(None),
        col(Subscription.created_at) > now - DAY,
    )
    exchanged = select(func.count()).where(
        col(FormerSecret.subscription_id).in_(family), col(FormerSecret.ended_at) > now - DAY
    )
    if session.scalars(made).one() + session.scalars(exchanged).one() >= MOST:
        raise TooManyLinks(MOST)


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
    key = {"hash": hash_of(token)}
    row = session.connection().execute(_BY_HASH, key).one_or_none()
    if row is None:
        return _formerly(session, key)
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


def _formerly(session: Session, key: dict[str, str]) -> Link | None:
    """The link that secret opened once, closed under it."""
    number = session.scalar(_BY_FORMER, key)
    if number is None:
        return None
    row = session.get_one(Subscription, number)
    scope = scope_of(row.scope, row.scope_id, row.issuer_id)
    return Link(number, row.issuer_id, row.name, scope, revoked=True, fetched_at=row.fetched_at)


def _family(session: Session, subscription_id: int) -> Sequence[int]:
    """That link, what was made with it, with those, and so on."""
    family = select(_ROWS.id).where(_ROWS.id == subscription_id).cte(recursive=True)
    family = family.union(select(_ROWS.id).where(_ROWS.parent_id == family.c.id))
    return session.scalars(select(family.c.id)).all()


def _open_of(session: Session, subscription_id: int) -> Sequence[Subscription]:
    """Those of its family that are in use, oldest first."""
    query = select(Subscription).where(
        col(Subscription.id).in_(_family(session, subscription_id)),
        col(Subscription.revoked_at).is_(None),
    )
    return session.scalars(query.order_by(col(Subscription.id))).all()


def _own(session: Session, subscription_id: int, issuer_id: str) -> Subscription:
    row = session.get(Subscription, subscription_id)
    if row is None or row.issuer_id != issuer_id:
        raise UnknownSubscription(subscription_id)
    return row


def _note(session: Session, row: Subscription, kind: str, *, actor: str, now: datetime) -> None:
    data: dict[str, object] = {"name": row.name, "scope": row.scope, "scope_id": row.scope_id}
    entry = ledger.Entry(kind, f"subscription/{row.id}", actor, row.issuer_id, data)
    ledger.append(session, [entry], now=now)
