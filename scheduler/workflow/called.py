"""Calls that were made: which stand, and taking a wrong one back."""

from datetime import datetime

from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.errors import NotAllowed, NotCalled, NotPossible
from scheduler.happenings import Happening
from scheduler.states import State
from scheduler.store import ledger
from scheduler.store.agenda import find_campaign
from scheduler.store.reminders import withdraw_occurrence
from scheduler.store.tables import Campaign, Occurrence
from scheduler.workflow.actor import Actor, require_standing
from scheduler.workflow.waiting import Waiting, signed


def load_called(session: Session, waiting: Waiting) -> list[Occurrence]:
    """Its calls that stand, latest first."""
    return list(
        session.exec(
            select(Occurrence)
            .where(
                Occurrence.campaign_id == waiting.campaign.id,
                Occurrence.duty == waiting.occurrence.duty,
                col(Occurrence.called_at).is_not(None),
                col(Occurrence.withdrawn).is_(False),
            )
            .order_by(col(Occurrence.id).desc())
        )
    )


def get_called(session: Session, occurrence_id: int, actor: Actor) -> Occurrence:
    """The call of that row, for the standing body of its issuer. Raises NotAllowed."""
    require_standing(actor, Action.CALL)
    row = session.get(Occurrence, occurrence_id)
    if row is None or row.called_at is None:
        raise NotAllowed(Action.CALL)
    if session.get_one(Campaign, row.campaign_id).issuer_id != actor.issuer_id:
        raise NotAllowed(Action.CALL)
    return row


def find_called(session: Session, campaign: str, duty: str, key: str) -> Occurrence:
    """The call of that key, withdrawn or not, whether its duty waits or not. Raises UnknownCampaign, NotCalled."""
    calls = session.exec(
        select(Occurrence).where(
            Occurrence.campaign_id == find_campaign(session, campaign).id,
            Occurrence.duty == duty,
            col(Occurrence.called_at).is_not(None),
        )
    ).all()
    for row in calls:
        if row.key == key:
            return row
    raise NotCalled(duty, key, tuple(row.key for row in calls if not row.withdrawn))


def withdraw(
    session: Session, row: Occurrence, reason: str, *, by: Actor | str, now: datetime
) -> None:
    """Take a wrong call back: who heard of it is told, nothing of it is owed. Raises NotAllowed, NotPossible."""
    campaign = session.get_one(Campaign, row.campaign_id)
    who = signed(by, campaign, Action.CALL)
    if row.called_at is None:
        raise NotAllowed(Action.CALL)
    if row.withdrawn:
        raise NotPossible(Action.CALL, State.WITHDRAWN, row.changed_at)
    withdraw_occurrence(session, row, now=now)
    data: dict[str, object] = {"reason": reason} if reason else {}
    note(session, Happening.CALL_WITHDRAWN, campaign, row, by=who, data=data, now=now)


def note(
    session: Session,
    kind: Happening,
    campaign: Campaign,
    row: Occurrence,
    *,
    by: str,
    data: dict[str, object],
    now: datetime,
) -> None:
    """An entry of the ledger about a call."""
    subject = f"{campaign.code}/{row.duty}/{row.key}"
    entry = ledger.Entry(kind, subject, by, campaign.issuer_id, data)
    ledger.append(session, [entry], now=now)
