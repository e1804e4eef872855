"""Posts that changed hands: what is written down of it, so that those it concerns are told with the next pass."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from scheduler.states import ItemState
from scheduler.store import holders
from scheduler.store.tables import Address, Handover, HandoverNotice, Holder, Lane, Post
from scheduler.store.tables.handover import UNTOLD


class ToldAs(StrEnum):
    """As whom somebody is told."""

    FORMER = "former"  # held the post until then
    HOLDER = "holder"  # holds it from then on
    STANDING_BODY = "standing_body"


@dataclass(frozen=True)
class Reached:
    """Where a person is told, and whether anything leaves there now."""

    address: Address
    channel: str
    is_open: bool

    @property
    def place(self) -> tuple[str, str]:
        """By which the same person is known again: a chat, or a mailbox however it is spelled."""
        return self.channel, self.address.value.casefold()


def find_reached(session: Session, person_id: int) -> Reached | None:
    """How that person is told, over an open way where there is one; None without any address."""
    query = (
        select(Address, Lane)
        .join(Lane, col(Lane.id) == Address.lane_id)
        .where(Address.person_id == person_id)
        .order_by(col(Address.id))
    )
    found = [
        Reached(address, lane.channel, lane.served and address.closed_at is None)
        for address, lane in session.exec(query)
    ]
    return min(found, key=lambda one: not one.is_open, default=None)


def load_holding(session: Session, post_id: int | None, *, channel: str) -> list[Holder]:
    """Who holds the post and is reached over `channel`, or over none: whom a new holder over it follows."""
    query = select(Holder).where(Holder.post_id == post_id, holders.in_own_right())
    rows = session.exec(query.order_by(col(Holder.id))).all()
    ways = {row.id: find_reached(session, row.person_id) for row in rows}
    return [row for row in rows if (way := ways[row.id]) is None or way.channel == channel]


def is_held(session: Session, post_id: int | None) -> bool:
    """Whether anybody holds the post, over whatever channel."""
    query = select(Holder.id).where(Holder.post_id == post_id, holders.in_own_right())
    return session.exec(query.limit(1)).first() is not None


def is_same_person(session: Session, one: int, other: int) -> bool:
    """Whether two persons are known to be one: told in the same chat by another bot, or at the same mailbox."""
    if one == other:
        return True
    ways = find_reached(session, one), find_reached(session, other)
    return all(ways) and len({way.place for way in ways if way}) == 1


def note(
    session: Session,
    post: Post,
    holder: Holder | None,
    left: Sequence[Holder],
    *,
    reports: int = 0,
    actor: str,
    now: datetime,
) -> None:
    """Remember that `holder` holds `post` after `left`, or (None) that those left and nobody followed.

    Nothing where it is the same person as before. Where a mailbox changes beside somebody who holds the post in
    a chat, only the former mailbox is told: the post is in the same hands.
    """
    others = [
        row
        for row in left
        if holder is None or not is_same_person(session, row.person_id, holder.person_id)
    ]
    if left and not others:
        return
    change = Handover(
        post_id=post.id or 0,
        holder_id=holder.id if holder else None,
        at=now,
        succeeds=bool(left),
        reports=reports,
        actor=actor,
    )
    if _is_in_other_hands(session, post, holder):
        change.followed_at = now
    session.add(change)
    session.flush()
    for row in others:
        tell(session, change, ToldAs.FORMER, post.id or 0, row.person_id, now=now)


def _is_in_other_hands(session: Session, post: Post, holder: Holder | None) -> bool:
    """Whether the post is held in a chat all the same, whatever became of its mailbox."""
    way = find_reached(session, holder.person_id) if holder else None
    if holder and (way is None or way.channel != "mail"):
        return False
    query = select(Holder).where(Holder.post_id == post.id, holders.in_own_right())
    return any(row.id != (holder and holder.id) for row in session.exec(query))


def tell(
    session: Session,
    change: Handover,
    told_as: ToldAs,
    post_id: int,
    person_id: int,
    *,
    now: datetime,
) -> bool:
    """Put it before that person, at `post_id`; False for who has no address at all."""
    way = find_reached(session, person_id)
    if way is None:
        return False
    session.add(
        HandoverNotice(
            key=f"handover:{change.id}:{told_as.value}:{way.address.id}",
            handover_id=change.id or 0,
            reader=told_as.value,
            post_id=post_id,
            address_id=way.address.id or 0,
            state=ItemState.NEW if way.is_open else ItemState.UNREACHABLE,
            created_at=now,
        )
    )
    session.flush()
    return True


def set_aside(session: Session, deliveries: Collection[int | None], *, again: bool = False) -> None:
    """What these messages tell of it waits until something leaves at that address; with `again`, for a new message."""
    if deliveries:
        mine = col(HandoverNotice.delivery_id).in_(deliveries)
        carded = col(HandoverNotice.state) == ItemState.CARDED
        _change(session, mine, carded, state=ItemState.NEW if again else ItemState.UNREACHABLE)


def drop(session: Session, ids: Collection[int]) -> None:
    """These need not be told any more."""
    mine = col(HandoverNotice.id).in_(ids)
    session.execute(update(HandoverNotice).where(mine).values(state=ItemState.MOOT))


def take_up_own(session: Session, address_id: int | None) -> None:
    """What waits for that address is told with the next pass."""
    mine = col(HandoverNotice.address_id) == address_id
    _change(session, UNTOLD, mine, state=ItemState.NEW)


def take_up_lane(session: Session, lane_id: str) -> None:
    """The same of every open address of a lane."""
    there = select(Address.id).where(Address.lane_id == lane_id, col(Address.closed_at).is_(None))
    mine = col(HandoverNotice.address_id).in_(there)
    _change(session, UNTOLD, mine, state=ItemState.NEW)


def _change(session: Session, *which: ColumnElement[bool], state: str) -> None:
    session.execute(
        update(HandoverNotice)
        .where(*which)
        .values(state=state, delivery_id=None)
        .execution_options(synchronize_session="fetch")
    )
