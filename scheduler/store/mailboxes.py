"""Mailboxes of units: somebody without a name holds the head's post too, and is reached by mail."""

from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.definition import organisation as written
from scheduler.store import ledger, withheld
from scheduler.store.people import bind
from scheduler.store.tables import Address, Holder, Item, Lane, Person, Post, Unit
from scheduler.store.tables.outbox import UNREACHABLE

CHANNEL = "mail"


def mail_lane(issuer_id: str) -> str:
    """The id of the lane by which mail of that issuer leaves."""
    return f"mail-{issuer_id}"


def save_mailboxes(
    session: Session, given: written.Organisation, *, actor: str, now: datetime
) -> None:
    """Make the mailbox of each unit the one `given` names: changed ones move, unnamed ones end.

    Saved again, a mailbox that was closed because it refused mail is tried once more.
    """
    issuer_id = given.issuer.id
    lane = session.get(Lane, mail_lane(issuer_id))
    wanted = {unit.id: unit.email for unit in given.units if unit.email and _by_mail(unit)}
    if lane is None:
        if not wanted:
            return
        lane = Lane(id=mail_lane(issuer_id), channel=CHANNEL, served=False)
        session.add(lane)
        session.flush()
    known = _mailboxes(session, lane.id)
    fresh = {code: value for code, value in wanted.items() if code not in known}
    _open(session, issuer_id, lane, fresh, actor=actor, now=now)
    of_issuer = select(Unit).where(Unit.issuer_id == issuer_id)
    units = {unit.code: unit for unit in session.exec(of_issuer)}
    for code, value in wanted.items():
        if code in known and known[code][1] != value:
            bind(session, units[code], address=value, lane_id=lane.id, actor=actor, now=now)
    for code in {unit.id for unit in given.units} - set(wanted):
        if code in known:
            known[code][0].until_at = now


def is_mail_served(session: Session, *, served: bool) -> bool:
    """Whether every lane of mail is known to be `served`, so that `serve_mail` would change nothing."""
    lanes = session.exec(select(Lane.served).where(Lane.channel == CHANNEL)).all()
    return all(known == served for known in lanes)


def serve_mail(session: Session, *, served: bool) -> list[str]:
    """Say whether mail can leave at all, and return the lanes of mail.

    What nobody could be reached for goes to the mailboxes when it can.
    """
    lanes = session.exec(select(Lane).where(Lane.channel == CHANNEL).order_by(Lane.id)).all()
    for lane in lanes:
        if served and not lane.served:
            _take_up(session, lane.id)
        lane.served = served
    return [lane.id for lane in lanes]


def _by_mail(unit: written.Unit) -> bool:
    """A unit that names no channels names its mailbox for something."""
    return not unit.channels or "email" in unit.channels


def _open(
    session: Session,
    issuer_id: str,
    lane: Lane,
    fresh: dict[str, str],
    *,
    actor: str,
    now: datetime,
) -> None:
    """Mailboxes of units that had none, by code of the unit: five thousand in a few statements."""
    if not fresh:
        return
    posts = dict(
        session.exec(
            select(Unit.code, Post.id)
            .join(Post, col(Post.unit_id) == Unit.id)
            .where(Unit.issuer_id == issuer_id, Post.kind == "head")
        ).all()
    )
    readers = {value: Person(issuer_id=issuer_id) for value in fresh.values()}
    session.add_all(readers.values())
    session.flush()
    for value, person in readers.items():
        session.add(Address(person_id=person.id or 0, lane_id=lane.id, value=value))
    for code, value in fresh.items():
        reader = readers[value].id or 0
        session.add(Holder(post_id=posts[code] or 0, person_id=reader, from_at=now))
    session.flush()
    if lane.served:
        _take_up(session, lane.id)
    data: dict[str, object] = {"lane": lane.id, "posts": len(fresh)}
    entry = ledger.Entry("holder bound", issuer_id, actor, issuer_id, data)
    ledger.append(session, [entry], now=now)


def _take_up(session: Session, lane_id: str) -> None:
    waiting = set(session.exec(select(Item.post_id).where(UNREACHABLE).distinct()))
    for post, address in _reached(session, lane_id):
        if post in waiting:
            withheld.renew(session, UNREACHABLE, col(Item.post_id) == post, address_id=address)


def _mailboxes(session: Session, lane_id: str) -> dict[str, tuple[Holder, str | None]]:
    """By code of the unit: who holds its post by mail, and the address while it is open."""
    query = (
        select(Unit.code, Holder, Address)
        .join(Post, col(Post.unit_id) == Unit.id)
        .join(Holder, col(Holder.post_id) == Post.id)
        .join(Address, col(Address.person_id) == Holder.person_id)
        .where(Post.kind == "head", col(Holder.until_at).is_(None), Address.lane_id == lane_id)
    )
    return {
        code: (holder, address.value if address.closed_at is None else None)
        for code, holder, address in session.exec(query)
    }


def _reached(session: Session, lane_id: str) -> list[tuple[int, int]]:
    """Posts held by mail, each with its open address."""
    query = (
        select(Holder.post_id, Address.id)
        .join(Address, col(Address.person_id) == Holder.person_id)
        .where(
            Address.lane_id == lane_id,
            col(Address.closed_at).is_(None),
            col(Holder.until_at).is_(None),
        )
    )
    return [(post, address) for post, address in session.exec(query) if address is not None]
