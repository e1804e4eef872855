"""How often something may be tried that strangers can try: counted in the database, for all processes together.

What is counted is told by a digest: what strangers type is kept nowhere.
"""

import hashlib
import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from scheduler.errors import SignInThrottled
from scheduler.store import locks
from scheduler.store.tables import SignInFailure

COUNTED = timedelta(hours=1)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15))


@dataclass(frozen=True)
class Limit:
    """So many tries of `key` are free within an hour; after each further one there is a longer wait, see WAITS."""

    key: str
    free: int

    def until(self, count: int, last_at: datetime) -> datetime:
        """When the next try is taken after `count` within the hour, the last at `last_at`."""
        if count < self.free:
            return last_at
        return last_at + WAITS[min(count - self.free, len(WAITS) - 1)]


def limit(kind: str, what: str, *, free: int) -> Limit:
    """The limit of one thing, e.g. of the name or the origin it is tried with."""
    return Limit(hashlib.sha256(f"{kind}\0{what}".encode()).hexdigest(), free)


def origin(came_from: str) -> str:
    """What stands for where somebody comes from: the address, of IPv6 the network a subscriber has (RFC 6177)."""
    try:
        address = ipaddress.ip_address(came_from)
    except ValueError:
        return came_from
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def count_try(session: Session, limits: Collection[Limit], *, wall: datetime) -> list[int]:
    """Count one try, before it is made, against each of `limits`; of several at once each is counted.

    What it counted, for `take_back`. Raises SignInThrottled, and counts nothing, while one of them is to be waited
    for.
    """
    locks.keep_table(session, SignInFailure)
    until_at = max(_until(session, one, wall) for one in limits)
    if until_at > wall:
        raise SignInThrottled(until_at)
    rows = [SignInFailure(key=one.key, at=wall) for one in limits]
    session.add_all(rows)
    session.flush()
    return [row.id or 0 for row in rows]


def take_back(session: Session, counted: Collection[int]) -> None:
    """That try was no failure."""
    session.execute(delete(SignInFailure).where(col(SignInFailure.id).in_(counted)))


def forget(session: Session, limits: Collection[Limit]) -> None:
    """Nothing is counted against them any more."""
    keys = [one.key for one in limits]
    session.execute(delete(SignInFailure).where(col(SignInFailure.key).in_(keys)))


def prune(session: Session, *, wall: datetime) -> None:
    """Forget what counts no more."""
    session.execute(delete(SignInFailure).where(col(SignInFailure.at) <= wall - COUNTED))


def _until(session: Session, one: Limit, wall: datetime) -> datetime:
    query = select(func.count(), func.max(SignInFailure.at)).where(
        SignInFailure.key == one.key, col(SignInFailure.at) > wall - COUNTED
    )
    count, last_at = session.exec(query).one()
    return one.until(count, last_at) if last_at else wall
