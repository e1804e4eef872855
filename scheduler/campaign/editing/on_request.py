"""A report asked for beside the plan: of a duty that waits to be called, or as a new duty of the definition."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scheduler.campaign.editing.steering import InForce
from scheduler.dates.workdays import WorkCalendar
from scheduler.definition import rewrite
from scheduler.definition.models import DutyKind, Origin
from scheduler.definition.organisation import STANDING_BODY
from scheduler.definition.rewrite import Rewritten
from scheduler.definition.yaml import says_the_same
from scheduler.directives.draft.titles import slug
from scheduler.states import DeliveryState, ItemState
from scheduler.store.holders import load_to_units
from scheduler.store.organisation import unit_ids
from scheduler.store.reminded import day_began
from scheduler.store.tables import Delivery, Item, Obligation, Post, Unit
from scheduler.workflow.called import load_called
from scheduler.workflow.calling import Call, Wish, told_reason

SPAN = 5  # working days that an office gives for what it asks out of turn
_LEFT = (DeliveryState.SENT, DeliveryState.CLAIMED, DeliveryState.QUEUED, DeliveryState.UNKNOWN)


@dataclass(frozen=True)
class Asked:
    """What is wanted: by which day, from which units and blocks (none: all), for whom, why."""

    title: str
    due: date
    units: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    to: str = STANDING_BODY
    reason: str = ""

    @property
    def wish(self) -> Wish:
        """The same of a duty that waits to be called."""
        return Wish(self.due, self.units, self.blocks, self.reason)


@dataclass(frozen=True)
class Touched:
    """A unit that would owe it: whether it was told something today, and whether it can be told at all."""

    code: str
    name: str
    told_today: bool
    reachable: bool


def usual_day(calendar: WorkCalendar, today: date, days: int | None) -> date:
    """Until when an office gives time: so many working days, those of the duty where it says."""
    return calendar.add(today, days or SPAN)


def new_id(of: InForce, title: str) -> str:
    """An id that nothing of the campaign has."""
    taken = {one.id for one in of.definition.duties}
    base, number = slug(title) or "dot-xuat", 1
    name = base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def is_taken(of: InForce, key: str, asked: Asked, *, by: str) -> bool:
    """Whether another duty has that id: not the one that asks for the very same."""
    known = key in {one.id for one in of.definition.duties}
    return known and not says_the_same(added(of, key, asked, by=by).text, of.source)


def added(of: InForce, key: str, asked: Asked, *, by: str) -> Rewritten:
    """The text with that duty behind the others, its day set by who asks; as it is where the same is there."""
    at = len(of.definition.duties)
    for place, one in enumerate(of.definition.duties):
        at = place if one.id == key else at
    said = f"{by}: {asked.reason}" if asked.reason else by
    values = {
        "id": key,
        "title": asked.title,
        "kind": DutyKind.REPORT.value,
        "due": {"by": asked.due.isoformat()},
        "origin": Origin(set=said).model_dump(exclude_none=True),
        "owed_by": _owed_by(asked),
        "to": asked.to,
    }
    return rewrite.write(of.source, ("duties", at), values)


def _owed_by(asked: Asked) -> Mapping[str, object]:
    if not (asked.units or asked.blocks):
        return {"all": True, "except": [asked.to]}
    named = {"blocks": list(asked.blocks), "ids": list(asked.units)}
    return {key: ids for key, ids in named.items() if ids}


def seal(session: Session, call: Call, asked: Asked) -> str:
    """Of what was shown: another where calling would do something else, or was done meanwhile."""
    done = len(load_called(session, call.waiting))
    held = (call.waiting.subject, call.due_at, call.units, call.to, asked.reason, done)
    return hashlib.sha256(repr(held).encode()).hexdigest()


def same_call(session: Session, call: Call, asked: Asked, *, now: datetime) -> str | None:
    """The key of the call of today that asks the very same units for the very same: the button was pressed twice."""
    today = now.astimezone(call.waiting.zone).date()
    ids = unit_ids(session, call.waiting.campaign.issuer_id)
    wanted = (call.due_at, told_reason(today, asked.reason), ids[call.to], call.receiver)
    units = {ids[unit] for unit in call.units}
    for row in load_called(session, call.waiting):
        held = (row.due_at, row.origin_text, row.to_unit_id, row.receiver)
        owing = select(Obligation.unit_id).where(Obligation.occurrence_id == row.id)
        if held == wanted and set(session.exec(owing)) == units:
            return row.key
    return None


def load_touched(
    session: Session, issuer_id: str, codes: Collection[str], *, zone: ZoneInfo, now: datetime
) -> list[Touched]:
    """Those units, in the order of the units file."""
    ways = load_to_units(session, issuer_id, now=now)
    told = _load_told(session, issuer_id, since=day_began(now, zone))
    query = select(Unit.id, Unit.code, Unit.short).where(Unit.issuer_id == issuer_id)
    return [
        Touched(code, short, id_ in told, id_ in ways)
        for id_, code, short in session.exec(query.order_by(col(Unit.id)))
        if code in codes
    ]


def _load_told(session: Session, issuer_id: str, *, since: datetime) -> set[int]:
    """Row ids of units that a message left for since then, or is about to."""
    query = (
        select(Post.unit_id)
        .join(Item, col(Item.post_id) == Post.id)
        .join(Delivery, col(Delivery.id) == Item.delivery_id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(
            Unit.issuer_id == issuer_id,
            Item.state == ItemState.CARDED,
            col(Delivery.state).in_(_LEFT),
            (col(Delivery.ended_at) >= since) | col(Delivery.ended_at).is_(None),
        )
    )
    return {unit_id for unit_id in session.exec(query.distinct()) if unit_id}
