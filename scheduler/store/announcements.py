"""What spans tell by themselves: planned rows, and what becomes of those that were put before somebody."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from scheduler.plan.model import AnnouncementKind, PlannedAnnouncement, PlannedSpan
from scheduler.states import Ending, ItemState
from scheduler.store.holders import load_to_posts
from scheduler.store.tables import Announcement, AnnouncementItem, Campaign, Span


def replace_announcements(
    session: Session, span: Span, planned: PlannedSpan | None, *, now: datetime
) -> None:
    """Make those of `planned` (None: it is withdrawn) the ones of the stored `span`; others are over, without a word.

    What has passed is never told; what was told of one day is not told of that day again.
    """
    told = {(one.kind.value, one.day): one for one in (planned.announcements if planned else ())}
    query = select(Announcement).where(Announcement.span_id == span.id)
    for row in session.exec(query).all():
        one = told.pop((row.kind, row.day), None)
        if one is None:
            _withdraw(row, now)
        else:
            _renew(row, one, now)
        session.add(row)
    for one in told.values():
        passed = None if one.at > now else now
        session.add(
            Announcement(
                span_id=span.id or 0, kind=one.kind, day=one.day, at=one.at, ended_at=passed
            )
        )


def _withdraw(row: Announcement, now: datetime) -> None:
    row.withdrawn = True
    if row.ended_at is None:
        row.ended_at, row.ending = now, Ending.WITHDRAWN


def _renew(row: Announcement, planned: PlannedAnnouncement, now: datetime) -> None:
    row.withdrawn, row.at = False, planned.at
    untold = row.ending in (None, Ending.WITHDRAWN)
    if untold and row.ended_at is not None and row.at > now:
        row.ended_at = row.ending = row.retry_at = None


def load_planned(
    session: Session, campaign: Campaign
) -> dict[int, tuple[PlannedAnnouncement, ...]]:
    """Those of the plan in force, by the ids of their spans, in the order of the planner."""
    rows = session.exec(
        select(Announcement)
        .join(Span, col(Span.id) == Announcement.span_id)
        .where(Span.campaign_id == campaign.id, col(Announcement.withdrawn).is_(False))
        .order_by(col(Announcement.at), col(Announcement.id))
    )
    found: dict[int, list[PlannedAnnouncement]] = defaultdict(list)
    for row in rows:
        planned = PlannedAnnouncement(AnnouncementKind(row.kind), row.day, row.at)
        found[row.span_id].append(planned)
    return {span_id: tuple(several) for span_id, several in found.items()}


def told_before(session: Session, row: Announcement) -> date | None:
    """The other day that people were told of last, before the phase moved; None where nobody was."""
    anybody = select(AnnouncementItem.id).where(
        AnnouncementItem.announcement_id == Announcement.id,
        AnnouncementItem.state == ItemState.CARDED,
    )
    query = (
        select(col(Announcement.day))
        .where(
            Announcement.span_id == row.span_id,
            Announcement.kind == row.kind,
            col(Announcement.withdrawn),
            Announcement.ending == Ending.FIRED,
            anybody.exists(),
        )
        .order_by(col(Announcement.ended_at).desc())
        .limit(1)
    )
    found: date | None = session.scalars(query).first()
    return found


def set_aside(session: Session, deliveries: Collection[int | None], *, now: datetime) -> None:
    """What these messages tell of it goes another way to the same post; without one the unit hears it on paper."""
    if not deliveries:
        return
    mine = (
        col(AnnouncementItem.delivery_id).in_(deliveries),
        AnnouncementItem.state == ItemState.CARDED,
    )
    rows = session.exec(select(AnnouncementItem).where(*mine)).all()
    ways = load_to_posts(session, {row.post_id for row in rows}, now=now) if rows else {}
    for row in rows:
        others = [one.address_id for one in ways.get(row.post_id or 0, ())]
        other = next((id_ for id_ in others if id_ != row.address_id), None)
        row.state = ItemState.NEW if other else ItemState.UNREACHABLE
        row.address_id, row.delivery_id = other or row.address_id, None
        session.add(row)
    session.flush()


def drop(session: Session, ids: Collection[int]) -> None:
    """These need not be told any more."""
    mine = col(AnnouncementItem.id).in_(ids)
    session.execute(update(AnnouncementItem).where(mine).values(state=ItemState.MOOT))


def first_key(session: Session, delivery_id: int | None) -> str | None:
    """The least key of what a message tells of it; None where it tells nothing of it."""
    query = select(func.min(AnnouncementItem.key)).where(
        AnnouncementItem.delivery_id == delivery_id
    )
    return session.exec(query).one()
