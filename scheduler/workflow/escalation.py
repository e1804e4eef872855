"""What goes to a superior waits until a person at the standing body sends it or drops it.

One that nobody can be reached for stays until somebody has told the superior another way, or drops it. Head,
deputy and clerk of the standing body decide alike; the ledger and the cards name the post that did.
"""

from datetime import datetime

from sqlalchemy import and_, or_, update
from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.errors import NotAllowed, NotPossible
from scheduler.happenings import Happening
from scheduler.states import ItemState
from scheduler.steps import Step, StepKind
from scheduler.store import ledger
from scheduler.store.reminders import SHOWN
from scheduler.store.tables import Delivery, Item, Reminder
from scheduler.store.tables.outbox import UNSENT
from scheduler.workflow.actor import Actor, require_standing, signature
from scheduler.workflow.superior import (
    UNDECIDED,
    EscalatedItem,
    EscalationState,
    find_reached,
    load_rows,
    make_escalation,
)

ASIDE = {
    Action.DROP: (EscalationState.DROPPED, Happening.ESCALATION_DROPPED),
    Action.TELL: (EscalationState.TOLD, Happening.ESCALATION_TOLD),
}  # what items become, and what the ledger says


def send(session: Session, reminder_id: int, actor: Actor, *, now: datetime) -> int:
    """Let an escalation go out with the next pass; how many items somebody is told. Raises NotAllowed, NotPossible.

    Who holds the superior's post, and how they are reached, is looked up now: an escalation may have waited for days.
    """
    rows = _waiting(session, reminder_id, actor, Action.SEND, now)
    reached = find_reached(session, rows, now)
    sent = 0
    for row in rows:
        addresses = reached[row.item.id]
        if row.item.address_id not in addresses:
            row.item.address_id = addresses[0] if addresses else None
        row.item.state = ItemState.NEW if addresses else ItemState.UNREACHABLE
        row.item.not_before = now
        sent += bool(addresses)
    _settled(
        session,
        rows,
        actor,
        Happening.ESCALATION_SENT,
        now,
        items=sent,
        unreachable=len(rows) - sent,
    )
    return sent


def drop(session: Session, reminder_id: int, actor: Actor, *, now: datetime) -> int:
    """Never send an escalation; how many items that are. Raises NotAllowed, NotPossible."""
    return _put_aside(session, reminder_id, actor, Action.DROP, now)


def tell_another_way(session: Session, reminder_id: int, actor: Actor, *, now: datetime) -> int:
    """The superior was told, not by us; how many items that are. Raises NotAllowed, NotPossible."""
    return _put_aside(session, reminder_id, actor, Action.TELL, now)


def _put_aside(
    session: Session, reminder_id: int, actor: Actor, action: Action, now: datetime
) -> int:
    state, kind = ASIDE[action]
    rows = _waiting(session, reminder_id, actor, action, now)
    for row in rows:
        row.item.state = state.value
    _settled(session, rows, actor, kind, now, items=len(rows))
    return len(rows)


def _waiting(
    session: Session, reminder_id: int, actor: Actor, action: str, now: datetime
) -> list[EscalatedItem]:
    """What of the escalation is to be decided on. Raises NotAllowed, NotPossible (decided, or sent in vain)."""
    require_standing(actor, Action.ESCALATE)
    rows = load_rows(session, Reminder.id == reminder_id)
    if not rows or rows[0].campaign.issuer_id != actor.issuer_id:
        raise NotAllowed(Action.SEE)
    escalation = make_escalation(session, rows, now)
    possible = (EscalationState.WAITING,) if action == Action.SEND else UNDECIDED
    if escalation.state not in possible:
        last = escalation.decisions[-1] if escalation.decisions else None
        raise NotPossible(action, escalation.state, last and last.at, last and last.by)
    return [row for row in rows if row.is_open]


def _settled(
    session: Session,
    rows: list[EscalatedItem],
    actor: Actor,
    kind: Happening,
    now: datetime,
    **counts: int,
) -> None:
    one, tenure = rows[0], require_standing(actor, Action.ESCALATE)
    data: dict[str, object] = {"reminder": one.reminder.id, **counts}
    issuer_id = one.campaign.issuer_id
    ledger.append(
        session, [ledger.Entry(kind, one.subject, signature(tenure), issuer_id, data)], now=now
    )
    session.flush()
    _edit_cards(session, one.reminder)


def _edit_cards(session: Session, escalation: Reminder) -> None:
    """Cards that tell of the escalation say what became of it; those not sent yet need not tell of it any more."""
    notices = select(Reminder.id).where(
        Reminder.occurrence_id == escalation.occurrence_id,
        Reminder.step == str(Step(StepKind.ESCALATION, about=escalation.id)),
    )
    mine, state = col(Item.reminder_id).in_(notices), col(Item.state)
    queued = col(Item.delivery_id).in_(UNSENT)
    unsaid = or_(
        state.in_((ItemState.NEW, ItemState.UNREACHABLE)), and_(state == ItemState.CARDED, queued)
    )
    showing = select(Item.delivery_id).where(mine, state == ItemState.CARDED)
    for statement in (
        update(Item).where(mine, unsaid).values(state=ItemState.MOOT),
        update(Delivery)
        .where(col(Delivery.id).in_(showing), col(Delivery.state).in_(SHOWN))
        .values(edit_wanted=True),
    ):
        session.execute(statement.execution_options(synchronize_session=False))
