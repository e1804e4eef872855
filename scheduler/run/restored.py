"""A backup put to work again: what may have been said since it was made is held for a person's word."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from scheduler.access import pruning
from scheduler.dates.office import Office
from scheduler.happenings import Happening
from scheduler.run.firing.issuers import load_with_work
from scheduler.run.firing.tick import fire
from scheduler.states import DeliveryState
from scheduler.store import ledger
from scheduler.store.pulse import RESTORED, beat, last_beat
from scheduler.store.tables import (
    Announcement,
    AnnouncementItem,
    Campaign,
    Delivery,
    Handover,
    HandoverNotice,
    Item,
    Lane,
    Obligation,
    Occurrence,
    Post,
    Reply,
    Span,
    Unit,
)
from scheduler.store.tables.outbox import HELD, IS_DESK_LINK, WAITING

REASON = "it may have arrived before the backup was put to work"


@dataclass(frozen=True)
class Held:
    """A message that is held. `about`: each obligation as campaign/duty/occurrence/unit, in order."""

    id: int
    issuer_id: str
    channel: str
    unit: str  # short name, of the post it goes to
    post: str  # kind of that post
    about: tuple[str, ...]
    not_before: datetime


def hold(session: Session, office: Office, *, actor: str, now: datetime) -> datetime | None:
    """Hold what was due up to `now`: what waits, and what fires only now but may have fired since the backup.

    Returns when the backup's engine last ticked, None if never. What is due later is not touched; answers of the
    bot and links into the desk that wait are ended, for old ones help nobody; who is signed in at the desk is out.
    Done twice it holds nothing more.
    """
    for issuer_id in load_with_work(session, now=now):
        fire(session, office, issuer_id, now=now)
    fresh = select(col(Item.id)).where(
        col(Item.delivery_id) == Delivery.id, col(Item.created_at) == now
    )
    announced = select(col(AnnouncementItem.id)).where(
        col(AnnouncementItem.delivery_id) == Delivery.id, col(AnnouncementItem.created_at) == now
    )
    due = or_(
        col(Delivery.state) == DeliveryState.CLAIMED,
        col(Delivery.not_before) <= now,
        fresh.exists(),
        announced.exists(),
    )
    _end_links(session, now)
    ids = session.scalars(select(col(Delivery.id)).where(WAITING, due)).all()
    _change(
        session, ids, state=DeliveryState.HELD, claim=None, possible_duplicate=True, reason=REASON
    )
    session.execute(
        update(Reply).where(col(Reply.ended_at).is_(None)).values(ended_at=now, fault=REASON)
    )
    _note(session, Happening.MESSAGE_HELD, load_held(session, ids), actor=actor, now=now)
    pruning.sign_everybody_out(session)
    beat(session, RESTORED, now=now)  # files of reports that the backup does not know stay
    return last_beat(session, "tick")


def _end_links(session: Session, now: datetime) -> None:
    session.execute(
        update(Delivery)
        .where(WAITING, IS_DESK_LINK)
        .values(state=DeliveryState.DROPPED, claim=None, ended_at=now, reason=REASON)
        .execution_options(synchronize_session="fetch")
    )


def release(session: Session, held: Collection[Held], *, actor: str, now: datetime) -> None:
    """Let these leave after all; each says that it may have arrived before."""
    ids = [one.id for one in held]
    _change(session, ids, state=DeliveryState.QUEUED, not_before=now, reason=None)
    _note(session, Happening.MESSAGE_RELEASED, held, actor=actor, now=now)


def drop(session: Session, held: Collection[Held], *, actor: str, now: datetime) -> None:
    """Never send these: they have arrived, or need not."""
    _change(session, [one.id for one in held], state=DeliveryState.DROPPED, ended_at=now)
    _note(session, Happening.MESSAGE_DROPPED, held, actor=actor, now=now)


def load_held(session: Session, ids: Collection[int | None] | None = None) -> list[Held]:
    """What is held, of `ids` only when given; in the order of their numbers."""
    owing = aliased(Unit)
    query = (
        select(Delivery, Lane, Unit, Post, Campaign, Occurrence, owing)
        .join(Lane, col(Lane.id) == Delivery.lane_id)
        .join(Post, col(Post.id) == Delivery.post_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .join(Item, col(Item.delivery_id) == Delivery.id)
        .join(Obligation, col(Obligation.id) == Item.obligation_id)
        .join(owing, col(owing.id) == Obligation.unit_id)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .where(HELD)
        .order_by(col(Delivery.id), col(Item.id))
    )
    about: dict[int, dict[str, None]] = defaultdict(dict)
    found: dict[int, Held] = {}
    for found_row in session.execute(query).all():
        row, lane, unit, post, campaign, occurrence, owes = cast(tuple[Any, ...], found_row)
        if ids is None or row.id in ids:
            about[row.id][f"{campaign.code}/{occurrence.duty}/{occurrence.key}/{owes.code}"] = None
            said = tuple(about[row.id])
            found[row.id] = Held(
                row.id, unit.issuer_id, lane.channel, unit.short, post.kind, said, row.not_before
            )
    for row, lane, unit, post, said in (*_held_changes(session), *_held_announcements(session)):
        if row.id not in found and (ids is None or row.id in ids):
            found[row.id] = Held(
                row.id, unit.issuer_id, lane.channel, unit.short, post.kind, (said,), row.not_before
            )
    return [found[id_] for id_ in sorted(found)]


def _held_changes(session: Session) -> list[tuple[Any, ...]]:
    """What is held and tells of a post that changed hands, and of which."""
    query = (
        select(Delivery, Lane, Unit, Post)
        .join(Lane, col(Lane.id) == Delivery.lane_id)
        .join(HandoverNotice, col(HandoverNotice.delivery_id) == Delivery.id)
        .join(Handover, col(Handover.id) == HandoverNotice.handover_id)
        .join(Post, col(Post.id) == Handover.post_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(HELD)
        .order_by(col(Delivery.id), col(HandoverNotice.id))
    )
    rows = (cast(tuple[Any, ...], row) for row in session.execute(query).all())
    return [(*row, f"{row[2].code}/{row[3].kind}") for row in rows]


def _held_announcements(session: Session) -> list[tuple[Any, ...]]:
    """What is held and tells of a round, a peak or an anniversary, and of which."""
    query = (
        select(Delivery, Lane, Unit, Post, Announcement, Span, Campaign)
        .join(Lane, col(Lane.id) == Delivery.lane_id)
        .join(Post, col(Post.id) == Delivery.post_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .join(AnnouncementItem, col(AnnouncementItem.delivery_id) == Delivery.id)
        .join(Announcement, col(Announcement.id) == AnnouncementItem.announcement_id)
        .join(Span, col(Span.id) == Announcement.span_id)
        .join(Campaign, col(Campaign.id) == Span.campaign_id)
        .where(HELD)
        .order_by(col(Delivery.id), col(AnnouncementItem.id))
    )
    rows = (cast(tuple[Any, ...], row) for row in session.execute(query).all())
    return [
        (*row, f"{campaign.code}/{span.key}/{announcement.kind}")
        for *row, announcement, span, campaign in rows
    ]


def _change(session: Session, ids: Collection[int | None], **values: object) -> None:
    session.execute(
        update(Delivery)
        .where(col(Delivery.id).in_(ids))
        .values(**values)
        .execution_options(synchronize_session="fetch")
    )


def _note(
    session: Session, kind: Happening, held: Collection[Held], *, actor: str, now: datetime
) -> None:
    ledger.append(session, _entries(kind, held, actor), now=now)


def _entries(kind: Happening, held: Collection[Held], actor: str) -> Iterator[ledger.Entry]:
    for one in held:
        data: dict[str, object] = {"delivery": one.id, "post": one.post, "items": list(one.about)}
        yield ledger.Entry(kind, one.about[0], actor, one.issuer_id, data)
