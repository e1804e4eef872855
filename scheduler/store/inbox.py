"""Updates as they came: kept before they are acknowledged, handled once each, told apart by their ids."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias, cast

from sqlalchemy import ColumnElement, CursorResult, and_, delete, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from scheduler.store.lease import LEASE, Sign
from scheduler.store.tables import Inbox, Lane

Transaction: TypeAlias = Session  # what `Database.write` lends to those who know no SQL

KEPT = timedelta(days=14)  # handled updates; Telegram repeats none that is older than a day


@dataclass(frozen=True)
class Update:
    """An update by its id, as JSON text."""

    id: int
    body: str


def keep(session: Session, lane: str, updates: Iterable[Update], *, now: datetime) -> int:
    """Put `updates` in the inbox of `lane` and return how many are new; repeats change nothing."""
    rows = [
        {"lane_id": lane, "update_id": one.id, "body": one.body, "received_at": now, "attempts": 0}
        for one in updates
    ]
    if not rows:
        return 0
    dialect = session.get_bind().dialect.name
    insert = sqlite.insert(Inbox) if dialect == "sqlite" else postgresql.insert(Inbox)
    new = insert.values(rows).on_conflict_do_nothing().returning(col(Inbox.update_id))
    return len(session.execute(new).all())


def next_waiting(
    session: Session, lane: str, *, passing_over: Collection[int] = ()
) -> Update | None:
    """The oldest update of `lane` that is neither handled nor among those `passing_over`; None without any."""
    row = session.exec(
        select(Inbox)
        .where(
            Inbox.lane_id == lane,
            col(Inbox.handled_at).is_(None),
            col(Inbox.update_id).not_in(passing_over),
        )
        .order_by(col(Inbox.update_id))
        .limit(1)
    ).first()
    return Update(row.update_id, row.body) if row else None


def end(session: Session, lane: str, update_id: int, *, now: datetime) -> bool:
    """Mark the update handled and forget what it said, codes of invitations above all; False when it was already."""
    done = session.execute(
        update(Inbox)
        .where(
            col(Inbox.lane_id) == lane,
            col(Inbox.update_id) == update_id,
            col(Inbox.handled_at).is_(None),
        )
        .values(handled_at=now, body="")
    )
    return cast(CursorResult[tuple[()]], done).rowcount == 1


def fail(session: Session, lane: str, update_id: int, *, fault: str) -> int:
    """Write down that handling failed and return how often it has."""
    row = session.get_one(Inbox, (lane, update_id), populate_existing=True)
    row.attempts += 1
    row.fault = fault
    session.add(row)
    return row.attempts


def prune(session: Session, *, now: datetime) -> None:
    """Forget updates handled long ago: they hold what people wrote, and ids may come again after a week."""
    session.execute(delete(Inbox).where(col(Inbox.handled_at) < now - KEPT))


def take(
    session: Session,
    lane: str,
    receiver: str,
    *,
    now: datetime,
    by_force: bool,
    dead: Sign | None = None,
) -> bool:
    """Become the one receiver of `lane`, or stay it until a LEASE from `now`; False when somebody else is.

    `by_force` is for who knows that the receiver before is dead; `dead`: the last sign of one who is, a later one
    saves them.
    """
    free = or_(
        col(Lane.receiver).is_(None),
        col(Lane.receiver) == receiver,
        *([_gave(dead)] if dead else []),
        *([col(Lane.id) == lane] if by_force else []),
    )
    taken = session.execute(
        update(Lane)
        .where(col(Lane.id) == lane, free)
        .values(receiver=receiver, receiver_until=now + LEASE)
    )
    return cast(CursorResult[tuple[()]], taken).rowcount == 1


def last_sign(session: Session, lane: str) -> Sign | None:
    """That of the receiver of `lane`; None when there is none."""
    row = session.get(Lane, lane, populate_existing=True)
    return Sign(row.receiver, row.receiver_until) if row and row.receiver else None


def _gave(sign: Sign) -> ColumnElement[bool]:
    return and_(col(Lane.receiver) == sign.holder, col(Lane.receiver_until) == sign.until)


def release(session: Session, lane: str, receiver: str) -> None:
    """Let the next receiver in at once."""
    session.execute(
        update(Lane)
        .where(col(Lane.id) == lane, col(Lane.receiver) == receiver)
        .values(receiver=None, receiver_until=None)
    )
