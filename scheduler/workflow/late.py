"""Who has not handed in, and who of them cannot be reached."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.states import OWED, ItemState, State
from scheduler.store.deadline import effective_cut_off, effective_deadline, is_late
from scheduler.store.holders import TOLD, troubled_lanes
from scheduler.store.tables import (
    Announcement,
    AnnouncementItem,
    Campaign,
    Delivery,
    Issuer,
    Item,
    Obligation,
    Occurrence,
    Post,
    Span,
    Unit,
)
from scheduler.store.tables.announcement import UNHEARD
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
    undated: tuple[
        str, ...
    ] = ()  # of `units`, which have no deadline before their day of receipt is known
    waits_for: str = ""  # see WaitsFor

    @property
    def is_dated(self) -> bool:
        """Whether a unit that owes has a deadline."""
        return self.due_at is not None or len(self.undated) < len(self.units)


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
        undated=tuple(u for row, u in owing if effective_deadline(occurrence, row) is None),
        waits_for=occurrence.waits_for,
        closed=all(end is not None and end <= now for end in ends),
    )


def load_unreached(session: Session, issuer_id: str, *, now: datetime) -> tuple[str, ...]:
    """Short names of the issuer's units that a notice about what is still owed waits for, or of a round or peak not
    over at `now`, because nobody there can be reached; in the order of the units file."""
    today = now.astimezone(ZoneInfo(session.get_one(Issuer, issuer_id).zone)).date()
    waits = _owing_posts(UNREACHABLE, ~_told_beside())
    unheard = (
        select(AnnouncementItem.unit_id)
        .join(Announcement, col(Announcement.id) == AnnouncementItem.announcement_id)
        .join(Span, col(Span.id) == Announcement.span_id)
        .where(UNHEARD, col(Announcement.withdrawn).is_(False), col(Span.last_on) >= today)
    )
    return _short_names(session, issuer_id, _of_posts(waits) | col(Unit.id).in_(unheard))


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
    posts = _owing_posts(col(Item.delivery_id).in_(lying))
    return _short_names(session, issuer_id, _of_posts(posts))


def _owing_posts(*which: ColumnElement[bool]) -> Select[int | None]:
    return (
        select_columns(col(Item.post_id))
        .join(Obligation, col(Obligation.id) == Item.obligation_id)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .where(*which, col(Obligation.state).in_(OWED), col(Occurrence.withdrawn).is_(False))
    )


def _of_posts(posts: Select[int | None]) -> ColumnElement[bool]:
    return col(Unit.id).in_(select(Post.unit_id).where(col(Post.id).in_(posts)))


def _short_names(session: Session, issuer_id: str, which: ColumnElement[bool]) -> tuple[str, ...]:
    units = select(Unit.short).where(Unit.issuer_id == issuer_id, which).order_by(col(Unit.id))
    return tuple(session.exec(units))
