"""Reminders whose instant has come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from scheduler.steps import Step, StepKind, find, parse
from scheduler.store.deadline import effective_cut_off, effective_deadline
from scheduler.store.tables import (
    Announcement,
    Campaign,
    Issuer,
    Obligation,
    Occurrence,
    Reminder,
    Span,
)


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
        return find(self.reminder.step) is not None

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


def load_due(session: Session, issuer_id: str, *, now: datetime) -> list[Due]:
    """What is due of that issuer at `now` and has not ended, earliest first."""
    rows = session.execute(
        select(Reminder, Occurrence, Campaign, Issuer, Obligation)
        .join(Occurrence, col(Occurrence.id) == Reminder.occurrence_id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .join(Issuer, col(Issuer.id) == Campaign.issuer_id)
        .outerjoin(Obligation, col(Obligation.id) == Reminder.obligation_id)
        .where(*is_due(issuer_id, now=now))
        .order_by(col(Reminder.at), col(Reminder.id))
    ).all()
    return [Due(*cast(tuple[Any, ...], row)) for row in rows]


def is_due(issuer_id: str, *, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Whether a reminder is of that issuer, and due at `now`."""
    return *_pending(now), col(Reminder.at) <= now, _issuer_id() == issuer_id


def is_pending(
    issuer_id: SQLColumnExpression[str], *, by: SQLColumnExpression[datetime], now: datetime
) -> ColumnElement[bool]:
    """Whether something of that issuer due by that instant has not been fired yet; what could not be computed is
    left out."""
    retry_at = col(Announcement.retry_at)
    return or_(
        exists().where(*_pending(now), col(Reminder.at) <= by, _issuer_id() == issuer_id),
        exists().where(
            col(Announcement.ended_at).is_(None),
            or_(retry_at.is_(None), retry_at <= now),
            col(Announcement.at) <= by,
            _announcing_issuer_id() == issuer_id,
        ),
    )


def load_pending(session: Session, issuers: Collection[str], *, now: datetime) -> set[str]:
    """Those of `issuers` of which the next pass has anything to fire."""
    found = select(_issuer_id()).where(*_pending(now), col(Reminder.at) <= now).distinct()
    return set(session.scalars(found)).intersection(issuers)


def _pending(now: datetime) -> tuple[ColumnElement[bool], ...]:
    retry_at = col(Reminder.retry_at)
    return col(Reminder.ended_at).is_(None), or_(retry_at.is_(None), retry_at <= now)


def _announcing_issuer_id() -> ColumnElement[str]:
    span, campaign = aliased(Span), aliased(Campaign)
    return (
        select(col(campaign.issuer_id))
        .join(span, col(span.campaign_id) == col(campaign.id))
        .where(col(span.id) == Announcement.span_id)
        .correlate(Announcement)
        .scalar_subquery()
    )


def _issuer_id() -> ColumnElement[str]:
    """Looked up for each reminder that is due, which are few; as a join it would be where the search begins."""
    occurrence, campaign = aliased(Occurrence), aliased(Campaign)
    return (
        select(col(campaign.issuer_id))
        .join(occurrence, col(occurrence.campaign_id) == col(campaign.id))
        .where(col(occurrence.id) == Reminder.occurrence_id)
        .correlate(Reminder)
        .scalar_subquery()
    )
