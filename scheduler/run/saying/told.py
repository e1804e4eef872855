"""What calendars were told of deadlines by channels that cannot edit: kept, and looked up before a correction."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from scheduler.run.outcome import Told
from scheduler.store.tables import Delivery, Item, ToldDeadline

Known = dict[tuple[int, int], Told]  # by the ids of address and obligation


def remember(session: Session, address_id: int, told: Iterable[Told]) -> None:
    """Keep what `address_id` was told, in place of what it was told before."""
    for one in told:
        session.merge(
            ToldDeadline(
                address_id=address_id,
                obligation_id=one.obligation_id,
                due_at=one.due_at,
                gone=one.gone,
            )
        )


def load_told(session: Session, deliveries: Sequence[Delivery]) -> Known:
    """What the addresses of `deliveries` were told last of the obligations named there; empty where they are edited."""
    about = select(col(Item.obligation_id)).where(
        col(Item.delivery_id).in_([one.id for one in deliveries])
    )
    rows = session.scalars(
        select(ToldDeadline).where(
            col(ToldDeadline.address_id).in_({one.address_id for one in deliveries}),
            col(ToldDeadline.obligation_id).in_(about),
        )
    )
    return {
        (row.address_id, row.obligation_id): Told(row.obligation_id, row.due_at, row.gone)
        for row in rows
    }
