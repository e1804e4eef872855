"""What a message says of rounds, peaks and anniversaries: looked up when it is worded, as it stands then."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col

from scheduler.dates import civil
from scheduler.dates.office import Office
from scheduler.plan.model import HELD_FOR, PHASES, AnnouncementKind
from scheduler.run.saying.letter import LEFT_POST, Moot
from scheduler.run.saying.notice import Announced, KeptDay, OwedWithin
from scheduler.states import OWED, ItemState
from scheduler.store.announcements import told_before
from scheduler.store.columns import split_list
from scheduler.store.deadline import effective_deadline
from scheduler.store.tables import (
    Announcement,
    AnnouncementItem,
    Campaign,
    Delivery,
    Obligation,
    Occurrence,
    Span,
    Unit,
)
from scheduler.workflow.actor import Tenure


@dataclass(frozen=True)
class ToldSpan:
    """One announcement as it is told to one person of one unit. Rows of the caller's session."""

    item: AnnouncementItem
    announcement: Announcement
    span: Span
    campaign: Campaign

    @property
    def reference(self) -> str:
        """campaign/phase."""
        return f"{self.campaign.code}/{self.span.key}"

    def moot(self, tenures: Sequence[Tenure], now: datetime) -> str | None:
        """Why this needs no saying any more; None when it does. `tenures`: of who reads, now."""
        if self.announcement.withdrawn or self.span.withdrawn:
            return "the day was moved or withdrawn"
        zone = ZoneInfo(self.campaign.zone)
        if now.astimezone(zone).date() > self.item.not_before.astimezone(zone).date():
            return "its day is over"
        if all(one.post_id != self.item.post_id for one in tenures):
            return LEFT_POST
        return None


def load_told(session: Session, deliveries: Sequence[Delivery]) -> dict[int | None, list[ToldSpan]]:
    """What each of `deliveries` tells of spans, by their ids, the earliest first."""
    rows = session.execute(
        select(AnnouncementItem, Announcement, Span, Campaign)
        .join(Announcement, col(Announcement.id) == AnnouncementItem.announcement_id)
        .join(Span, col(Span.id) == Announcement.span_id)
        .join(Campaign, col(Campaign.id) == Span.campaign_id)
        .where(
            col(AnnouncementItem.delivery_id).in_([one.id for one in deliveries]),
            col(AnnouncementItem.state) == ItemState.CARDED,
        )
        .order_by(col(Announcement.at), col(Announcement.id), col(AnnouncementItem.id))
    )
    found: dict[int | None, list[ToldSpan]] = defaultdict(list)
    for row in rows:
        told = ToldSpan(*cast(tuple[Any, ...], row))
        found[told.item.delivery_id].append(told)
    return found


def find_moot(
    told: Iterable[ToldSpan], tenures: Sequence[Tenure], *, now: datetime
) -> tuple[Moot, ...]:
    """What of `told` needs no saying any more, and why."""
    reasons = ((one, one.moot(tenures, now)) for one in told)
    return tuple(
        Moot(one.item.id or 0, f"{one.reference}/{one.announcement.kind}", reason)
        for one, reason in reasons
        if reason
    )


def without(told: Iterable[ToldSpan], moot: Iterable[Moot]) -> list[ToldSpan]:
    """What of `told` still needs saying."""
    over = {one.item_id for one in moot}
    return [one for one in told if one.item.id not in over]


def say(
    session: Session, told: Sequence[ToldSpan], office: Office, *, now: datetime
) -> tuple[Announced, ...]:
    """`told` as it stands at `now`, each span once, whichever units of the reader's it concerns."""
    units: dict[int, list[int]] = defaultdict(list)
    first: dict[int, ToldSpan] = {}
    for one in told:
        id_ = one.announcement.id or 0
        first.setdefault(id_, one)
        units[id_].append(one.item.unit_id)
    return tuple(_say(session, one, units[id_], office, now) for id_, one in first.items())


def _say(
    session: Session, told: ToldSpan, units: Collection[int], office: Office, now: datetime
) -> Announced:
    span, campaign, zone = told.span, told.campaign, ZoneInfo(told.campaign.zone)
    assert span.first_on and span.last_on, "what is told of has its days"
    is_phase = span.kind in PHASES
    today = now.astimezone(zone).date()
    return Announced(
        kind=AnnouncementKind(told.announcement.kind),
        reference=told.reference,
        title=span.title,
        campaign=campaign.title,
        directive=campaign.directive,
        first_on=span.first_on,
        last_on=span.last_on,
        working_days_left=office.calendar.count(today, span.last_on),
        ordinal=span.ordinal,
        occasion=span.occasion,
        days=_days(session, span) if is_phase else (),
        owed=_owed(session, told, units, zone) if is_phase else (),
        told_before=told_before(session, told.announcement),
    )


def _days(session: Session, span: Span) -> tuple[KeptDay, ...]:
    """The earliest first; of one day in the order in which the phase names them."""
    named = split_list(span.anniversaries)
    rows = session.scalars(
        select(Span).where(
            col(Span.campaign_id) == span.campaign_id,
            col(Span.kind).in_(HELD_FOR),
            col(Span.key).in_(named),
            col(Span.withdrawn).is_(False),
        )
    )
    days = [
        (
            row.first_on,
            named.index(row.key),
            KeptDay(row.title, row.first_on, row.ordinal, row.occasion),
        )
        for row in rows
        if row.first_on
    ]
    return tuple(day for _on, _place, day in sorted(days, key=lambda one: one[:2]))


def _owed(
    session: Session, told: ToldSpan, units: Collection[int], zone: ZoneInfo
) -> tuple[OwedWithin, ...]:
    """What is owed from the first day to the last; nothing then: what is due next after it."""
    rows = session.execute(
        select(Obligation, Occurrence, Unit)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(
            col(Obligation.unit_id).in_(units),
            col(Obligation.state).in_(OWED),
            col(Occurrence.campaign_id) == told.campaign.id,
            col(Occurrence.withdrawn).is_(False),
        )
    )
    found = []
    for obligation, occurrence, unit in cast(Iterable[tuple[Any, ...]], rows):
        if due_at := effective_deadline(occurrence, obligation):
            name = unit.name if len(units) > 1 else ""
            found.append(OwedWithin(occurrence.title, name, due_at.astimezone(zone)))
    found.sort(key=lambda one: (one.due_at, one.duty, one.unit))
    first_on, last_on = told.span.first_on, told.span.last_on
    assert first_on and last_on, "phases have their days"
    later = [one for one in found if civil.ended_on(one.due_at, zone) >= first_on]
    within = [one for one in later if civil.ended_on(one.due_at, zone) <= last_on]
    return tuple(within or [one for one in later if one.due_at == later[0].due_at])
