"""Who holds a post and how they are reached."""

from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, select

from scheduler.store import ledger
from scheduler.store.tables import Address, Delivery, Holder, Issuer, Item, Person, Post, Unit


def bind(
    session: Session,
    unit: Unit,
    *,
    address: str,
    post_kind: str = "head",
    lane_id: str | None = None,
    actor: str,
    now: datetime,
) -> Person:
    """Make whoever is at `address` the holder of the unit's post from `now` on; a holder before them ends.

    The person found at that address of that lane is used again, so that one chat holding several
    posts gets one card. What was waiting for the holder before goes to the new one.
    """
    issuer = session.get_one(Issuer, unit.issuer_id)
    lane_id = lane_id or issuer.lane_id
    post = _post(session, unit, post_kind)
    person = _person_at(session, issuer, lane_id, address)
    if _holds(session, post, person):
        return person
    _end_holders(session, post, now)
    session.add(Holder(post_id=post.id or 0, person_id=person.id or 0, from_at=now))
    session.flush()
    _hand_over(session, post, person, lane_id)
    entry = ledger.Entry(
        "holder bound", f"{unit.code}/{post_kind}", actor, issuer.id, {"lane": lane_id}
    )
    ledger.append(session, [entry], now=now)
    return person


def _post(session: Session, unit: Unit, kind: str) -> Post:
    found = session.exec(select(Post).where(Post.unit_id == unit.id, Post.kind == kind)).first()
    if found:
        return found
    post = Post(unit_id=unit.id or 0, kind=kind, title=kind)
    session.add(post)
    session.flush()
    return post


def _person_at(session: Session, issuer: Issuer, lane_id: str, value: str) -> Person:
    query = (
        select(Person, Address)
        .join(Address, col(Address.person_id) == Person.id)
        .where(Person.issuer_id == issuer.id, Address.lane_id == lane_id, Address.value == value)
    )
    found = session.exec(query).first()
    if found:
        person, known = found
        known.closed_at = known.closed_reason = None
        return person
    person = Person(issuer_id=issuer.id)
    session.add(person)
    session.flush()
    session.add(Address(person_id=person.id or 0, lane_id=lane_id, value=value))
    session.flush()
    return person


def _holds(session: Session, post: Post, person: Person) -> bool:
    query = select(Holder.id).where(
        Holder.post_id == post.id, Holder.person_id == person.id, col(Holder.until_at).is_(None)
    )
    return session.exec(query).first() is not None


def _end_holders(session: Session, post: Post, now: datetime) -> None:
    session.execute(
        update(Holder)
        .where(col(Holder.post_id) == post.id, col(Holder.until_at).is_(None))
        .values(until_at=now)
    )


def _hand_over(session: Session, post: Post, person: Person, lane_id: str) -> None:
    """Items of this post that have not left, or that nobody could be reached for, become the new holder's."""
    address = session.exec(
        select(Address).where(Address.person_id == person.id, Address.lane_id == lane_id)
    ).one()
    waiting = select(Delivery.id).where(Delivery.state == "queued")
    session.execute(
        update(Item)
        .where(
            col(Item.post_id) == post.id,
            or_(
                col(Item.state) == "unreachable",
                (col(Item.state) == "carded") & col(Item.delivery_id).in_(waiting),
            ),
        )
        .values(state="new", address_id=address.id, delivery_id=None)
        .execution_options(synchronize_session=False)
    )
    still_says_something = select(Item.id).where(Item.delivery_id == Delivery.id).exists()
    session.execute(
        delete(Delivery)
        .where(col(Delivery.state) == "queued", ~still_says_something)
        .execution_options(synchronize_session=False)
    )
