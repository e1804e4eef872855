"""What nobody could be told waits, marked unreachable; whoever can be told takes it up, once."""

from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, exists, update
from sqlmodel import Session, col, select

from scheduler.happenings import Happening
from scheduler.posts import PostKind
from scheduler.states import ItemState
from scheduler.steps import REMINDING
from scheduler.store import ledger
from scheduler.store.deadline import effective_closing
from scheduler.store.steps import is_of
from scheduler.store.tables import Item, Obligation, Occurrence, Post, Reminder, Unit
from scheduler.store.tables.outbox import FOR_STANDING_BODY, UNREACHABLE


def take_up(
    session: Session,
    post: Post,
    address_id: int | None,
    *,
    obligation_id: int | None = None,
    now: datetime,
) -> None:
    """What nobody at `post` could be told is told to `address_id`; of one obligation only, where that is given.

    Anybody at the standing body takes up what is for all of it.
    """
    _give_up(session, post, now)
    mine = [UNREACHABLE, col(Item.post_id) == post.id]
    if obligation_id is not None:
        mine.append(col(Item.obligation_id) == obligation_id)
    renew(session, *mine, address_id=address_id)
    if post.kind != PostKind.GROUP and obligation_id is None:
        colleagues = col(Item.post_id).in_(select(Post.id).where(Post.unit_id == post.unit_id))
        which = (UNREACHABLE, FOR_STANDING_BODY, colleagues)
        renew(session, *which, address_id=address_id, post_id=post.id)


def _give_up(session: Session, post: Post, now: datetime) -> None:
    """A reminder of what is taken in no more helps nobody; what happened, and reports to a superior, are told."""
    too_late = exists().where(
        col(Obligation.id) == Item.obligation_id,
        col(Occurrence.id) == Obligation.occurrence_id,
        col(Reminder.id) == Item.reminder_id,
        col(Reminder.draft).is_(False),
        is_of(col(Reminder.step), *REMINDING),
        effective_closing() <= now,
    )
    mine = (UNREACHABLE, col(Item.post_id) == post.id)
    given_up = update(Item).where(*mine, too_late).values(state=ItemState.MOOT)
    done = session.execute(given_up.execution_options(synchronize_session=False))
    count = cast(CursorResult[tuple[()]], done).rowcount
    if not count:
        return
    unit = session.get_one(Unit, post.unit_id)
    data: dict[str, object] = {"items": count, "reasons": ["the cut-off has passed"]}
    subject = f"{unit.code}/{post.kind}"
    entry = ledger.Entry(
        Happening.MESSAGE_NOT_SAID, subject, ledger.SCHEDULER, unit.issuer_id, data
    )
    ledger.append(session, [entry], now=now)


def take_up_own(session: Session, address_id: int | None) -> None:
    """What was on its way to `address_id` when it closed is told there."""
    renew(session, UNREACHABLE, col(Item.address_id) == address_id, address_id=address_id)


def renew(session: Session, *which: ColumnElement[bool], **values: int | None) -> None:
    """The next pass puts these items into cards."""
    session.execute(
        update(Item)
        .where(*which)
        .values(state=ItemState.NEW, delivery_id=None, **values)
        .execution_options(synchronize_session=False)
    )
