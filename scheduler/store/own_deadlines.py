"""What follows for a unit with a day of its own when the day of all moves past it, or back before it."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlmodel import Session, col

from scheduler.plan.own import Fate
from scheduler.posts import Recipient
from scheduler.states import Ending, ItemState
from scheduler.steps import PLANNED, StepKind
from scheduler.store.steps import is_of
from scheduler.store.tables import Item, Obligation, Occurrence, Reminder
from scheduler.store.tables.outbox import UNSENT


def settle_own(
    session: Session, row: Occurrence, unit_id: int, fate: Fate, *, tell: bool, now: datetime
) -> None:
    """End or take up again the unit's own reminders; `tell` its head which day holds now."""
    if fate is Fate.KEPT:
        return
    found = select(col(Obligation.id)).where(
        col(Obligation.occurrence_id) == row.id, col(Obligation.unit_id) == unit_id
    )
    own = col(Reminder.obligation_id) == session.scalar(found)
    ended = own & is_of(col(Reminder.step), *PLANNED, StepKind.MOVED, StepKind.ESCALATION)
    _end(session, ended, now)
    if fate is Fate.RESTORED:
        _take_up(session, own, now)
    if tell:
        session.add(
            Reminder(
                occurrence_id=row.id or 0,
                obligation_id=session.scalar(found),
                revision=row.revision,
                step=StepKind.MOVED.value,
                at=now,
                recipients=Recipient.HEAD,
            )
        )


def _end(session: Session, which: ColumnElement[bool], now: datetime) -> None:
    """What is still to come, and what waits to leave: to the unit, or for a word of the standing body."""
    queued = col(Item.delivery_id).in_(UNSENT)
    unsaid = or_(
        col(Item.state).in_((ItemState.NEW, ItemState.UNDECIDED, ItemState.UNREACHABLE)),
        and_(col(Item.state) == ItemState.CARDED, queued),
    )
    mine = col(Item.reminder_id).in_(select(col(Reminder.id)).where(which))
    for statement in (
        update(Item).where(mine, unsaid).values(state=ItemState.MOOT),
        update(Reminder)
        .where(which, col(Reminder.ended_at).is_(None))
        .values(ended_at=now, ending=Ending.WITHDRAWN),
    ):
        session.execute(statement.execution_options(synchronize_session=False))


def _take_up(session: Session, own: ColumnElement[bool], now: datetime) -> None:
    """The reminders of the day that holds again, which are the last made: those whose instant has not passed."""
    planned = is_of(col(Reminder.step), *PLANNED)
    ended = and_(own, planned, col(Reminder.ending) == Ending.WITHDRAWN, col(Reminder.at) > now)
    last = session.scalar(select(func.max(col(Reminder.revision))).where(ended))
    session.execute(
        update(Reminder)
        .where(ended, col(Reminder.revision) == last)
        .values(ended_at=None, ending=None)
        .execution_options(synchronize_session=False)
    )
