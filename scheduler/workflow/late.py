"""Who has not handed in, and who of them cannot be reached."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.states import OWED, ItemState, State
from scheduler.store.deadline import effective_cut_off, is_late
from scheduler.store.holders import TOLD, troubled_lanes
from scheduler.store.tables import (
    Campaign,
    Delivery,
    Item,
    Obligation,
    Occurrence,
    Post,
    Unit,
)
from scheduler.store.tables.outbox import QUEUED, UNREACHABLE
from scheduler.workflow.actor import Actor, require_standing


@dataclass(frozen=True)
class Late:
    """An occurrence of the issuer with units that have not handed in."""

    occurrence_id: int
    duty: str
    campaign: str
    due_at: datetime | None
    owing: int
    total: int
    units: tuple[str, ...]  # that owe, in the order of the units file
    late: tuple[str, ...]  # of those, whose own time is over
    closed: bool  # nothing is taken in any more from any of these


def load_late(session: Session, actor: Actor, *, now: datetime) -> list[Late]:
    """What the issuer's units still owe at `now`, nearest deadline first. Raises NotAllowed."""
    require_standing(actor, Action.SEE)
    rows = session.exec(
        select(Occurrence, Campaign, Obligation, Unit.short)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .join(Obligation, col(Obligation.occurrence_id) == Occurrence.id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(
            Campaign.issuer_id == actor.issuer_id,
            col(Occurrence.withdrawn).is_(False),
            Obligation.state != State.WITHDRAWN,
        )
        .order_by(
            col(Occurrence.due_at).is_(None),
            col(Occurrence.due_at),
            col(Occurrence.id),
            col(Unit.id),
        )
    )
    found: dict[int, list[tuple[Occurrence, Campaign, Obligation, str]]] = defaultdict(list)
    for occurrence, campaign, obligation, unit in rows:
        found[occurrence.id or 0].append((occurrence, campaign, obligation, unit))
    return [_late(group, now) for group in found.values()]


def _late(rows: list[tuple[Occurrence, Campaign, Obligation, str]], now: datetime) -> Late:
    occurrence, campaign = rows[0][:2]
    owing = [(row, unit) for _occurrence, _campaign, row, unit in rows if row.state in OWED]
    ends = [effective_cut_off(occurrence, row) for row, _unit in owing]
    return Late(
        occurrence_id=occurrence.id or 0,
        duty=occurrence.title,
        campaign=campaign.title,
        due_at=occurrence.due_at,
        owing=len(owing),
        total=len(rows),
        units=tuple(unit for _row, unit in owing),
        late=tuple(unit for row, unit in owing if is_late(occurrence, row, now=now)),
        closed=all(end is not None and end <= now for end in ends),
    )


def load_unreached(session: Session, issuer_id: str) -> tuple[str, ...]:
    """Short names of the issuer's units that a notice about what is still owed waits for, because nobody there
    can be reached; in the order of the units file."""
    return _waiting_units(session, issuer_id, UNREACHABLE, ~_told_beside())


def _told_beside() -> ColumnElement[bool]:
    """Whether the unit of an item is told the same otherwise: over another channel, or in its group."""
    said, own, theirs = aliased(Item), aliased(Post), aliased(Post)
    return (
        select(said.id)
        .join(theirs, col(theirs.id) == said.post_id)
        .join(own, col(own.unit_id) == theirs.unit_id)
        .where(
            own.id == Item.post_id,
            col(theirs.kind).in_(TOLD),
            said.obligation_id == Item.obligation_id,
            col(said.reminder_id) + 0 == Item.reminder_id,  # see scheduler.run.firing.reroute
            said.id != Item.id,
            col(said.state).in_((ItemState.NEW, ItemState.CARDED)),
        )
        .correlate(Item)
        .exists()
    )


def load_stuck(session: Session, issuer_id: str) -> tuple[str, ...]:
    """The same of units whose notice lies in a lane that is in trouble, where no other way is open."""
    lying = select(Delivery.id).where(QUEUED, col(Delivery.lane_id).in_(troubled_lanes(session)))
    return _waiting_units(session, issuer_id, col(Item.delivery_id).in_(lying))


def _waiting_units(
    session: Session, issuer_id: str, *which: ColumnElement[bool]
) -> tuple[str, ...]:
    owing = (
        select(Item.post_id)
        .join(Obligation, col(Obligation.id) == Item.obligation_id)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .where(*which, col(Obligation.state).in_(OWED), col(Occurrence.withdrawn).is_(False))
    )
    units = (
        select(Unit.short)
        .where(
            Unit.issuer_id == issuer_id,
            col(Unit.id).in_(select(Post.unit_id).where(col(Post.id).in_(owing))),
        )
        .order_by(col(Unit.id))
    )
    return tuple(session.exec(units))
