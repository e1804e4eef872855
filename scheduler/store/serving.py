"""Which lanes are served, as `thidua serve` finds it; what waited for one that was not is taken up when it is.

Until the service has looked for the first time every lane is taken to be served. One that is made later waits
for its next start.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from scheduler.store import handovers, holders, withheld
from scheduler.store.tables import Address, Holder, Item, Lane, Post
from scheduler.store.tables.outbox import UNREACHABLE


class Fault(StrEnum):
    """Why a lane is not served."""

    NO_TOKEN = "no_token"  # nobody has set a token for it
    TOKEN_REFUSED = "token_refused"  # the one for all lanes is not known to Telegram
    OWN_TOKEN_REFUSED = "own_token_refused"  # the lane's own is not
    NO_SERVER = "no_server"  # nobody has set a mail server
    NEW = "new"  # made after the service had started


REFUSALS = (Fault.TOKEN_REFUSED, Fault.OWN_TOKEN_REFUSED)
Faults = Mapping[str, Fault | None]  # by lane; None: it is served


def ensure_lane(session: Session, lane_id: str, channel: str) -> Lane:
    """The lane of that id, made when it is not there yet."""
    known = session.get(Lane, lane_id)
    if known is not None:
        return known
    looked = session.exec(select(Lane.id).where(col(Lane.checked_at).is_not(None))).first()
    lane = Lane(id=lane_id, channel=channel, served=not looked, fault=Fault.NEW if looked else None)
    session.add(lane)
    session.flush()
    return lane


def load_ids(session: Session, *, channel: str) -> list[str]:
    """The lanes of a channel, in order."""
    return sorted(session.exec(select(Lane.id).where(Lane.channel == channel)))


def load_paused(session: Session) -> list[Lane]:
    """The lanes by which nothing has left since they were paused."""
    paused = session.exec(select(Lane).where(col(Lane.paused_at).is_not(None)))
    return [lane for lane in paused if lane.in_trouble]


def is_noted(session: Session, faults: Faults) -> bool:
    """Whether all that is known already, so that `note` would change nothing."""
    rows = session.exec(select(Lane).where(col(Lane.id).in_(faults))).all()
    return all(row.checked_at is not None and row.fault == faults[row.id] for row in rows)


def note(session: Session, faults: Faults, *, now: datetime) -> None:
    """Write down which lanes are served; what could not be told takes those that are again."""
    for lane in session.exec(select(Lane).where(col(Lane.id).in_(faults)).order_by(Lane.id)):
        fault = faults[lane.id]
        before = lane.served
        if lane.checked_at is None or lane.fault != fault:
            lane.served, lane.fault, lane.checked_at = fault is None, fault, now
            session.add(lane)
            session.flush()
        if lane.served and not before:
            _take_up(session, lane, now)


def take_up(session: Session, lane_id: str, *, now: datetime) -> None:
    """Whoever is reached by the lane takes up what could not be told, if it is served."""
    lane = session.get_one(Lane, lane_id)
    if lane.served:
        _take_up(session, lane, now)


def _take_up(session: Session, lane: Lane, now: datetime) -> None:
    handovers.take_up_lane(session, lane.id)
    waiting = select(Post.unit_id).where(
        col(Post.id).in_(select(Item.post_id).where(UNREACHABLE).distinct())
    )
    units = set(session.exec(waiting))
    reached = (
        select(Post, Address.id, Holder.obligation_id)
        .join(Holder, col(Holder.post_id) == Post.id)
        .join(Address, col(Address.person_id) == Holder.person_id)
        .where(
            Address.lane_id == lane.id,
            holders.holding(now),
            holders.can_be_told(),
        )
        .order_by(col(Holder.stands_in), col(Holder.id))
    )
    for post, address_id, obligation_id in session.exec(reached).all() if units else ():
        if post.unit_id in units:
            scope = obligation_id
            withheld.take_up(session, post, address_id, obligation_id=scope, now=now)
