"""What goes to a superior waits as a draft until a person at the standing body sends it or drops it; and nudges."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import CursorResult, func, update
from sqlmodel import Session, col, or_, select

from scheduler.errors import CutOffPassed, NotAllowed, NotPossible
from scheduler.store import ledger
from scheduler.store.deadline import effective_deadline
from scheduler.store.tables import (
    Address,
    Campaign,
    Holder,
    Item,
    Lane,
    Obligation,
    Occurrence,
    Post,
    Reminder,
    Unit,
)
from scheduler.workflow.actor import Actor, require_desk, signature
from scheduler.workflow.states import OWED, State, Step


@dataclass(frozen=True)
class Draft:
    """An escalation that waits: one reminder, for the units that still owe."""

    reminder_id: int
    duty: str
    campaign: str
    due_at: datetime | None
    units: tuple[str, ...]


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
    """What a reminder by hand would do."""

    duty: str
    units: tuple[str, ...]
    unreachable: tuple[str, ...]  # of those, with nobody to tell


def load_drafts(session: Session, actor: Actor) -> list[Draft]:
    """Drafts of the actor's issuer, oldest first. Raises NotAllowed."""
    require_desk(actor, "escalate")
    rows = session.exec(
        select(Reminder, Occurrence, Campaign, Unit.short)
        .join(Occurrence, col(Occurrence.id) == Reminder.occurrence_id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .join(Item, col(Item.reminder_id) == Reminder.id)
        .join(Obligation, col(Obligation.id) == Item.obligation_id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(
            Item.state == "draft",
            Campaign.issuer_id == actor.issuer_id,
            col(Obligation.state).in_(OWED),
            col(Occurrence.withdrawn).is_(False),
        )
        .order_by(col(Reminder.at), col(Reminder.id), col(Unit.id))
    )
    found: dict[int, Draft] = {}
    for reminder, occurrence, campaign, unit in rows:
        known = found.get(reminder.id or 0)
        units = (*known.units, unit) if known else (unit,)
        found[reminder.id or 0] = Draft(
            reminder.id or 0,
            occurrence.title,
            campaign.title,
            occurrence.due_at,
            tuple(dict.fromkeys(units)),
        )
    return list(found.values())


def send_draft(session: Session, reminder_id: int, actor: Actor, *, now: datetime) -> int:
    """Let a draft go out with the next pass; how many items somebody is told. Raises NotAllowed, NotPossible."""
    return _settle(session, reminder_id, actor, "new", "escalation sent", now)


def drop_draft(session: Session, reminder_id: int, actor: Actor, *, now: datetime) -> int:
    """Never send a draft; how many items that are. Raises NotAllowed, NotPossible."""
    return _settle(session, reminder_id, actor, "dropped", "escalation dropped", now)


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
    occurrence, _campaign = _remindable(session, occurrence_id, actor, now)
    units = session.exec(
        select(Unit.id, Unit.short)
        .join(Obligation, col(Obligation.unit_id) == Unit.id)
        .where(Obligation.occurrence_id == occurrence_id, col(Obligation.state).in_(OWED))
        .order_by(col(Unit.id))
    ).all()
    reached = set(
        session.exec(
            select(Post.unit_id)
            .join(Holder, col(Holder.post_id) == Post.id)
            .join(Address, col(Address.person_id) == Holder.person_id)
            .join(Lane, (col(Lane.id) == Address.lane_id) & col(Lane.served))
            .where(
                col(Post.kind).in_(("head", "group")),
                Holder.from_at <= now,
                or_(col(Holder.until_at).is_(None), col(Holder.until_at) > now),
                col(Holder.obligation_id).is_(None),
                col(Address.closed_at).is_(None),
            )
        )
    )
    return Nudge(
        occurrence.title,
        tuple(name for _id, name in units),
        tuple(name for id_, name in units if id_ not in reached),
    )


def nudge(session: Session, occurrence_id: int, actor: Actor, *, now: datetime) -> None:
    """Remind now everybody who has not handed in. Raises NotAllowed, NotPossible (withdrawn, no day, closed)."""
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


def _settle(
    session: Session, reminder_id: int, actor: Actor, state: str, kind: str, now: datetime
) -> int:
    desk = require_desk(actor, "escalate")
    reminder = session.get(Reminder, reminder_id)
    if reminder is None:
        raise NotAllowed("see")
    occurrence, campaign = _of_issuer(session, reminder.occurrence_id, actor)
    reachable = col(Item.address_id).is_not(None)
    drafts = (col(Item.reminder_id) == reminder_id, col(Item.state) == "draft")
    count = session.exec(select(func.count()).select_from(Item).where(*drafts)).one()
    if not count:
        raise NotPossible("escalate", "settled")
    if state == "new":
        leaving = update(Item).where(*drafts, reachable).values(state="new", not_before=now)
        count = cast(CursorResult[tuple[()]], session.execute(leaving)).rowcount
        state = "unreachable"
    session.execute(update(Item).where(*drafts).values(state=state))
    subject = f"{campaign.code}/{occurrence.duty}/{occurrence.key}/{reminder.step}"
    entry = ledger.Entry(kind, subject, signature(desk), campaign.issuer_id, {"items": count})
    ledger.append(session, [entry], now=now)
    return count


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
