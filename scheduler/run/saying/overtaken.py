"""Reminders that waited so long that a later one of the same obligation went, or waits, in another card."""

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from scheduler.states import DeliveryState, Ending, ItemState
from scheduler.steps import find
from scheduler.store.tables import Delivery, Item, Reminder

REASON = "a later reminder of it is in another card"
SAID = (
    DeliveryState.QUEUED,
    DeliveryState.CLAIMED,
    DeliveryState.SENT,
    DeliveryState.UNKNOWN,
)  # of a delivery: it was said, or will be


def find_overtaken(session: Session, deliveries: Sequence[Delivery]) -> set[int | None]:
    """Ids of the items of `deliveries` that the same person is told by a later reminder of the same revision.

    Only of what was tried before, or may have been: what was not takes in later items itself (see `cards.deal`).
    What happened, or moved, has its own words and is said whatever comes later; a step that is none of ours stands for
    nothing.
    """
    tried = [one.id for one in deliveries if one.attempts or one.reason or one.possible_duplicate]
    if not tried:
        return set()
    mine, told = aliased(Item), aliased(Reminder)
    later, word = aliased(Item), aliased(Reminder)
    query = (
        select(col(mine.id), col(told.step), col(word.step))
        .join(told, col(told.id) == mine.reminder_id)
        .join(later, _is_to_the_same(later, mine))
        .join(word, col(word.id) == later.reminder_id)
        .outerjoin(Delivery, col(Delivery.id) == later.delivery_id)
        .where(
            col(mine.delivery_id).in_(tried),
            col(mine.state) == ItemState.CARDED,
            _is_said(later),
            or_(
                col(word.at) > told.at,
                and_(col(word.at) == told.at, col(later.id) > mine.id),
            ),
            col(word.ending) == Ending.FIRED,
            col(word.revision) >= told.revision,
        )
    )
    pairs = cast(Iterable[tuple[int, str, str]], session.execute(query))
    return {id_ for id_, step, by in pairs if _reminds(step) and _reminds(by)}


def _reminds(stored: str) -> bool:
    step = find(stored)
    return step is not None and step.reminds


def _is_to_the_same(later: type[Item], mine: type[Item]) -> ColumnElement[bool]:
    return and_(
        col(later.obligation_id) == mine.obligation_id,
        col(later.address_id) == mine.address_id,
        col(later.post_id) == mine.post_id,
        col(later.id) != mine.id,
    )


def _is_said(later: type[Item]) -> ColumnElement[bool]:
    carded = and_(col(later.state) == ItemState.CARDED, col(Delivery.state).in_(SAID))
    return or_(col(later.state) == ItemState.NEW, carded)
