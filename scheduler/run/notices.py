"""Queued cards into what is said, checked once more: still owed? still responsible? still that deadline?"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from scheduler.plan import identity
from scheduler.plan.origins import told_origin
from scheduler.run.about import complete
from scheduler.run.letter import Letter, Unsayable
from scheduler.run.notice import Notice, NoticeItem
from scheduler.run.office import Office
from scheduler.store.agenda import MOVED
from scheduler.store.deadline import effective_cut_off, effective_deadline, has_own
from scheduler.store.tables import (
    Address,
    Campaign,
    Delivery,
    Issuer,
    Item,
    Obligation,
    Occurrence,
    Person,
    Post,
    Reminder,
    Unit,
)
from scheduler.workflow.actor import Tenure, load_tenures, tenure_at
from scheduler.workflow.drafts import find_draft
from scheduler.workflow.states import OWED, State, Step, has_happened, worth_saying

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Row:
    item: Item
    reminder: Reminder
    obligation: Obligation
    occurrence: Occurrence
    campaign: Campaign
    unit: Unit
    to: Unit
    moved_in: int | None  # the revision in which people were last told of a new day

    @property
    def due_at(self) -> datetime:
        due_at = effective_deadline(self.occurrence, self.obligation)
        assert due_at is not None, "what has no day is not reminded of"
        return due_at

    @property
    def cut_off_at(self) -> datetime | None:
        return effective_cut_off(self.occurrence, self.obligation)

    @property
    def topic(self) -> tuple[int | None, int | None]:
        """What it is a word on: an obligation, or a report to a superior about it, which waits for a decision."""
        return self.obligation.id, self.draft_id

    @property
    def draft_id(self) -> int | None:
        """The report to a superior whose waiting this tells of."""
        step, _dash, number = self.reminder.step.partition("-")
        return int(number) if step == Step.DRAFT else None

    def moot(self, tenures: Sequence[Tenure]) -> str | None:
        """Why this needs no saying any more; None when it does. `tenures`: of the person, now."""
        withdrawn = self.occurrence.withdrawn and self.reminder.step != Step.WITHDRAWN
        if withdrawn or self.reminder.ending == "withdrawn" or self._moved():
            return "the deadline was moved or withdrawn"
        if self.obligation.state not in worth_saying(self.reminder.step):
            return f"the obligation is {self.obligation.state}"
        if tenure_at(tenures, self.item.post_id, self.obligation.id) is None:
            return "somebody else holds the post"
        return None

    def _moved(self) -> bool:
        """Whether this speaks of another day than the one in force, of which people hear by its own notice."""
        if effective_deadline(self.occurrence, self.obligation) is None:
            return True
        step = self.reminder.step
        if has_happened(step) or step.startswith(Step.NUDGE):
            return False  # a reminder by hand, too, speaks of whatever day is in force
        if has_own(self.occurrence, self.obligation):
            return self.reminder.obligation_id is None
        return self.reminder.revision < (self.moved_in or 0)

    def say(self, office: Office, now: datetime) -> NoticeItem:
        zone = ZoneInfo(self.campaign.zone)
        row, cut_off_at = self.occurrence, self.cut_off_at
        origin, text = told_origin(row.origin, row.origin_text, row.decided_at, zone=zone.key)
        common = row.due_at if has_own(row, self.obligation) else None
        return NoticeItem(
            obligation_id=self.obligation.id or 0,
            reference=f"{self.campaign.code}/{row.duty}/{row.key}/{self.unit.code}",
            step=self.reminder.step,
            duty=row.title,
            campaign=self.campaign.title,
            directive=self.campaign.directive,
            unit=self.unit.name,
            to=self.to.name,
            due_at=self.due_at.astimezone(zone),
            cut_off_at=cut_off_at and cut_off_at.astimezone(zone),
            working_days_left=office.days_left(now, self.due_at, zone),
            origin=origin,
            origin_text=text,
            common_due_at=common and common.astimezone(zone),
            revision=self.obligation.revision,
            proof=tuple(row.proof.split(",")) if row.proof else (),
            state=State.WITHDRAWN if self.occurrence.withdrawn else self.obligation.state,
            state_at=self.obligation.state_at and self.obligation.state_at.astimezone(zone),
            state_by=self.obligation.state_by,
            uid=identity.uid(self._name),
            sequence=self._sequence(now),
        )

    @property
    def _name(self) -> tuple[str, ...]:
        key = f"{self.occurrence.duty}/{self.occurrence.key}"
        return identity.deadline_name(
            self.campaign.issuer_id, self.campaign.code, key, self.unit.code
        )

    def _sequence(self, now: datetime) -> int:
        """The SEQUENCE of the unit's feed at `now`."""
        withdrawn = self.occurrence.withdrawn or self.obligation.state == State.WITHDRAWN
        overdue = self.obligation.state in OWED and not withdrawn and self.due_at < now
        revisions = self.occurrence.revision + self.obligation.revision
        return identity.sequence(revisions, overdue=overdue)


def write_letters(
    session: Session,
    deliveries: Sequence[Delivery],
    office: Office,
    *,
    now: datetime,
    rehearsal: bool,
) -> list[Letter | Unsayable]:
    """What each delivery says at `now`, in their order; within one, nearest deadline first.

    One that cannot be worded is Unsayable, and the others are worded all the same.
    """
    rows = _load(session, deliveries)
    return [
        _worded(session, delivery, rows[delivery.id], office, now=now, rehearsal=rehearsal)
        for delivery in deliveries
    ]


def write_edits(
    session: Session,
    deliveries: Sequence[Delivery],
    office: Office,
    *,
    now: datetime,
    rehearsal: bool,
) -> list[Letter]:
    """What cards said before should say now: each obligation once, as it stands, owed or not.

    What has no day any more, or cannot be worded, is left as it was said.
    """
    rows = _load(session, deliveries)
    dated = {
        d.id: [row for row in rows[d.id] if effective_deadline(row.occurrence, row.obligation)]
        for d in deliveries
    }
    found = [
        _worded(session, d, dated[d.id], office, now=now, rehearsal=rehearsal, judged=False)
        for d in deliveries
        if dated[d.id]
    ]
    return [letter for letter in found if isinstance(letter, Letter)]


def _worded(
    session: Session,
    delivery: Delivery,
    rows: list[_Row],
    office: Office,
    *,
    now: datetime,
    rehearsal: bool,
    judged: bool = True,
) -> Letter | Unsayable:
    try:
        return _letter(session, delivery, rows, office, now=now, rehearsal=rehearsal, judged=judged)
    except SQLAlchemyError:
        raise
    except Exception as error:  # one card must not stop the others of its lane
        log.exception("delivery %s cannot be worded", delivery.id)
        return Unsayable(delivery.id or 0, f"{type(error).__name__}: {error}")


def _letter(
    session: Session,
    delivery: Delivery,
    rows: list[_Row],
    office: Office,
    *,
    now: datetime,
    rehearsal: bool,
    judged: bool = True,
) -> Letter:
    address = session.get_one(Address, delivery.address_id)
    person = session.get_one(Person, address.person_id)
    issuer = session.get_one(Issuer, person.issuer_id)
    tenures = load_tenures(session, person, now=now)
    moot = {row.item.id: reason for row in rows if judged and (reason := row.moot(tenures))}
    # what happened is told rather than a reminder of the same thing: it has a reason, and tells the day too
    by_weight = sorted(rows, key=lambda row: has_happened(row.reminder.step))
    latest = {row.topic: row.item.id for row in by_weight if row.item.id not in moot}
    moot |= {
        row.item.id: "a later word on it is in the same card"
        for row in rows
        if row.item.id not in moot and row.item.id != latest[row.topic]
    }
    left = [row for row in rows if row.item.id not in moot]
    told = []
    for row in _once_a_draft(left):
        item = row.say(office, now)
        item = complete(session, item, issuer, post_id=row.item.post_id, tenures=tenures)
        told.append(_drafted(session, row, item, now))
    ready = [
        office.ready_at(now, due_at=row.due_at, zone=ZoneInfo(row.campaign.zone)) for row in left
    ]
    return Letter(
        delivery_id=delivery.id or 0,
        issuer_id=issuer.id,
        address_id=address.id or 0,
        address=address.value,
        thread=address.thread,
        notice=Notice(
            delivery_id=delivery.id or 0,
            issuer=issuer.name,
            zone=issuer.zone,
            post=session.get_one(Post, delivery.post_id).title,
            language=person.language,
            now=now.astimezone(ZoneInfo(issuer.zone)),
            items=tuple(sorted(told, key=NoticeItem.place)),
            possible_duplicate=delivery.possible_duplicate,
            rehearsal=rehearsal,
        ),
        moot=tuple((id_ or 0, reason) for id_, reason in moot.items()),
        ready_at=min(ready, default=now),
        closed=address.closed_at is not None,
    )


def _once_a_draft(rows: Sequence[_Row]) -> list[_Row]:
    """`rows`, but of each report to a superior one, that is still owed if any is: it is decided on as one."""
    owed_last = sorted(rows, key=lambda row: row.obligation.state in OWED)
    return list({(row.draft_id, row.draft_id or row.item.id): row for row in owed_last}.values())


def _drafted(session: Session, row: _Row, item: NoticeItem, now: datetime) -> NoticeItem:
    """With the report to a superior it tells of. No calendar shows that: it is no deadline of who reads it."""
    if row.draft_id is None:
        return item
    draft = find_draft(session, row.draft_id, now=now)
    return replace(item, draft=draft, unit=", ".join(draft.units), uid="")


def _load(session: Session, deliveries: Sequence[Delivery]) -> dict[int | None, list[_Row]]:
    to, notice = aliased(Unit), aliased(Reminder)
    moved_in = (
        select(func.max(notice.revision))
        .where(col(notice.occurrence_id) == col(Occurrence.id), col(notice.step) == MOVED)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Item, Reminder, Obligation, Occurrence, Campaign, Unit, to, moved_in)
        .join(Reminder, col(Reminder.id) == Item.reminder_id)
        .join(Obligation, col(Obligation.id) == Item.obligation_id)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .join(to, col(to.id) == Occurrence.to_unit_id)
        .where(
            col(Item.delivery_id).in_([delivery.id for delivery in deliveries]),
            col(Item.state) == "carded",
        )
        .order_by(col(Reminder.at), col(Item.id))
    )
    found: dict[int | None, list[_Row]] = defaultdict(list)
    for row in rows:
        one = _Row(*cast(tuple[Any, ...], row))
        found[one.item.delivery_id].append(one)
    return found
