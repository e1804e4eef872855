"""What cards say, item by item: still owed? still responsible? still that deadline? And in which words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from scheduler import proof
from scheduler.dates.office import Office
from scheduler.plan import identity
from scheduler.plan.model import Roll, WaitsFor
from scheduler.plan.origins import told_origin
from scheduler.run.saying.letter import LEFT_POST
from scheduler.run.saying.notice import UNDATED, NoticeItem
from scheduler.states import OWED, Ending, ItemState, State
from scheduler.steps import Step, StepKind, find, parse
from scheduler.store.columns import split_titles
from scheduler.store.deadline import (
    effective_cut_off,
    effective_deadline,
    effective_late_after,
    has_own,
)
from scheduler.store.outside import is_sent_outside
from scheduler.store.tables import (
    Campaign,
    Delivery,
    Item,
    Obligation,
    Occurrence,
    Reminder,
    Unit,
)
from scheduler.store.tables.outbox import WAITING
from scheduler.store.versions import shown_revision
from scheduler.workflow.actor import Tenure, tenure_at


@dataclass(frozen=True)
class CardRow:
    """One thing a card says, with all it hangs on. Rows of the caller's session."""

    item: Item
    reminder: Reminder
    obligation: Obligation
    occurrence: Occurrence
    campaign: Campaign
    unit: Unit
    to: Unit
    moved_in: int | None  # the revision in which people were last told of a new day

    @property
    def reference(self) -> str:
        """campaign/duty/occurrence/unit."""
        row = self.occurrence
        return f"{self.campaign.code}/{row.duty}/{row.key}/{self.unit.code}"

    @property
    def is_dated(self) -> bool:
        """Whether the unit has a deadline: one that waits for its receipt is asked for that first."""
        return effective_deadline(self.occurrence, self.obligation) is not None

    @property
    def due_at(self) -> datetime:
        due_at = effective_deadline(self.occurrence, self.obligation)
        assert due_at or self.waits, "what has no day is not reminded of"
        return due_at or UNDATED

    @property
    def waits(self) -> bool:
        """Whether its deadline is counted from the day the unit received the document."""
        return self.occurrence.waits_for == WaitsFor.RECEIPT

    @property
    def late_after(self) -> datetime:
        late_after = effective_late_after(self.occurrence, self.obligation)
        assert late_after or not self.is_dated, "it goes with the deadline"
        return late_after or UNDATED

    @property
    def cut_off_at(self) -> datetime | None:
        return effective_cut_off(self.occurrence, self.obligation)

    @property
    def step(self) -> Step:
        return parse(self.reminder.step)

    @property
    def is_readable(self) -> bool:
        """Whether its step is one of ours."""
        return find(self.reminder.step) is not None

    @property
    def topic(self) -> tuple[int | None, int | None]:
        """What it is a word on: an obligation, or a report to a superior about it, which waits for a decision."""
        return self.obligation.id, self.escalation_id

    @property
    def escalation_id(self) -> int | None:
        """The report to a superior whose waiting this tells of."""
        return self.step.about if self.step.kind is StepKind.ESCALATION else None

    def moot(self, tenures: Sequence[Tenure]) -> str | None:
        """Why this needs no saying any more; None when it does. `tenures`: of the person, now."""
        withdrawn = self.occurrence.withdrawn and self.step.kind is not StepKind.WITHDRAWN
        if withdrawn or self.reminder.ending == Ending.WITHDRAWN or self._moved():
            return "the deadline was moved or withdrawn"
        if self.step.kind is StepKind.WITHDRAWN and not self._is_withdrawn:
            return "it is owed again"
        if self.obligation.state not in self.step.worth_saying:
            return f"the obligation is {self.obligation.state}"
        if tenure_at(tenures, self.item.post_id, self.obligation.id) is None:
            return LEFT_POST
        return None

    @property
    def _is_withdrawn(self) -> bool:
        return self.occurrence.withdrawn or self.obligation.state == State.WITHDRAWN

    def _moved(self) -> bool:
        """Whether this speaks of another day than the one in force, of which people hear by its own notice."""
        step = self.step
        if not self.is_dated:
            return not self.waits or step.is_of_plan or step.kind is StepKind.MOVED
        if step.kind is StepKind.RECEIPT:
            return True  # it is known since
        undated = step.kind in (StepKind.NUDGE, StepKind.TAKEN_OVER)
        if undated or (step.has_happened and step.kind is not StepKind.MOVED):
            return False  # a reminder by hand, too, speaks of whatever day is in force
        if has_own(self.occurrence, self.obligation):
            return self.reminder.obligation_id is None
        return self.reminder.revision < (self.moved_in or 0)

    def say(self, office: Office, now: datetime) -> NoticeItem:
        zone = ZoneInfo(self.campaign.zone)
        row, cut_off_at = self.occurrence, self.cut_off_at
        origin = told_origin(row.origin, row.origin_text, row.decided_at, zone=zone.key)
        common = row.due_at if has_own(row, self.obligation) else None
        return NoticeItem(
            obligation_id=self.obligation.id or 0,
            occurrence_id=row.id or 0,
            reference=self.reference,
            step=self.step,
            duty=row.title,
            campaign=self.campaign.title,
            directive=self.campaign.directive,
            unit=self.unit.name,
            to=self.to.name,
            due_at=self.due_at.astimezone(zone),
            late_after=self.late_after.astimezone(zone),
            cut_off_at=cut_off_at and cut_off_at.astimezone(zone),
            working_days_left=office.days_left(now, self.due_at, zone) if self.is_dated else 0,
            origin=origin.kind,
            origin_text=origin.text,
            decided_on=origin.decided_on,
            unsure_on=None if common else row.unsure_on,
            rolled=Roll.parse(row.rolled),
            contents=split_titles(row.contents),
            common_due_at=common and common.astimezone(zone),
            revision=self.obligation.revision,
            proof=proof.split(row.proof),
            receiver=row.receiver,
            outside=is_sent_outside(row, self.obligation),
            state=State.WITHDRAWN if self.occurrence.withdrawn else self.obligation.state,
            state_at=self.obligation.state_at and self.obligation.state_at.astimezone(zone),
            state_by=self.obligation.state_by,
            page=identity.page_path(self._name),
            uid=identity.uid(self._name) if self.is_dated else "",
            dated=self.is_dated,
            received_on=self.obligation.received_on,
            sequence=self._sequence(now),
        )

    @property
    def _name(self) -> tuple[str, ...]:
        key = f"{self.occurrence.duty}/{self.occurrence.key}"
        return identity.deadline_name(
            self.campaign.issuer_id, self.campaign.code, key, self.unit.code
        )

    def _sequence(self, now: datetime) -> int:
        """That of the unit's feed at `now`."""
        is_late = self.late_after + identity.RIGHT_AFTER <= now
        return identity.deadline_sequence(
            occurrence=shown_revision(self.occurrence),
            obligation=shown_revision(self.obligation),
            renamed=self.campaign.renamed + self.unit.renamed + self.to.renamed,
            overdue=is_late and not self._is_withdrawn and self.obligation.state in OWED,
        )


def load_rows(session: Session, deliveries: Sequence[Delivery]) -> dict[int | None, list[CardRow]]:
    """What each of `deliveries` says, by their ids, the earliest reminder first."""
    mine = col(Item.delivery_id).in_([delivery.id for delivery in deliveries])
    found: dict[int | None, list[CardRow]] = defaultdict(list)
    for row in _rows(session, mine, col(Item.state) == ItemState.CARDED):
        found[row.item.delivery_id].append(row)
    return found


def load_waiting(session: Session, deliveries: Sequence[Delivery]) -> list[CardRow]:
    """What the addresses of `deliveries` will be told of the same obligations by what has not arrived yet."""
    about = select(col(Item.obligation_id)).where(
        col(Item.delivery_id).in_([delivery.id for delivery in deliveries])
    )
    waiting = select(col(Delivery.id)).where(WAITING)
    carded = and_(col(Item.state) == ItemState.CARDED, col(Item.delivery_id).in_(waiting))
    return _rows(
        session,
        col(Item.obligation_id).in_(about),
        col(Item.address_id).in_({delivery.address_id for delivery in deliveries}),
        or_(col(Item.state) == ItemState.NEW, carded),
    )


def _rows(session: Session, *which: ColumnElement[bool]) -> list[CardRow]:
    to, notice = aliased(Unit), aliased(Reminder)
    moved_in = (
        select(func.max(notice.revision))
        .where(col(notice.occurrence_id) == col(Occurrence.id), col(notice.step) == StepKind.MOVED)
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
        .where(*which)
        .order_by(col(Reminder.at), col(Item.id))
    )
    return [CardRow(*cast(tuple[Any, ...], row)) for row in rows]
