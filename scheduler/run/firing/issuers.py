"""Which issuers a pass has work for: each is passed over by itself, and one that fails waits apart from the others."""

from datetime import datetime, timedelta

from sqlalchemy import select, text, update
from sqlmodel import Session, col

from scheduler.run.firing.due import is_due
from scheduler.run.firing.reroute import load_issuers_to_leave
from scheduler.store.holders import instants
from scheduler.store.pulse import beat
from scheduler.store.tables import Announcement, Campaign, Pulse, Reminder, Span

PUSHED_BACK = timedelta(minutes=15)  # before what could not be computed is tried again

_FAILED = "tick failed of "  # and the issuer: when a pass over it failed last
# Of rows that are few at any time, each found by its partial index.
_WITH_WORK = """
    SELECT campaign.issuer_id FROM reminder
        JOIN occurrence ON occurrence.id = reminder.occurrence_id
        JOIN campaign ON campaign.id = occurrence.campaign_id
    WHERE reminder.ended_at IS NULL AND reminder.at <= :now
        AND (reminder.retry_at IS NULL OR reminder.retry_at <= :now)
    UNION
    SELECT unit.issuer_id FROM handover
        JOIN post ON post.id = handover.post_id JOIN unit ON unit.id = post.unit_id
    WHERE handover.followed_at IS NULL
    UNION
    SELECT person.issuer_id FROM item
        JOIN address ON address.id = item.address_id JOIN person ON person.id = address.person_id
    WHERE item.state = 'new'
    UNION
    SELECT person.issuer_id FROM handover_notice
        JOIN address ON address.id = handover_notice.address_id
        JOIN person ON person.id = address.person_id
    WHERE handover_notice.state = 'new'
    UNION
    SELECT campaign.issuer_id FROM announcement
        JOIN span ON span.id = announcement.span_id
        JOIN campaign ON campaign.id = span.campaign_id
    WHERE announcement.ended_at IS NULL AND announcement.at <= :now
        AND (announcement.retry_at IS NULL OR announcement.retry_at <= :now)
    UNION
    SELECT person.issuer_id FROM announcement_item
        JOIN address ON address.id = announcement_item.address_id
        JOIN person ON person.id = address.person_id
    WHERE announcement_item.state = 'new'"""


def load_with_work(session: Session, *, now: datetime) -> list[str]:
    """Ids of those with anything to fire, to follow, to put into cards or to take out of a lane; sorted.

    Those whose last pass failed are left out until PUSHED_BACK is over.
    """
    found = set(session.scalars(instants(text(_WITH_WORK)), {"now": now}))
    found |= load_issuers_to_leave(session, now=now)
    return sorted(found - _pushed_back(session, now)) if found else []


def push_back(session: Session, issuer_id: str, *, now: datetime) -> None:
    """A pass over that issuer failed. What is due of it waits, and no card waits for that."""
    beat(session, _FAILED + issuer_id, now=now)
    session.execute(
        update(Reminder).where(*is_due(issuer_id, now=now)).values(retry_at=now + PUSHED_BACK)
    )
    announced = select(col(Span.id)).join(Campaign, col(Campaign.id) == Span.campaign_id)
    session.execute(
        update(Announcement)
        .where(
            col(Announcement.ended_at).is_(None),
            col(Announcement.at) <= now,
            col(Announcement.span_id).in_(announced.where(col(Campaign.issuer_id) == issuer_id)),
        )
        .values(retry_at=now + PUSHED_BACK)
        .execution_options(synchronize_session=False)
    )


def _pushed_back(session: Session, now: datetime) -> set[str]:
    query = select(col(Pulse.name)).where(
        col(Pulse.name).startswith(_FAILED), col(Pulse.at) > now - PUSHED_BACK, col(Pulse.at) <= now
    )
    return {name.removeprefix(_FAILED) for name in session.scalars(query)}
