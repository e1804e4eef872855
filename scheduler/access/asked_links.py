"""A link into the desk asked for by mail: put into the outbox for who may have one, and for nobody else.

The message holds no secret while it waits: the link is made when it is worded to be sent, see
`scheduler.run.saying.desk_links`.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.access import throttle
from scheduler.access.holding import standing_tenures
from scheduler.store import holders
from scheduler.store.mailboxes import CHANNEL
from scheduler.store.tables import Address, Delivery, Holder, Issuer, Lane, Person, Post, Unit
from scheduler.store.tables.outbox import DESK_LINK
from scheduler.workflow.actor import Tenure, make_actor

ADDRESS_FREE = 3
PLACE_FREE = 20  # an office may be behind one address


def count(session: Session, address: str, *, came_from: str, wall: datetime) -> None:
    """That a link is asked for, before `send`: the same work whoever reads at `address`.

    Raises SignInThrottled when within an hour that address was asked for more than 3 times, or somebody at
    `came_from` (the address of the far side) asked more than 20 times; waits grow as they do for passwords, so that
    nobody is kept from a link for longer than 15 minutes.
    """
    by_address = throttle.limit("link by mail", _folded(address), free=ADDRESS_FREE)
    by_place = throttle.limit("links by mail", throttle.origin(came_from), free=PLACE_FREE)
    throttle.count_try(session, [by_address, by_place], wall=wall)


def send(session: Session, address: str, *, wall: datetime, now: datetime) -> None:
    """Mail a link to `address` where it is the open mailbox, over a served lane, of who holds a post at a standing
    body or stands in there; of each issuer one. Otherwise nothing is sent.

    How long this takes tells which it was: who asked is answered before. One mail a minute, whatever is pressed
    twice.
    """
    for reader, tenure in _load_readers(session, _folded(address), now):
        _put(session, reader, tenure, wall=wall, now=now)


def load_issuers(session: Session, address: str, *, now: datetime) -> list[str]:
    """The issuers whose rows `send` would write; none where nobody of a standing body reads at `address`."""
    readers = _load_readers(session, _folded(address), now)
    return sorted({session.get_one(Person, one.person_id).issuer_id for one, _tenure in readers})


def _folded(address: str) -> str:
    return address.strip().casefold()


def _put(
    session: Session, reader: Address, tenure: Tenure, *, wall: datetime, now: datetime
) -> None:
    key = f"{DESK_LINK}:{reader.id}:{wall:%Y%m%dT%H%M}"
    waiting = select(Delivery.id).where(Delivery.key == key)
    if session.exec(waiting).first() is not None:
        return
    session.add(
        Delivery(
            key=key,
            lane_id=reader.lane_id,
            address_id=reader.id or 0,
            post_id=tenure.post_id,
            not_before=now,
            created_at=now,
        )
    )
    session.flush()


def _load_readers(session: Session, asked: str, now: datetime) -> Iterator[tuple[Address, Tenure]]:
    """Who reads there, with the post they come in by; `asked` in small letters."""
    query = (
        select(Address, Person)
        .join(Lane, col(Lane.id) == Address.lane_id)
        .join(Person, col(Person.id) == Address.person_id)
        .join(Holder, col(Holder.person_id) == Person.id)
        .join(Post, col(Post.id) == Holder.post_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .join(Issuer, col(Issuer.id) == Unit.issuer_id)
        .where(
            Lane.channel == CHANNEL,
            Unit.code == Issuer.standing_body,
            holders.holding(now),
            holders.can_be_told(),
        )
        .order_by(col(Address.id))
        .distinct()
    )
    for reader, person in session.exec(query).all():
        if reader.value.casefold() == asked:
            for tenure in standing_tenures(make_actor(session, person, now=now))[:1]:
                yield reader, tenure
