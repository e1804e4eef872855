"""What goes to a superior waits as a draft until a person at the standing body sends it or drops it; and nudges."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from scheduler.errors import NotAllowed, NotPossible
from scheduler.store import ledger
from scheduler.store.tables import (
    Campaign,
    Item,
    Obligation,
    Occurrence,
    Reminder,
    Unit,
)
from scheduler.workflow.actor import Actor, require_desk, signature
from scheduler.workflow.states import OWED, Step


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
    """Let a draft go out with the next pass; how many items that are. Raises NotAllowed, NotPossible."""
    return _settle(session, reminder_id, actor, "new", "escalation sent", now)


def drop_draft(session: Session, reminder_id: int, actor: Actor, *, now: datetime) -> int:
    """Never send a draft; how many items that are. Raises NotAllowed, NotPossible."""
    return _settle(session, reminder_id, actor, "dropped", "escalation dropped", now)


def load_late(session: Session, actor: Actor) -> list[Late]:
    """What the issuer's units still owe, nearest deadline first. Raises NotAllowed."""
    require_desk(actor, "see")
    rows = session.exec(
        select(Occurrence, Campaign, Obligation.state, Unit.short)
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
    owing: dict[int, list[str]] = {}
    totals: dict[int, int] = {}
    about: dict[int, tuple[Occurrence, Campaign]] = {}
    for occurrence, campaign, state, unit in rows:
        id_ = occurrence.id or 0
        about[id_] = (occurrence, campaign)
        totals[id_] = totals.get(id_, 0) + 1
        owing.setdefault(id_, [])
        if state in OWED:
            owing[id_].append(unit)
    return [
        Late(id_, o.title, c.title, o.due_at, len(owing[id_]), totals[id_], tuple(owing[id_]))
        for id_, (o, c) in about.items()
    ]


def nudge(session: Session, occurrence_id: int, actor: Actor, *, now: datetime) -> None:
    """Remind now everybody who has not handed in. Raises NotAllowed."""
    desk = require_desk(actor, "nudge")
    occurrence, campaign = _of_issuer(session, occurrence_id, actor)
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
        session.execute(update(Item).where(*drafts, reachable).values(state="new", not_before=now))
        state = "unreachable"
    session.execute(update(Item).where(*drafts).values(state=state))
    subject = f"{campaign.code}/{occurrence.duty}/{occurrence.key}/{reminder.step}"
    entry = ledger.Entry(kind, subject, signature(desk), campaign.issuer_id, {"items": count})
    ledger.append(session, [entry], now=now)
    return count


def _of_issuer(session: Session, occurrence_id: int, actor: Actor) -> tuple[Occurrence, Campaign]:
    occurrence = session.get(Occurrence, occurrence_id)
    if occurrence is None:
        raise NotAllowed("see")
    campaign = session.get_one(Campaign, occurrence.campaign_id)
    if campaign.issuer_id != actor.issuer_id:
        raise NotAllowed("see")
    return occurrence, campaign
