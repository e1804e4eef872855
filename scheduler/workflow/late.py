"""Who has not handed in, who of them cannot be reached, and reminding them by hand."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from scheduler.errors import CutOffPassed, NotAllowed, NotPossible
from scheduler.store import ledger
from scheduler.store.deadline import effective_deadline
from scheduler.store.reminded import day_began, load_reminded
from scheduler.store.tables import (
    Campaign,
    Delivery,
    Item,
    Obligation,
    Occurrence,
    Post,
    Reminder,
    Unit,
)
from scheduler.store.tables.outbox import QUEUED, UNREACHABLE
from scheduler.store.ways import TOLD, load_to_units, troubled_lanes
from scheduler.workflow.actor import Actor, require_desk, signature
from scheduler.workflow.states import OWED, State, Step


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
    late: tuple[str, ...]  # of those, whose own deadline has passed
    closed: bool  # the cut-off of all has passed


@dataclass(frozen=True)
class Nudge:
    """What a reminder by hand would do: remind `units` but those that were today, and those with nobody to tell."""

    duty: str
    units: tuple[str, ...]  # that owe
    unreachable: tuple[str, ...]
    reminded: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many units would be reminded."""
        return len(self.units) - len(self.unreachable) - len(self.reminded)


def load_late(session: Session, actor: Actor, *, now: datetime) -> list[Late]:
    """What the issuer's units still owe at `now`, nearest deadline first. Raises NotAllowed."""
    require_desk(actor, "see")
    rows = session.exec(
        select(Occurrence, Campaign, Obligation, Unit.short)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .join(Obligation, col(Obligation.occurrence_id) == Occurrence.id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(
            Campaign.issuer_id == actor.issuer_id,
            col(Occurrence.withdrawn).is_(False),
            Obligation.state != "withdrawn",
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
    cut_off_at = occurrence.cut_off_at
    return Late(
        occurrence_id=occurrence.id or 0,
        duty=occurrence.title,
        campaign=campaign.title,
        due_at=occurrence.due_at,
        owing=len(owing),
        total=len(rows),
        units=tuple(unit for _row, unit in owing),
        late=tuple(unit for row, unit in owing if _is_late(occurrence, row, now)),
        closed=cut_off_at is not None and cut_off_at <= now,
    )


def _is_late(occurrence: Occurrence, obligation: Obligation, now: datetime) -> bool:
    due_at = effective_deadline(occurrence, obligation)
    return due_at is not None and due_at < now


def preview_nudge(session: Session, occurrence_id: int, actor: Actor, *, now: datetime) -> Nudge:
    """Whom `nudge` would remind. Raises NotAllowed, NotPossible."""
    require_desk(actor, "nudge")
    occurrence, campaign = _remindable(session, occurrence_id, actor, now)
    units = session.exec(
        select(Unit.id, Unit.short, Obligation.id)
        .join(Obligation, col(Obligation.unit_id) == Unit.id)
        .where(Obligation.occurrence_id == occurrence_id, col(Obligation.state).in_(OWED))
        .order_by(col(Unit.id))
    ).all()
    reached = load_to_units(session, actor.issuer_id, now=now)
    since = day_began(now, ZoneInfo(campaign.zone))
    reminded = load_reminded(session, occurrence_id, since=since)
    return Nudge(
        occurrence.title,
        tuple(name for _unit, name, _id in units),
        tuple(name for unit, name, id_ in units if unit not in reached and id_ not in reminded),
        tuple(name for _unit, name, id_ in units if id_ in reminded),
    )


def nudge(session: Session, occurrence_id: int, actor: Actor, *, now: datetime) -> None:
    """Remind now who has not handed in and was not reminded today.

    Raises NotAllowed, NotPossible (withdrawn, no day), CutOffPassed.
    """
    desk = require_desk(actor, "nudge")
    occurrence, campaign = _remindable(session, occurrence_id, actor, now)
    number = session.exec(
        select(func.count()).where(
            Reminder.occurrence_id == occurrence_id,
            col(Reminder.step).startswith(f"{Step.NUDGE.value}-"),
        )
    ).one()
    session.add(
        Reminder(
            occurrence_id=occurrence_id,
            revision=occurrence.revision,
            step=f"{Step.NUDGE.value}-{number + 1}",
            at=now,
            recipients="head",
        )
    )
    subject = f"{campaign.code}/{occurrence.duty}/{occurrence.key}"
    entry = ledger.Entry("reminded by hand", subject, signature(desk), campaign.issuer_id)
    ledger.append(session, [entry], now=now)


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
            col(said.reminder_id) + 0 == Item.reminder_id,  # see scheduler.run.reroute
            said.id != Item.id,
            col(said.state).in_(("new", "carded")),
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


def _remindable(
    session: Session, occurrence_id: int, actor: Actor, now: datetime
) -> tuple[Occurrence, Campaign]:
    occurrence, campaign = _of_issuer(session, occurrence_id, actor)
    if occurrence.withdrawn or occurrence.due_at is None:
        raise NotPossible("nudge", State.WITHDRAWN, occurrence.changed_at)
    if occurrence.cut_off_at and occurrence.cut_off_at <= now:
        raise CutOffPassed(occurrence.cut_off_at)
    return occurrence, campaign


def _of_issuer(session: Session, occurrence_id: int, actor: Actor) -> tuple[Occurrence, Campaign]:
    occurrence = session.get(Occurrence, occurrence_id)
    if occurrence is None:
        raise NotAllowed("see")
    campaign = session.get_one(Campaign, occurrence.campaign_id)
    if campaign.issuer_id != actor.issuer_id:
        raise NotAllowed("see")
    return occurrence, campaign
