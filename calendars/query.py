"""Rows of the store for a feed, loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from calendars import deadlines
from calendars.contents import About, Places, Shown, shown_at
from calendars.deadlines import Rows
from scheduler.plan.identity import RIGHT_AFTER
from scheduler.store.tables import (
    Block,
    Campaign,
    Holder,
    Issuer,
    Obligation,
    Occurrence,
    Person,
    Post,
    Span,
    Unit,
)

ScopeKind = Literal["campaign", "unit", "block", "person", "issuer"]
NOWHERE = Places()  # entries that point to no page


@dataclass(frozen=True)
class Scope:
    """What a feed is about; `id` is that of the row.

    campaign: its public part. unit: what it owes. block: what its units owe, once for all of them. person:
    what the units owe whose posts they hold or stand in for. issuer: everything, for its standing body, and how
    many have handed in.
    """

    kind: ScopeKind
    id: int | str


@dataclass(frozen=True)
class _Found:
    """Where a feed's rows are: the issuer, which of its campaigns, and the queries of deadlines."""

    issuer_id: str
    about: About
    rows: tuple[Rows, ...]
    campaign_id: int | None = None


def load_shown(
    session: Session, scope: Scope, *, now: datetime, places: Places = NOWHERE
) -> Shown | None:
    """The feed of `scope` as it stands at `now`; None when there is nothing of that kind and id."""
    found = _FIND[scope.kind](session, scope.id, now)
    if found is None:
        return None
    of = select(Campaign).where(col(Campaign.issuer_id) == found.issuer_id)
    if found.campaign_id is not None:
        of = of.where(col(Campaign.id) == found.campaign_id)
    campaigns = session.scalars(of).all()
    ids = [campaign.id for campaign in campaigns]
    return shown_at(
        now,
        about=found.about,
        campaigns=campaigns,
        spans=session.scalars(select(Span).where(col(Span.campaign_id).in_(ids))),
        owed=deadlines.load(session, *found.rows),
        places=places,
    )


def find_public(session: Session, issuer_id: str, code: str) -> Scope | None:
    """The public part of a campaign, by names that strangers may make up; None when there is none of that name."""
    if "\0" in issuer_id + code:  # PostgreSQL does not even take it in a question
        return None
    query = select(col(Campaign.id)).where(
        col(Campaign.issuer_id) == issuer_id, col(Campaign.code) == code
    )
    found = session.scalars(query).one_or_none()
    return None if found is None else Scope("campaign", found)


def owner(session: Session, scope: Scope) -> str | None:
    """Id of the issuer a scope belongs to; None when there is nothing of that kind and id."""
    query = select(_OWNERS[scope.kind][0]).where(_OWNERS[scope.kind][1] == scope.id)
    return session.scalars(query).one_or_none()


_OWNERS: dict[str, tuple[Mapped[str], Mapped[Any]]] = {
    "campaign": (col(Campaign.issuer_id), col(Campaign.id)),
    "unit": (col(Unit.issuer_id), col(Unit.id)),
    "block": (col(Block.issuer_id), col(Block.id)),
    "person": (col(Person.issuer_id), col(Person.id)),
    "issuer": (col(Issuer.id), col(Issuer.id)),
}


def _campaign(session: Session, id_: int | str, now: datetime) -> _Found | None:
    row = session.get(Campaign, id_)
    if row is None:
        return None
    about = About(row.title, f"{row.code}.ics")
    rows = deadlines.of_all().where(col(Occurrence.campaign_id) == id_)
    return _Found(row.issuer_id, about, (rows,), row.id)


def _unit(session: Session, id_: int | str, now: datetime) -> _Found | None:
    row = session.get(Unit, id_)
    if row is None:
        return None
    about = About(row.name, f"{row.issuer_id}-{row.code}.ics", _saved(session, row.issuer_id))
    rows = deadlines.of_units(named=False).where(col(Obligation.unit_id) == id_)
    return _Found(row.issuer_id, about, (rows,))


def _block(session: Session, id_: int | str, now: datetime) -> _Found | None:
    row = session.get(Block, id_)
    if row is None:
        return None
    about = About(row.name, f"{row.issuer_id}-{row.code}.ics", _saved(session, row.issuer_id))
    within = col(Unit.block_id) == id_
    shared = deadlines.of_any(select(col(Unit.id)).where(within))
    return _Found(row.issuer_id, about, (shared, _moved(within)))


def _issuer(session: Session, id_: int | str, now: datetime) -> _Found | None:
    row = session.get(Issuer, id_)
    if row is None:
        return None
    about = About(row.name, f"{row.id}.ics", _saved(session, row.id))
    mine = select(col(Campaign.id)).where(col(Campaign.issuer_id) == id_)
    shared = deadlines.of_all_counted().where(col(Occurrence.campaign_id).in_(mine))
    return _Found(row.id, about, (shared, _moved(col(Unit.issuer_id) == id_)))


def _person(session: Session, id_: int | str, now: datetime) -> _Found | None:
    row = session.get(Person, id_)
    if row is None:
        return None
    held = _held(session, id_, row.issuer_id)
    present = [h for h in held if h.from_at <= now and not _is_over(h, now)]
    begun = tuple(h.from_at for h in held if h.from_at <= now)
    ends = tuple(h.until_at for h in held if h.until_at)
    about = About("", "viec-cua-toi.ics", (*_saved(session, row.issuer_id), *begun), ends)
    whole = [h.unit_id for h in present if h.obligation_id is None]
    single = [h.obligation_id for h in present if h.obligation_id is not None]
    mine = or_(col(Obligation.unit_id).in_(whole), col(Obligation.id).in_(single))
    return _Found(row.issuer_id, about, (deadlines.of_units(named=True).where(mine),))


@dataclass(frozen=True)
class _Held:
    """A post held or stood in for, or (with `obligation_id`) one duty of it."""

    unit_id: int
    obligation_id: int | None
    from_at: datetime
    until_at: datetime | None


def _held(session: Session, person_id: int | str, issuer_id: str) -> list[_Held]:
    query = (
        select(Holder, col(Post.unit_id))
        .join(Post, col(Post.id) == col(Holder.post_id))
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(col(Holder.person_id) == person_id, col(Unit.issuer_id) == issuer_id)
    )
    rows: Any = session.execute(query)
    return [_Held(unit_id, row.obligation_id, row.from_at, row.until_at) for row, unit_id in rows]


def _is_over(held: _Held, now: datetime) -> bool:
    return held.until_at is not None and held.until_at + RIGHT_AFTER <= now


def _moved(which: ColumnElement[bool]) -> Rows:
    """Where one entry stands for all, the units with a day of their own have theirs beside it."""
    return deadlines.of_units(named=True).where(which, col(Obligation.due_at).is_not(None))


def _saved(session: Session, issuer_id: str) -> tuple[datetime, ...]:
    saved_at = session.get_one(Issuer, issuer_id).changed_at
    return (saved_at,) if saved_at else ()


_FIND: dict[str, Callable[[Session, int | str, datetime], _Found | None]] = {
    "campaign": _campaign,
    "unit": _unit,
    "block": _block,
    "person": _person,
    "issuer": _issuer,
}
