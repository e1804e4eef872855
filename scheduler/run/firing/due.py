"""Reminders whose instant has come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, literal, or_, select
from sqlmodel import Session, col

from scheduler.errors import UnknownStep
from scheduler.steps import Step, StepKind, parse
from scheduler.store.columns import UtcDateTime
from scheduler.store.deadline import effective_cut_off, effective_deadline
from scheduler.store.tables import Campaign, Issuer, Obligation, Occurrence, Reminder


@dataclass(frozen=True)
class Due:
    """A reminder whose instant has come, with what it is about."""

    reminder: Reminder
    occurrence: Occurrence
    campaign: Campaign
    issuer: Issuer
    obligation: Obligation | None  # set when it concerns one unit only

    @property
    def due_at(self) -> datetime | None:
        """The deadline it speaks of."""
        if self.obligation:
            return effective_deadline(self.occurrence, self.obligation)
        return self.occurrence.due_at

    @property
    def step(self) -> Step:
        """Raises UnknownStep."""
        return parse(self.reminder.step)

    @property
    def is_readable(self) -> bool:
        """Whether its step is one of ours."""
        try:
            return bool(self.step)
        except UnknownStep:
            return False

    @property
    def is_nudge(self) -> bool:
        return self.step.kind is StepKind.NUDGE

    def closed(self, now: datetime) -> bool:
        """Whether it says nothing any more, because nothing is taken in: of one unit, by its own cut-off.

        A nudge tells each unit by its own; what happened to one is told all the same.
        """
        cut_off_at = self.occurrence.cut_off_at
        if self.obligation is not None:
            cut_off_at = effective_cut_off(self.occurrence, self.obligation)
        told = self.is_nudge or (self.obligation and not self.step.is_of_plan)
        return not told and cut_off_at is not None and cut_off_at <= now

    @property
    def subject(self) -> str:
        """campaign/duty/occurrence/step, for the ledger."""
        row = self.occurrence
        return f"{self.campaign.code}/{row.duty}/{row.key}/{self.reminder.step}"


def load_due(session: Session, *, now: datetime) -> list[Due]:
    """What is due at `now` and has not ended, earliest first."""
    rows = session.execute(
        select(Reminder, Occurrence, Campaign, Issuer, Obligation)
        .join(Occurrence, col(Occurrence.id) == Reminder.occurrence_id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .join(Issuer, col(Issuer.id) == Campaign.issuer_id)
        .outerjoin(Obligation, col(Obligation.id) == Reminder.obligation_id)
        .where(*_pending(now), col(Reminder.at) <= now)
        .order_by(col(Reminder.at), col(Reminder.id))
    ).all()
    return [Due(*cast(tuple[Any, ...], row)) for row in rows]


def is_pending(*, by: SQLColumnExpression[datetime], now: datetime) -> ColumnElement[bool]:
    """Whether something due by that instant has not been fired yet; what could not be computed is left out."""
    return exists().where(*_pending(now), col(Reminder.at) <= by)


def any_pending(session: Session, *, now: datetime) -> bool:
    """Whether the next pass has anything to fire."""
    return bool(session.scalar(select(is_pending(by=literal(now, UtcDateTime()), now=now))))


def _pending(now: datetime) -> tuple[ColumnElement[bool], ...]:
    retry_at = col(Reminder.retry_at)
    return col(Reminder.ended_at).is_(None), or_(retry_at.is_(None), retry_at <= now)
