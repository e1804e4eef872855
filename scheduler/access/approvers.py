"""Who may put what is prepared at the desk into force: posts of the standing body that the issuer names, and admins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.access.holding import standing_tenures
from scheduler.access.roles import Right, Role, rights_of
from scheduler.posts import PERSONS
from scheduler.store import holders
from scheduler.store.tables import Account, Holder, Issuer, Person, Post, Unit
from scheduler.workflow.actor import make_actor, signature


@dataclass(frozen=True)
class Colleague:
    """Somebody who comes to the desk: signature as the ledger names them, rights there; `person_id` None: an account.

    `post_ids`: by which they come in.
    """

    signature: str
    rights: frozenset[Right]
    person_id: int | None = None
    post_ids: tuple[int, ...] = ()


def load(session: Session, issuer_id: str, *, now: datetime) -> list[Colleague]:
    """Everybody who may come to the desk of that issuer now: by a post first, then by an account."""
    issuer = session.get_one(Issuer, issuer_id)
    return [*_of_posts(session, issuer, now), *_of_accounts(session, issuer)]


def who_approve(
    session: Session, issuer_id: str, *, but: tuple[str | None, ...] = (), now: datetime
) -> list[Colleague]:
    """Those of them who may put a draft into force, without those whose signatures are `but`."""
    found = load(session, issuer_id, now=now)
    return [one for one in found if Right.APPROVE in one.rights and one.signature not in but]


def _of_posts(session: Session, issuer: Issuer, now: datetime) -> Iterator[Colleague]:
    query = (
        select(Person)
        .join(Holder, col(Holder.person_id) == Person.id)
        .join(Post, col(Post.id) == Holder.post_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(
            Unit.issuer_id == issuer.id,
            Unit.code == issuer.standing_body,
            col(Post.kind).in_(PERSONS),
            holders.holding(now),
        )
        .order_by(col(Person.id))
        .distinct()
    )
    for person in session.exec(query).all():
        if held := standing_tenures(make_actor(session, person, now=now)):
            yield Colleague(
                signature(held[0]),
                frozenset().union(*(rights_of(Role(one.kind), issuer) for one in held)),
                person.id,
                tuple(one.post_id for one in held),
            )


def _of_accounts(session: Session, issuer: Issuer) -> Iterator[Colleague]:
    query = select(Account).where(Account.issuer_id == issuer.id, col(Account.closed_at).is_(None))
    for one in session.exec(query.order_by(Account.name)):
        yield Colleague(one.name, rights_of(Role(one.role), issuer))
