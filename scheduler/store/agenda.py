"""The plan in force, loaded as a plan so that a new one can be compared with it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scheduler import proof
from scheduler.errors import UnknownCampaign
from scheduler.plan.model import (
    Heading,
    OwnDeadline,
    Plan,
    PlannedAnnouncement,
    PlannedOccurrence,
    PlannedReminder,
    PlannedSpan,
    Roll,
    SpanKind,
)
from scheduler.states import State
from scheduler.steps import PLANNED, StepKind, parse
from scheduler.store.announcements import load_planned
from scheduler.store.columns import split_list, split_titles
from scheduler.store.steps import is_of
from scheduler.store.tables import (
    Campaign,
    Obligation,
    Occurrence,
    Reminder,
    Span,
    Unit,
)

_ReminderRow = tuple[int, str, datetime, str, bool]


def find_campaign(session: Session, code: str, *, issuer_id: str | None = None) -> Campaign:
    """The campaign of that code; "ISSUER/CODE" names both. Raises UnknownCampaign when none or several match."""
    if issuer_id is None and "/" in code:
        issuer_id, code = code.split("/", 1)
    if not code.isprintable():  # from an address; no database keeps a NUL
        raise UnknownCampaign(code)
    query = select(Campaign).where(Campaign.code == code)
    found = session.exec(query.where(Campaign.issuer_id == issuer_id) if issuer_id else query).all()
    if len(found) != 1:
        raise UnknownCampaign(code, tuple(campaign.issuer_id for campaign in found))
    return found[0]


def load_campaigns(session: Session) -> list[Campaign]:
    """Every campaign, by issuer and code."""
    by_name = select(Campaign).order_by(Campaign.issuer_id, Campaign.code)
    return list(session.exec(by_name).all())


def load_plan(session: Session, campaign: Campaign) -> Plan:
    """The plan in force, as `make_plan` would write it.

    Withdrawn rows are not part of it, nor is what the standing body called for: no definition takes that back.
    """
    spans = session.exec(
        select(Span).where(Span.campaign_id == campaign.id, col(Span.withdrawn).is_(False))
    ).all()
    rows = session.exec(
        select(Occurrence)
        .where(
            Occurrence.campaign_id == campaign.id,
            col(Occurrence.withdrawn).is_(False),
            col(Occurrence.called_at).is_(None),
        )
        .order_by(col(Occurrence.id))
    ).all()
    announcements = load_planned(session, campaign)
    units, reminders = _units_of(session, campaign), _reminders_of(session, campaign)
    codes = dict(
        session.exec(select(Unit.id, Unit.code).where(Unit.issuer_id == campaign.issuer_id)).all()
    )
    return Plan(
        campaign=campaign.code,
        heading=Heading(
            campaign.title, campaign.directive, campaign.zone, campaign.year, campaign.last_year
        ),
        spans=tuple(_span(row, announcements.get(row.id or 0, ())) for row in spans),
        occurrences=tuple(
            _occurrence(row, codes[row.to_unit_id], tuple(units[row.id]), tuple(reminders[row.id]))
            for row in rows
        ),
        own=_own_deadlines(session, campaign),
    )


def _units_of(session: Session, campaign: Campaign) -> dict[int | None, list[str]]:
    rows = session.exec(
        select(Obligation.occurrence_id, Unit.code)
        .join(Occurrence, col(Occurrence.id) == Obligation.occurrence_id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(Occurrence.campaign_id == campaign.id, Obligation.state != State.WITHDRAWN)
        .order_by(col(Obligation.unit_id))
    )
    units: dict[int | None, list[str]] = defaultdict(list)
    for occurrence_id, code in rows:
        units[occurrence_id].append(code)
    return units


def _reminders_of(session: Session, campaign: Campaign) -> dict[int | None, list[PlannedReminder]]:
    rows = session.execute(  # columns, not objects: what comes every week has a hundred thousand
        select_columns(
            col(Reminder.occurrence_id),
            col(Reminder.step),
            col(Reminder.at),
            col(Reminder.recipients),
            col(Reminder.draft),
        )
        .join(Occurrence, col(Occurrence.id) == Reminder.occurrence_id)
        .where(
            col(Occurrence.campaign_id) == campaign.id,
            col(Reminder.obligation_id).is_(None),
            col(Reminder.revision) == Occurrence.revision,
            is_of(col(Reminder.step), *PLANNED, StepKind.RECEIPT),
        )
        .order_by(col(Reminder.at), col(Reminder.id))
    )
    reminders: dict[int | None, list[PlannedReminder]] = defaultdict(list)
    for occurrence_id, step, at, recipients, draft in cast(Iterable[_ReminderRow], rows):
        planned = PlannedReminder(parse(step), at, split_list(recipients), draft)
        reminders[occurrence_id].append(planned)
    return reminders


def _own_deadlines(session: Session, campaign: Campaign) -> tuple[OwnDeadline, ...]:
    """Of withdrawn duties too: they may come back."""
    rows = session.exec(
        select(Occurrence.duty, Occurrence.key, Unit.code, Obligation.due_at)
        .join(Obligation, col(Obligation.occurrence_id) == Occurrence.id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
        .where(
            Occurrence.campaign_id == campaign.id,
            col(Occurrence.called_at).is_(None),
            col(Obligation.due_at).is_not(None),
        )
        .order_by(col(Occurrence.id), col(Unit.id))
    )
    return tuple(OwnDeadline(duty, key, unit, at) for duty, key, unit, at in rows if at)


def _span(row: Span, announcements: tuple[PlannedAnnouncement, ...]) -> PlannedSpan:
    return PlannedSpan(
        kind=SpanKind(row.kind),
        key=row.key,
        title=row.title,
        first_on=row.first_on,
        last_on=row.last_on,
        ordinal=row.ordinal,
        occasion=row.occasion,
        origin=row.origin,
        origin_text=row.origin_text,
        rule=row.rule,
        words_hold=row.decided_at is None,
        anniversaries=split_list(row.anniversaries),
        announcements=announcements,
    )


def _occurrence(
    row: Occurrence, to: str, units: tuple[str, ...], reminders: tuple[PlannedReminder, ...]
) -> PlannedOccurrence:
    return PlannedOccurrence(
        duty=row.duty,
        key=row.key,
        title=row.title,
        kind=row.kind,
        due_at=row.due_at,
        late_after=row.late_after,
        cut_off_at=row.cut_off_at,
        origin=row.origin,
        origin_text=row.origin_text,
        rule=row.rule,
        words_hold=row.decided_at is None,
        to=to,
        proof=proof.split(row.proof),
        contents=split_titles(row.contents),
        rolled=Roll.parse(row.rolled),
        units=units,
        reminders=reminders,
        receiver=row.receiver,
        unsure_on=row.unsure_on,
        waits_for=row.waits_for,
        terms=row.terms,
    )
