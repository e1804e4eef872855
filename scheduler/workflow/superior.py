"""Reports to a superior that wait for the standing body: for which units, to whom, and what became of them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from scheduler.actions import Action
from scheduler.happenings import Happening
from scheduler.posts import PostKind
from scheduler.states import OWED, ItemState
from scheduler.store import holders, ledger
from scheduler.store.deadline import effective_deadline
from scheduler.store.tables import (
    Campaign,
    Holder,
    Item,
    LedgerEntry,
    Obligation,
    Occurrence,
    Post,
    Reminder,
    Unit,
)
from scheduler.store.titles import of_unit
from scheduler.workflow.actor import Actor, require_standing

OPEN = (
    ItemState.UNDECIDED,
    ItemState.UNREACHABLE,
)  # states of items somebody at the standing body has to decide on


class EscalationState(StrEnum):
    """Where a report to a superior stands."""

    WAITING = "waiting"  # for a person at the standing body
    UNREACHED = "unreached"  # sent, and nobody it goes to can be reached
    SENT = "sent"
    DROPPED = "dropped"
    TOLD = "told"  # another way than by us
    SETTLED = "settled"  # nothing of it is owed any more


UNDECIDED = (EscalationState.WAITING, EscalationState.UNREACHED)
KINDS = {
    Happening.ESCALATION_SENT: EscalationState.SENT,
    Happening.ESCALATION_DROPPED: EscalationState.DROPPED,
    Happening.ESCALATION_TOLD: EscalationState.TOLD,
}  # of the ledger


@dataclass(frozen=True)
class Part:
    """What one superior is told: short names of the units that owe, in the order of the units file."""

    superior: str  # "Giám đốc Sở Tài chính"; empty where nobody is above
    reachable: bool
    units: tuple[str, ...]


class Decision(NamedTuple):
    """What somebody at the standing body did with an escalation, or with what was left of it."""

    state: EscalationState
    at: datetime
    by: str
    items: int  # that it was about; 0: sent, and nobody could be reached


@dataclass(frozen=True)
class Escalation:
    """An escalation: one reminder, for the units that still owe; once it is over, for all it was about."""

    reminder_id: int
    duty: str
    campaign: str
    due_at: datetime | None
    parts: tuple[Part, ...]
    state: EscalationState
    decisions: tuple[Decision, ...] = ()  # the latest last

    @property
    def units(self) -> tuple[str, ...]:
        """Of all parts."""
        return tuple(dict.fromkeys(unit for part in self.parts for unit in part.units))


class EscalatedItem(NamedTuple):
    """One item of an escalation with all it hangs on. Rows of the caller's session."""

    item: Item
    reminder: Reminder
    obligation: Obligation
    occurrence: Occurrence
    campaign: Campaign
    unit: str
    title: str | None  # of the superior's post
    superior: str | None  # its unit

    @property
    def is_open(self) -> bool:
        """Whether it is to be decided on."""
        owed = self.obligation.state in OWED and not self.occurrence.withdrawn
        return owed and self.item.state in OPEN

    @property
    def subject(self) -> str:
        """campaign/duty/occurrence/step, for the ledger."""
        row = self.occurrence
        return f"{self.campaign.code}/{row.duty}/{row.key}/{self.reminder.step}"


def load_escalations(session: Session, actor: Actor, *, now: datetime) -> list[Escalation]:
    """Escalations of the actor's issuer that wait or could not be told, oldest first. Raises NotAllowed."""
    require_standing(actor, Action.ESCALATE)
    return load_undecided(session, actor.issuer_id, now=now)


def load_undecided(session: Session, issuer_id: str, *, now: datetime) -> list[Escalation]:
    """The same of any issuer, whoever asks."""
    mine = (Campaign.issuer_id == issuer_id, col(Item.state).in_(OPEN))
    found: dict[int | None, list[EscalatedItem]] = defaultdict(list)
    for row in load_rows(session, *mine):
        found[row.reminder.id].append(row)
    escalations = (make_escalation(session, rows, now) for rows in found.values())
    return [one for one in escalations if one.state in UNDECIDED]


def find_escalation(session: Session, reminder_id: int, *, now: datetime) -> Escalation:
    """The escalation of that id, waiting or not; that there is one, the caller knows."""
    return make_escalation(session, load_rows(session, Reminder.id == reminder_id), now)


def load_rows(session: Session, *which: ColumnElement[bool] | bool) -> list[EscalatedItem]:
    """Items of escalations, oldest escalation first, within one in the order of the units file."""
    superior = aliased(Unit)
    rows = session.exec(
        select(
            Item, Reminder, Obligation, Occurrence, Campaign, Unit.short, Post.title, superior.name
        )  # type: ignore[call-overload]
        .join(Reminder, col(Reminder.id) == Item.reminder_id)
        .join(Obligation, col(Obligation.id) == Item.obligation_id)
        .join(Occurrence, col(Occurrence.id) == Reminder.occurrence_id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .outerjoin(Post, col(Post.id) == Item.post_id)
        .outerjoin(superior, col(superior.id) == Post.unit_id)
        .where(col(Reminder.draft).is_(True), *which)
        .order_by(col(Reminder.at), col(Reminder.id), col(Unit.id))
    )
    return [EscalatedItem(*row) for row in rows]


def make_escalation(session: Session, rows: list[EscalatedItem], now: datetime) -> Escalation:
    """The escalation that `rows`, of one reminder, are: those of them still to be decided on, else all."""
    decisions = tuple(_decisions(session, rows[0]))
    last = decisions[-1].state if decisions else EscalationState.SETTLED
    rows = [row for row in rows if row.is_open] or _decided_last(rows, last)
    one = rows[0]
    if not one.is_open:
        state = last
    elif any(row.item.state == ItemState.UNDECIDED for row in rows):
        state = EscalationState.WAITING
    else:
        state = EscalationState.UNREACHED
    return Escalation(
        reminder_id=one.reminder.id or 0,
        duty=one.occurrence.title,
        campaign=one.campaign.title,
        due_at=effective_deadline(one.occurrence, one.obligation),
        parts=tuple(_parts(rows, find_reached(session, rows, now))),
        state=state,
        decisions=decisions,
    )


def _decided_last(rows: list[EscalatedItem], state: EscalationState) -> list[EscalatedItem]:
    """What was dropped or told another way, not what was sent before; all of `rows` where nothing was."""
    return [row for row in rows if row.item.state == state] or rows


def _parts(rows: Iterable[EscalatedItem], reached: dict[int | None, list[int]]) -> Iterable[Part]:
    parts: dict[tuple[int | None, bool], list[EscalatedItem]] = defaultdict(list)
    for row in rows:
        parts[row.item.post_id, bool(reached[row.item.id])].append(row)
    for (_post_id, reachable), mine in parts.items():
        title, superior = mine[0].title or "", mine[0].superior or ""
        units = tuple(dict.fromkeys(row.unit for row in mine))
        told = of_unit(title, superior) if title and superior else title or superior
        yield Part(told, reachable, units)


def _decisions(session: Session, row: EscalatedItem) -> Iterable[Decision]:
    """What was decided on this very escalation, oldest first: several may have one subject."""
    entries = session.exec(
        select(LedgerEntry)
        .where(
            LedgerEntry.subject == row.subject,
            LedgerEntry.issuer_id == row.campaign.issuer_id,
            col(LedgerEntry.kind).in_(KINDS),
        )
        .order_by(*ledger.IN_ORDER)
    )
    for one in entries:
        data = json.loads(one.data)
        if data.get("reminder") == row.reminder.id:
            yield Decision(KINDS[Happening(one.kind)], one.at, one.actor, data["items"])


def find_reached(
    session: Session, rows: Sequence[EscalatedItem], now: datetime
) -> dict[int | None, list[int]]:
    """By item, addresses by which the superior can be told at `now`, the best first; holders before who stands in.

    Nobody is told of himself: who holds the post of head of the unit that owes is left out.
    """
    ways = holders.load_to_posts(session, {row.item.post_id for row in rows}, now=now)
    owners = _heads(session, {row.obligation.unit_id for row in rows}, now)
    return {
        row.item.id: [
            way.address_id
            for way in ways.get(row.item.post_id or 0, [])
            if (row.obligation.unit_id, way.person_id) not in owners
        ]
        for row in rows
    }


def _heads(session: Session, units: set[int], now: datetime) -> set[tuple[int, int]]:
    """Unit and person of each who holds the head's post there."""
    heads = select(Post.unit_id, Holder.person_id).join(Holder, col(Holder.post_id) == Post.id)
    mine = (
        col(Post.unit_id).in_(units),
        Post.kind == PostKind.HEAD,
        col(Holder.stands_in).is_(False),
    )
    return set(session.exec(heads.where(*mine, holders.holding(now))))
