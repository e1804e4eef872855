"""Links made with links: which belong together, and whether there is room for one more today."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from scheduler.errors import TooManyLinks
from scheduler.store.columns import Table
from scheduler.store.tables import FormerSecret, Subscription

MOST = 10  # a day: by one person; or with one link, those made with it, and so on, and addresses exchanged
DAY = timedelta(hours=24)
_LINKS = Table.metadata.tables["subscription"].c


def load_family(session: Session, subscription_id: int) -> Sequence[int]:
    """That link, what was made with it, with those, and so on."""
    family = select(_LINKS.id).where(_LINKS.id == subscription_id).cte(recursive=True)
    family = family.union(select(_LINKS.id).where(_LINKS.parent_id == family.c.id))
    return session.scalars(select(family.c.id)).all()


def managed_with(session: Session, subscription_id: int) -> int | None:
    """The nearest link it came from whose page manages it; None: it came from none, or none of them is managed now."""
    row = session.get_one(Subscription, subscription_id)
    while row.parent_id is not None:
        row = session.get_one(Subscription, row.parent_id)
        if row.manage_hash is not None and row.revoked_at is None:
            return row.id
    return None


def require_room(session: Session, subscription_id: int, *, now: datetime) -> None:
    """Raise TooManyLinks when the link, the one it all began with, and all that came of that made MOST today."""
    first = session.get_one(Subscription, subscription_id)
    while first.parent_id is not None:
        first = session.get_one(Subscription, first.parent_id)
    family = load_family(session, first.id or 0)
    made = select(func.count()).where(
        col(Subscription.id).in_(family),
        col(Subscription.parent_id).is_not(None),
        col(Subscription.created_at) > now - DAY,
    )
    exchanged = select(func.count()).where(
        col(FormerSecret.subscription_id).in_(family),
        col(FormerSecret.manages).is_(False),
        col(FormerSecret.ended_at) > now - DAY,
    )
    if session.scalars(made).one() + session.scalars(exchanged).one() >= MOST:
        raise TooManyLinks(MOST)


def require_room_for(session: Session, person_id: int, *, now: datetime) -> None:
    """Raise TooManyLinks when the bot made MOST links for that person today."""
    made = select(func.count()).where(
        col(Subscription.maker_id) == person_id, col(Subscription.created_at) > now - DAY
    )
    if session.scalars(made).one() >= MOST:
        raise TooManyLinks(MOST)
