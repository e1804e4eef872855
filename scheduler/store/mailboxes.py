"""Mailboxes of units: somebody without a name holds the head's post too, and is reached by mail."""

from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.definition import organisation as written
from scheduler.happenings import Happening
from scheduler.posts import PostKind
from scheduler.states import OWED
from scheduler.store import handovers, holders, ledger
from scheduler.store.people import bind, find_tenure
from scheduler.store.serving import ensure_lane, take_up
from scheduler.store.tables import (
    Address,
    Handover,
    Holder,
    Lane,
    Obligation,
    Person,
    Post,
    Unit,
)

CHANNEL = "mail"


def mail_lane(issuer_id: str) -> str:
    """The id of the lane by which mail of that issuer leaves."""
    return f"mail-{issuer_id}"


def mailbox_of(session: Session, unit: Unit, *, now: datetime) -> str:
    """Where mail reaches `unit` at `now`; empty where nothing does, or its server refused what we sent."""
    query = (
        select(Address.value)
        .join(Holder, col(Holder.person_id) == Address.person_id)
        .join(Post, col(Post.id) == Holder.post_id)
        .where(
            Post.unit_id == unit.id,
            Post.kind == PostKind.HEAD,
            Address.lane_id == mail_lane(unit.issuer_id),
            col(Holder.obligation_id).is_(None),
            holders.holding(now),
            holders.can_be_told(),
        )
        .order_by(col(Holder.stands_in), col(Holder.id))
    )
    return session.exec(query.limit(1)).first() or ""


def load_mailboxes(session: Session, issuer_id: str) -> dict[str, str]:
    """The open mailbox of each unit of the issuer that has one, by code of the unit."""
    known = _mailboxes(session, mail_lane(issuer_id))
    return {code: value for code, (_holder, value) in known.items() if value}


def save_mailboxes(
    session: Session, given: written.Organisation, *, actor: str, now: datetime
) -> None:
    """Make the mailbox of each unit the one `given` names: changed ones move, unnamed ones end.

    Saved again, a mailbox that was closed because it refused mail is tried once more.
    """
    issuer_id = given.issuer.id
    wanted = {unit.id: unit.email for unit in given.units if unit.email and _by_mail(unit)}
    if not wanted and session.get(Lane, mail_lane(issuer_id)) is None:
        return
    lane = ensure_lane(session, mail_lane(issuer_id), CHANNEL)
    known = _mailboxes(session, lane.id)
    fresh = {code: value for code, value in wanted.items() if code not in known}
    _open(session, issuer_id, lane, fresh, actor=actor, now=now)
    of_issuer = select(Unit).where(Unit.issuer_id == issuer_id)
    units = {unit.code: unit for unit in session.exec(of_issuer)}
    for code, value in wanted.items():
        if code in known and known[code][1] != value:
            _move(session, units[code], known[code][0], value, lane, actor=actor, now=now)
    for code in {unit.id for unit in given.units} - set(wanted):
        if code in known:
            _close(session, known[code][0], actor=actor, now=now)


def _move(
    session: Session,
    unit: Unit,
    before: Holder,
    value: str,
    lane: Lane,
    *,
    actor: str,
    now: datetime,
) -> None:
    person = bind(session, unit, address=value, lane_id=lane.id, actor=actor, now=now)
    post = session.get_one(Post, before.post_id)
    left = [before] if before.until_at is not None else []
    handovers.note(session, post, find_tenure(session, post, person), left, actor=actor, now=now)


def _close(session: Session, before: Holder, *, actor: str, now: datetime) -> None:
    before.until_at = now
    session.add(before)
    session.flush()
    post = session.get_one(Post, before.post_id)
    handovers.note(session, post, None, [before], actor=actor, now=now)


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
            .where(Unit.issuer_id == issuer_id, Post.kind == PostKind.HEAD)
        ).all()
    )
    readers = {value: Person(issuer_id=issuer_id) for value in fresh.values()}
    session.add_all(readers.values())
    session.flush()
    for value, person in readers.items():
        session.add(Address(person_id=person.id or 0, lane_id=lane.id, value=value))
    wanted = {posts[code] or 0: readers[value].id or 0 for code, value in fresh.items()}
    waited_for = _waited_for(session, set(wanted))
    rows = [Holder(post_id=post, person_id=reader, from_at=now) for post, reader in wanted.items()]
    session.add_all(rows)
    session.flush()
    session.add_all(
        Handover(post_id=row.post_id, holder_id=row.id, at=now, actor=actor)
        for row in rows
        if row.post_id in waited_for
    )
    take_up(session, lane.id, now=now)
    data: dict[str, object] = {"lane": lane.id, "posts": len(fresh)}
    entry = ledger.Entry(Happening.HOLDER_BOUND, issuer_id, actor, issuer_id, data)
    ledger.append(session, [entry], now=now)


def _waited_for(session: Session, posts: set[int]) -> set[int]:
    """Of `posts`, those nobody holds of units that owe something: there the first mailbox is news."""
    owing = (
        select(Post.id)
        .join(Obligation, col(Obligation.unit_id) == Post.unit_id)
        .where(Post.kind == PostKind.HEAD, col(Obligation.state).in_(OWED))
        .distinct()
    )
    held = select(Holder.post_id).where(holders.in_own_right())
    owed = {id_ for id_ in session.exec(owing).all() if id_ is not None}
    taken = session.exec(held).all()
    return posts & owed - set(taken)


def _mailboxes(session: Session, lane_id: str) -> dict[str, tuple[Holder, str | None]]:
    """By code of the unit: who holds its post by mail, and the address while it is open."""
    query = (
        select(Unit.code, Holder, Address)
        .join(Post, col(Post.unit_id) == Unit.id)
        .join(Holder, col(Holder.post_id) == Post.id)
        .join(Address, col(Address.person_id) == Holder.person_id)
        .where(Post.kind == PostKind.HEAD, holders.in_own_right(), Address.lane_id == lane_id)
    )
    return {
        code: (holder, address.value if address.closed_at is None else None)
        for code, holder, address in session.exec(query)
    }
