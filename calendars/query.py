"""Rows of the store for a feed, loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlmodel import Session, col

from calendars.shown import Owed, Shown, shown_at
from scheduler.store.deadline import effective_due
from scheduler.store.tables import Campaign, Obligation, Occurrence, Span, Unit

Rows = Select[*tuple[Any, ...]]  # of the fields of Owed, which names their types


@dataclass(frozen=True)
class Scope:
    """What a feed is about: the public part of one campaign, or one unit and the campaigns of its issuer."""

    kind: Literal["campaign", "unit"]
    id: int


def load_shown(session: Session, scope: Scope, *, now: datetime) -> Shown | None:
    """The feed of `scope` as it stands at `now`; None when there is no such campaign or unit."""
    if scope.kind == "campaign":
        campaign = session.get(Campaign, scope.id)
        if campaign is None:
            return None
        rows = _of_all().where(col(Occurrence.campaign_id) == scope.id)
        return _load(session, campaign, [campaign], rows, now=now)
    unit = session.get(Unit, scope.id)
    if unit is None:
        return None
    of_issuer = select(Campaign).where(col(Campaign.issuer_id) == unit.issuer_id)
    rows = _of_units().where(col(Obligation.unit_id) == scope.id)
    return _load(session, unit, session.scalars(of_issuer).all(), rows, now=now)


def _load(
    session: Session,
    about: Campaign | Unit,
    campaigns: Sequence[Campaign],
    rows: Rows,
    *,
    now: datetime,
) -> Shown:
    ids = [campaign.id for campaign in campaigns]
    return shown_at(
        now,
        about=about,
        campaigns=campaigns,
        spans=session.scalars(select(Span).where(col(Span.campaign_id).in_(ids))).all(),
        owed=[_owed(tuple(row)) for row in session.execute(rows)],
    )


def _of_all() -> Rows:
    """Deadlines as the definition has them, whoever owes."""
    return _deadline_rows(Occurrence.due_at)


def _of_units() -> Rows:
    """Deadlines of single units, with how each stands."""
    own = (Obligation.state, Obligation.revision, Obligation.changed_at)
    rows = _deadline_rows(effective_due(), *own)
    return rows.join(Obligation, col(Obligation.occurrence_id) == col(Occurrence.id))


def _deadline_rows(due_at: Any, *own: Any) -> Rows:
    columns: tuple[Any, ...] = (
        Occurrence.campaign_id,
        Occurrence.duty,
        Occurrence.key,
        Occurrence.title,
        due_at,
        Occurrence.due_at,
        Occurrence.origin,
        Occurrence.origin_text,
        Unit.name,
        Occurrence.proof,
        Occurrence.revision,
        Occurrence.changed_at,
        Occurrence.withdrawn,
        *own,
    )
    rows: Rows = select(*columns).select_from(Occurrence)
    return rows.join(Unit, col(Unit.id) == col(Occurrence.to_unit_id))


def _owed(row: tuple[Any, ...]) -> Owed:
    return Owed(*row)
