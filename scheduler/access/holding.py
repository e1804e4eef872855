"""What somebody may do at the desk at an instant: by their account, or by all they hold at the standing body."""

from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.access.roles import Role, rights_of
from scheduler.access.visitor import Visitor
from scheduler.errors import NobodyHolds, NotStandingBody, NoWayIn
from scheduler.posts import PERSONS
from scheduler.store import holders
from scheduler.store.tables import Account, DeskSession, Holder, Issuer, Person, Post, Unit
from scheduler.workflow.actor import Actor, Tenure, find_left, make_actor, signature


def find_visitor(session: Session, row: DeskSession, *, now: datetime) -> Visitor | None:
    """Who is signed in by that session; None for who has no way in any more."""
    if row.account_id is not None:
        return _of_account(session, session.get_one(Account, row.account_id), row)
    return _of_person(session, session.get_one(Person, row.person_id), row, now)


def standing_tenures(actor: Actor) -> list[Tenure]:
    """By which a person comes in: posts at the standing body, held or stood in for in all its work; held ones first."""
    return [
        tenure
        for tenure in actor.tenures
        if tenure.unit_id == actor.standing_unit_id
        and tenure.kind in PERSONS
        and tenure.obligation_id is None
    ]


def require_standing(session: Session, person: Person, *, now: datetime) -> tuple[Actor, Tenure]:
    """The person with the post they come in by. Raises PostPassedOn for who held one, NoWayIn for who never did."""
    actor = make_actor(session, person, now=now)
    if held := standing_tenures(actor):
        return actor, held[0]
    left = find_left(session, [actor.person_id], unit_id=actor.standing_unit_id, now=now)
    raise left or NoWayIn()


def _of_account(session: Session, account: Account, row: DeskSession) -> Visitor | None:
    if account.closed_at:
        return None
    issuer = session.get(Issuer, account.issuer_id) if account.issuer_id else None
    return Visitor(
        issuer_id=account.issuer_id or "",
        rights=rights_of(Role(account.role), issuer),
        signature=account.name,
        language=account.language,
        address=issuer.address if issuer else "",
        session_id=row.id or 0,
        account_id=account.id,
        has_password=account.password is not None,
    )


def _of_person(session: Session, person: Person, row: DeskSession, now: datetime) -> Visitor | None:
    actor = make_actor(session, person, now=now)
    held = standing_tenures(actor)
    if not held:
        return None
    issuer = session.get_one(Issuer, actor.issuer_id)
    return Visitor(
        issuer_id=issuer.id,
        rights=frozenset().union(*(rights_of(Role(one.kind), issuer) for one in held)),
        signature=signature(held[0]),
        language=actor.language,
        address=actor.address,
        session_id=row.id or 0,
        person_id=person.id,
    )


def find_holder(session: Session, unit: Unit, post_kind: str, *, now: datetime) -> int:
    """The person who holds that post of the standing body at `now`, who holds it longest where several do.

    `post_kind`: one of PERSONS. Raises NotStandingBody for another unit; NobodyHolds.
    """
    issuer = session.get_one(Issuer, unit.issuer_id)
    if unit.code != issuer.standing_body:
        raise NotStandingBody(unit.code, issuer.standing_body)
    query = (
        select(Holder.person_id)
        .join(Post, col(Post.id) == Holder.post_id)
        .where(
            Post.unit_id == unit.id,
            Post.kind == post_kind,
            holders.holding(now),
            col(Holder.stands_in).is_(False),
        )
        .order_by(col(Holder.id))
    )
    found = session.exec(query).first()
    if found is None:
        raise NobodyHolds(unit.name, post_kind)
    return found
