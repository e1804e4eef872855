"""Whether a chat can be reached: closed with its reason, opened again, moved to another id; all in the ledger."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from scheduler.happenings import Happening
from scheduler.posts import PostKind
from scheduler.store import holders, ledger
from scheduler.store.people import open_address
from scheduler.store.tables import Address, Holder, Issuer, Person, Post, Question, Unit

ACTOR = "telegram"
_Found = list[tuple[Address, Person]]


def close(session: Session, lane: str, chat: str, *, reason: str, now: datetime) -> int:
    """Close the open addresses at `chat` with `reason`; how many there were."""
    found = [(a, p) for a, p in _at(session, lane, chat) if a.closed_at is None]
    for address, _person in found:
        address.closed_at, address.closed_reason = now, reason
        session.add(address)
    _note(session, Happening.ADDRESS_CLOSED, found, {"reason": reason}, now=now)
    return len(found)


def reopen(session: Session, lane: str, chat: str, *, now: datetime) -> int:
    """Open the closed addresses at `chat`; what could not reach them waits for them again. How many."""
    found = [(a, p) for a, p in _at(session, lane, chat) if a.closed_at is not None]
    for address, person in found:
        open_address(session, address, person, actor=ACTOR, now=now)
    return len(found)


def move(session: Session, lane: str, chat: str, new: str, *, now: datetime) -> int:
    """Give the addresses at `chat` the id `new`; one whose person is known there already is closed."""
    found = _at(session, lane, chat)
    there = {person.id for _address, person in _at(session, lane, new)}
    for address, person in found:
        if person.id not in there:
            address.value = new
        elif address.closed_at is None:
            address.closed_at, address.closed_reason = now, "moved"
        session.add(address)
    session.execute(
        update(Question)
        .where(col(Question.lane_id) == lane, col(Question.chat) == chat)
        .values(chat=new)
    )
    _note(session, Happening.ADDRESS_MOVED, found, {"to": new}, now=now)
    return len(found)


def lane_of(session: Session, lanes: tuple[str, ...], chats: Iterable[str]) -> str | None:
    """The lane, of several that share a bot, in which the first known of `chats` is; None without any."""
    for chat in chats:
        query = select(Address.lane_id).where(
            col(Address.lane_id).in_(lanes), Address.value == chat
        )
        found = session.exec(query.order_by(col(Address.lane_id)).limit(1)).first()
        if found:
            return found
    return None


def issuers_at(session: Session, lanes: tuple[str, ...], chats: Collection[str]) -> set[str]:
    """Ids of the issuers of whoever was ever reached in `chats` by any of `lanes`."""
    query = (
        select(Person.issuer_id)
        .join(Address, col(Address.person_id) == Person.id)
        .where(col(Address.lane_id).in_(lanes), col(Address.value).in_(chats))
    )
    return set(session.exec(query.distinct()))


def standing_chats(session: Session, lanes: tuple[str, ...], *, now: datetime) -> set[str]:
    """Private chats of those who hold a post at a standing body, by any of `lanes`."""
    query = (
        select(Address.value)
        .join(Holder, col(Holder.person_id) == Address.person_id)
        .join(Post, col(Post.id) == Holder.post_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .join(Issuer, col(Issuer.id) == Unit.issuer_id)
        .where(
            col(Address.lane_id).in_(lanes),
            Unit.code == Issuer.standing_body,
            Post.kind != PostKind.GROUP,
            holders.holding(now),
            holders.can_be_told(),
        )
    )
    return {value for value in session.exec(query) if not value.startswith("-")}


def _at(session: Session, lane: str, chat: str) -> _Found:
    query = (
        select(Address, Person)
        .join(Person, col(Person.id) == Address.person_id)
        .where(Address.lane_id == lane, Address.value == chat)
        .order_by(col(Address.id))
    )
    return list(session.exec(query))


def _note(
    session: Session, kind: Happening, found: _Found, data: dict[str, object], *, now: datetime
) -> None:
    entries = [
        ledger.Entry(
            kind,
            f"address/{address.id}",
            ACTOR,
            person.issuer_id,
            {"person": person.id, "lane": address.lane_id, **data},
        )
        for address, person in found
    ]
    ledger.append(session, entries, now=now)
