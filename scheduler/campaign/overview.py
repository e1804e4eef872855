"""An issuer's campaigns at a glance: what each is, how far it has got, what comes next. And the issuers there are."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from scheduler.campaign.board_counts import Counts, Standing, live, load_counts
from scheduler.plan.model import PHASES
from scheduler.states import OWED
from scheduler.store.deadline import effective_due
from scheduler.store.tables import (
    Campaign,
    Document,
    Draft,
    Issuer,
    Obligation,
    Occurrence,
    Span,
    Unit,
)


@dataclass(frozen=True)
class Phase:
    """A round or peak; a day nobody knows yet is None."""

    title: str
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True)
class Overview:
    """One campaign at an instant. `next_due`: what is still owed and due next, in the zone of the campaign."""

    code: str
    title: str
    directive: str
    zone: ZoneInfo
    year: int
    is_over: bool  # its last year is, as its zone has it
    phases: tuple[Phase, ...]
    counts: Counts
    next_due: tuple[str, datetime] | None


def load_overviews(session: Session, issuer_id: str, *, now: datetime) -> list[Overview]:
    """The issuer's campaigns at `now`: those that go on before those that are over, the latest year first."""
    query = (
        select(Campaign)
        .where(Campaign.issuer_id == issuer_id)
        .order_by(col(Campaign.year).desc(), Campaign.code)
    )
    counts = load_counts(session, issuer_id, now=now)
    phases = _load_phases(session, issuer_id)
    coming = _load_coming(session, issuer_id, now)
    none = dict.fromkeys(Standing, 0)
    found = [
        _overview(one, phases[one.id], counts.get(one.id or 0, none), coming.get(one.id), now=now)
        for one in session.exec(query)
    ]
    return sorted(found, key=lambda one: one.is_over)


def _overview(
    row: Campaign,
    phases: list[Phase],
    counts: Counts,
    next_due: tuple[str, datetime] | None,
    *,
    now: datetime,
) -> Overview:
    zone = ZoneInfo(row.zone)
    return Overview(
        code=row.code,
        title=row.title,
        directive=row.directive,
        zone=zone,
        year=row.year,
        is_over=(row.last_year or row.year) < now.astimezone(zone).year,
        phases=tuple(phases),
        counts=counts,
        next_due=next_due,
    )


def _load_phases(session: Session, issuer_id: str) -> dict[int | None, list[Phase]]:
    rows = session.exec(
        select(Span)
        .join(Campaign, col(Campaign.id) == Span.campaign_id)
        .where(
            Campaign.issuer_id == issuer_id,
            col(Span.withdrawn).is_(False),
            col(Span.kind).in_(PHASES),
        )
        .order_by(col(Span.first_on).is_(None), col(Span.first_on), col(Span.id))
    )
    found: dict[int | None, list[Phase]] = defaultdict(list)
    for row in rows:
        found[row.campaign_id].append(Phase(row.title, row.first_on, row.last_on))
    return found


def _load_coming(
    session: Session, issuer_id: str, now: datetime
) -> dict[int | None, tuple[str, datetime]]:
    """What is still owed and due next of each campaign, at `now` or later."""
    due_at = func.min(effective_due())
    rows = session.exec(
        select(Occurrence.campaign_id, Occurrence.title, due_at)
        .join(Obligation, col(Obligation.occurrence_id) == Occurrence.id)
        .join(Campaign, col(Campaign.id) == Occurrence.campaign_id)
        .where(
            *live(
                col(Campaign.issuer_id) == issuer_id,
                col(Obligation.state).in_(OWED),
                effective_due() >= now,
            )
        )
        .group_by(col(Occurrence.campaign_id), col(Occurrence.id), col(Occurrence.title))
        .order_by(due_at, col(Occurrence.id))
    )
    found: dict[int | None, tuple[str, datetime]] = {}
    for campaign_id, title, at in rows:
        assert at is not None, "the query asks for what has a day"
        found.setdefault(campaign_id, (title, at))
    return found


@dataclass(frozen=True)
class Unread:
    """A kept document of which nobody has made a draft."""

    id: int
    name: str
    kept_at: datetime


def load_without_draft(session: Session, issuer_id: str) -> list[Unread]:
    """The issuer's, latest first; their texts stay where they are."""
    drafted = select(Draft.document_id).where(col(Draft.document_id).is_not(None))
    query = (
        select(Document.id, Document.name, Document.kept_at)
        .where(Document.issuer_id == issuer_id, col(Document.id).not_in(drafted))
        .order_by(col(Document.kept_at).desc(), col(Document.id).desc())
    )
    return [Unread(number or 0, name, at) for number, name, at in session.exec(query)]


def issuer_name(session: Session, issuer_id: str) -> str:
    """As its units file has it."""
    return session.get_one(Issuer, issuer_id).name


@dataclass(frozen=True)
class IssuerKept:
    """An issuer of the installation, as who keeps it sees it: nothing of its content."""

    id: str
    name: str
    units: int
    sample: bool


def load_issuers(session: Session) -> list[IssuerKept]:
    """Every issuer, by name."""
    units = dict(session.exec(select(Unit.issuer_id, func.count()).group_by(Unit.issuer_id)).all())
    rows = session.exec(select(Issuer).order_by(Issuer.name, Issuer.id))
    return [IssuerKept(row.id, row.name, units.get(row.id, 0), row.sample) for row in rows]
