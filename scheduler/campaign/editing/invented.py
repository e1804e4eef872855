"""Who reads at which address in a rehearsal: every post that would be told something, at an address nobody has."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scheduler.campaign.rehearsal import FIRST_ADDRESS
from scheduler.definition.organisation import Organisation, Unit
from scheduler.posts import PostKind
from scheduler.store import holders
from scheduler.store.mailboxes import load_mailboxes, mail_lane
from scheduler.store.organisation import unit_ids
from scheduler.store.people import find_post
from scheduler.store.tables import Address, Holder, Issuer, Lane, Person, Post
from scheduler.store.tables import Unit as UnitRow


@dataclass(frozen=True)
class Reader:
    """A post: id and short name of its unit, and what who holds it is called."""

    unit_id: str
    unit: str
    post: str


Readers = Mapping[tuple[str, str], Reader]  # by lane and address


@dataclass(frozen=True)
class Held:
    """A post somebody holds in truth and is told at, over Telegram: `person` tells people apart."""

    unit_id: str
    kind: str
    title: str
    person: int
    language: str


def load_held(session: Session, issuer_id: str, *, now: datetime) -> tuple[Held, ...]:
    """Who is told what in the database of `session`, but for mailboxes: those are of the organisation."""
    query = (
        select_columns(
            col(UnitRow.code),
            col(Post.kind),
            col(Post.title),
            col(Person.id),
            col(Person.language),
        )
        .join(Post, col(Post.unit_id) == UnitRow.id)
        .join(Holder, col(Holder.post_id) == Post.id)
        .join(Person, col(Person.id) == Holder.person_id)
        .join(Address, col(Address.person_id) == Person.id)
        .join(Lane, col(Lane.id) == Address.lane_id)
        .where(
            col(UnitRow.issuer_id) == issuer_id,
            col(Lane.channel) == "telegram",
            col(Holder.obligation_id).is_(None),
            holders.holding(now),
            holders.can_be_told(),
        )
        .order_by(col(Holder.stands_in), col(Holder.id))
    )
    # a stand-in is told in place of the holder, so the first of a post alone
    found: dict[tuple[str, str], Held] = {}
    rows = cast(Iterable[tuple[str, str, str, int, str]], session.execute(query))
    for code, kind, title, person, language in rows:
        found.setdefault((code, kind), Held(code, kind, title, person, language))
    return tuple(found.values())


def state_of(session: Session, issuer_id: str, *, now: datetime) -> str:
    """A digest of the units of an issuer and who is told there: with another a rehearsal may come to other things."""
    issuer = session.get_one(Issuer, issuer_id)
    ways = holders.load_to_units(session, issuer_id, now=now)
    held = load_held(session, issuer_id, now=now)
    told = repr((issuer.changed_at, sorted(map(str, held)), sorted(map(str, ways.items()))))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def load_reached(session: Session, issuer_id: str, *, now: datetime) -> frozenset[str]:
    """Ids of the units whose reminders somebody can be told in truth, over whatever channel."""
    ways = holders.load_to_units(session, issuer_id, now=now)
    return frozenset(code for code, id_ in unit_ids(session, issuer_id).items() if id_ in ways)


def seat(
    session: Session,
    organisation: Organisation,
    held: Iterable[Held],
    reached: Collection[str],
    *,
    now: datetime,
) -> Readers:
    """Bind who is told in truth, and the head of every unit that nobody is told for, in the database of a rehearsal.

    A person who holds several posts in truth reads at one address; a unit that reads mail only has its mailbox, and
    so has one where only that is `reached` in truth.
    """
    issuer = organisation.issuer
    known = {(one.unit_id, one.kind): one for one in held}
    units = {unit.id: unit for unit in organisation.units}
    alone = [one for one in organisation.units if one.id not in reached and not _by_mail(one)]
    heads = {(unit.id, PostKind.HEAD.value) for unit in alone}
    wanted = [*heads, *(key for key in known if key not in heads and key[0] in units)]
    boxes = load_mailboxes(session, issuer.id)
    readers = {
        (mail_lane(issuer.id), box): Reader(code, _name(units[code]), units[code].head_title)
        for code, box in boxes.items()
    }
    people: dict[str, Person] = {}
    posts: list[tuple[int, str]] = []
    rows = _posts(session, issuer.id, sorted(wanted), known)
    for place, (code, kind) in enumerate(sorted(wanted)):
        mine = known.get((code, kind))
        address = str(FIRST_ADDRESS + (mine.person if mine else place + 1_000_000))
        post = rows[code, kind]
        people.setdefault(
            address, Person(issuer_id=issuer.id, language=mine.language if mine else "vi")
        )
        posts.append((post.id or 0, address))
        readers.setdefault((issuer.lane, address), Reader(code, _name(units[code]), post.title))
    _save(session, people, posts, issuer.lane, now)
    return readers


def _posts(
    session: Session,
    issuer_id: str,
    wanted: Iterable[tuple[str, str]],
    known: Mapping[tuple[str, str], Held],
) -> dict[tuple[str, str], Post]:
    ids = unit_ids(session, issuer_id)
    heads = select(UnitRow.code, Post).join(Post, col(Post.unit_id) == UnitRow.id)
    of_heads = heads.where(UnitRow.issuer_id == issuer_id, Post.kind == PostKind.HEAD)
    found = {(code, PostKind.HEAD.value): post for code, post in session.exec(of_heads)}
    for code, kind in wanted:
        if (code, kind) not in found:
            post = find_post(session, session.get_one(UnitRow, ids[code]), kind)
            post.title = known[code, kind].title
            found[code, kind] = post
    return found


def _save(
    session: Session,
    people: Mapping[str, Person],
    posts: Iterable[tuple[int, str]],
    lane: str,
    now: datetime,
) -> None:
    """A thousand in a few statements."""
    session.add_all(people.values())
    session.flush()
    session.add_all(
        Address(person_id=person.id or 0, lane_id=lane, value=address)
        for address, person in people.items()
    )
    session.add_all(
        Holder(post_id=post, person_id=people[address].id or 0, from_at=now)
        for post, address in posts
    )
    session.flush()


def _by_mail(unit: Unit) -> bool:
    return bool(unit.email and unit.channels) and "telegram" not in unit.channels


def _name(unit: Unit) -> str:
    return unit.short or unit.name
