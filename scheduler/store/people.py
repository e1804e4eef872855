"""Who holds a post and how they are reached."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from scheduler.happenings import Happening
from scheduler.states import ItemState
from scheduler.store import announcements, handovers, holders, ledger, withheld
from scheduler.store.tables import (
    Address,
    Delivery,
    HandoverNotice,
    Holder,
    Issuer,
    Item,
    Lane,
    Person,
    Post,
    Unit,
)
from scheduler.store.tables.outbox import HELD, QUEUED
from scheduler.store.titles import GENERIC


def bind(
    session: Session,
    unit: Unit,
    *,
    address: str,
    post_kind: str = "head",
    lane_id: str | None = None,
    thread: int | None = None,
    actor: str,
    now: datetime,
) -> Person:
    """Make whoever is at `address` the holder of the unit's post from `now` on; a holder before them ends.

    Who is reached over another channel (the unit's mailbox beside a person's chat) stays. The person found at
    that address of that lane is used again, so that one chat holding several posts gets one card. What was
    waiting for the holder before goes to the new one. Nobody is told of it: see `scheduler.workflow.handover`.
    """
    issuer = session.get_one(Issuer, unit.issuer_id)
    lane_id = lane_id or issuer.lane_id
    post = find_post(session, unit, post_kind)
    person = person_at(session, issuer, lane_id, address, thread=thread, actor=actor, now=now)
    if thread is not None:
        _move_to_topic(session, post, person, lane_id, thread, now)
    if find_tenure(session, post, person):
        _take_up(session, post, person, lane_id, now)
        return person
    channel = session.get_one(Lane, lane_id).channel
    for before in handovers.load_holding(session, post.id, channel=channel):
        before.until_at = now
        session.add(before)
    session.add(Holder(post_id=post.id or 0, person_id=person.id or 0, from_at=now))
    session.flush()
    _hand_over(session, post, person, lane_id, channel, now)
    entry = ledger.Entry(
        Happening.HOLDER_BOUND, f"{unit.code}/{post_kind}", actor, issuer.id, {"lane": lane_id}
    )
    ledger.append(session, [entry], now=now)
    return person


def _move_to_topic(
    session: Session, post: Post, person: Person, lane_id: str, thread: int, now: datetime
) -> None:
    """A group that confirms in another topic is told there, unless it is told of another unit where it is."""
    if any(held.id != post.id for _holder, held in _load_tenures(session, person, now)):
        return
    mine = (col(Address.person_id) == person.id, col(Address.lane_id) == lane_id)
    session.execute(update(Address).where(*mine).values(thread=thread))


def find_post(session: Session, unit: Unit, kind: str) -> Post:
    """The post of `unit`, made when it is not there yet."""
    found = session.exec(select(Post).where(Post.unit_id == unit.id, Post.kind == kind)).first()
    if found:
        return found
    post = Post(unit_id=unit.id or 0, kind=kind, title=GENERIC.get(kind, kind))
    session.add(post)
    session.flush()
    return post


def person_at(
    session: Session,
    issuer: Issuer,
    lane_id: str,
    value: str,
    *,
    thread: int | None = None,
    actor: str,
    now: datetime,
) -> Person:
    """Who is at that address of the lane, made known when nobody is yet; a closed address opens again."""
    query = (
        select(Person, Address)
        .join(Address, col(Address.person_id) == Person.id)
        .where(Person.issuer_id == issuer.id, Address.lane_id == lane_id, Address.value == value)
    )
    found = session.exec(query).first()
    if found:
        person, known = found
        if known.closed_at is not None:
            open_address(session, known, person, actor=actor, now=now)
        return person
    person = Person(issuer_id=issuer.id)
    session.add(person)
    session.flush()
    session.add(Address(person_id=person.id or 0, lane_id=lane_id, value=value, thread=thread))
    session.flush()
    return person


def open_address(
    session: Session, address: Address, person: Person, *, actor: str, now: datetime
) -> None:
    """Open a closed address: its person takes up what was withheld. The ledger says who opened it."""
    address.closed_at = address.closed_reason = None
    session.add(address)
    session.flush()
    if session.get_one(Lane, address.lane_id).served:
        for holder, post in _load_tenures(session, person, now):
            scope = holder.obligation_id
            withheld.take_up(session, post, address.id, obligation_id=scope, now=now)
        withheld.take_up_own(session, address.id)
        handovers.take_up_own(session, address.id)
    data: dict[str, object] = {"person": person.id, "lane": address.lane_id}
    subject = f"address/{address.id}"
    entry = ledger.Entry(Happening.ADDRESS_OPENED, subject, actor, person.issuer_id, data)
    ledger.append(session, [entry], now=now)


def _load_tenures(session: Session, person: Person, now: datetime) -> list[tuple[Holder, Post]]:
    """What `person` holds or stands in for at `now`."""
    query = (
        select(Holder, Post)
        .join(Post, col(Post.id) == Holder.post_id)
        .where(
            Holder.person_id == person.id,
            holders.holding(now),
        )
        .order_by(col(Holder.stands_in), col(Holder.id))
    )
    return list(session.exec(query))


def find_tenure(session: Session, post: Post, person: Person) -> Holder | None:
    """By which `person` holds `post`; None where they do not, or only stand in."""
    query = select(Holder).where(
        Holder.post_id == post.id,
        Holder.person_id == person.id,
        holders.in_own_right(),
    )
    return session.exec(query).first()


def _hand_over(
    session: Session, post: Post, person: Person, lane_id: str, channel: str, now: datetime
) -> None:
    """Items of this post that have not left over `channel`, or at all, become the new holder's."""
    _take_up(session, post, person, lane_id, now)
    address_id = _address(session, person, lane_id)
    for card in _cards(session, post, channel, QUEUED, now):
        withheld.renew(session, *_said(card, post), address_id=address_id)
        _close_up(session, card)
    for card in _cards(session, post, channel, HELD, now):
        if address_id is not None:
            _hold_for(session, card, post, address_id, lane_id)


def _cards(
    session: Session, post: Post, channel: str, state: ColumnElement[bool], now: datetime
) -> list[Delivery]:
    """In that state, over `channel`, with something for who holds `post`; who stands in keeps theirs."""
    over = select(Lane.id).where(Lane.channel == channel)
    for_post = select(Item.id).where(
        Item.delivery_id == Delivery.id, Item.post_id == post.id, Item.state == ItemState.CARDED
    )
    stand_ins = (
        select(Address.id)
        .join(Holder, col(Holder.person_id) == Address.person_id)
        .where(Holder.post_id == post.id, holders.standing_in(now))
    )
    query = select(Delivery).where(
        state,
        col(Delivery.lane_id).in_(over),
        for_post.exists(),
        col(Delivery.address_id).not_in(stand_ins),
    )
    return list(session.exec(query))


def _said(card: Delivery, post: Post) -> tuple[ColumnElement[bool], ...]:
    mine = col(Item.post_id) == post.id
    return col(Item.delivery_id) == card.id, col(Item.state) == ItemState.CARDED, mine


def _hold_for(session: Session, card: Delivery, post: Post, address_id: int, lane_id: str) -> None:
    """What is held is held for the new holder too: who that was before the backup was put to work nobody knows."""
    said = _said(card, post)
    first = session.exec(select(func.min(Item.key)).where(*said)).one()
    held = Delivery.model_validate(
        card.model_dump(exclude={"id"})
        | {"key": f"{first}:{card.id}", "lane_id": lane_id, "address_id": address_id}
        | {"post_id": post.id}
    )
    session.add(held)
    session.flush()
    session.execute(
        update(Item)
        .where(*said)
        .values(delivery_id=held.id, address_id=address_id)
        .execution_options(synchronize_session=False)
    )
    _close_up(session, card)


def _take_up(session: Session, post: Post, person: Person, lane_id: str, now: datetime) -> None:
    if session.get_one(Lane, lane_id).served:
        withheld.take_up(session, post, _address(session, person, lane_id), now=now)


def _close_up(session: Session, card: Delivery) -> None:
    """A card that lost items: its key is that of one it still has, or of what else it tells of; else it goes."""
    items = select(func.min(Item.key)).where(Item.delivery_id == card.id)
    changes = select(func.min(HandoverNotice.key)).where(HandoverNotice.delivery_id == card.id)
    told = (session.exec(items).one(), session.exec(changes).one())
    left = next(filter(None, told), announcements.first_key(session, card.id))
    if left is None:
        session.delete(card)
    else:
        card.key = left
    session.flush()


def _address(session: Session, person: Person, lane_id: str) -> int | None:
    query = select(Address.id).where(
        Address.person_id == person.id, Address.lane_id == lane_id, col(Address.closed_at).is_(None)
    )
    return session.exec(query).first()
