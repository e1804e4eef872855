"""What a person names when they want a link: found as a scope, and said again in words."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from calendars.query import Scope
from scheduler.errors import NobodyHolds
from scheduler.store import holders
from scheduler.store.agenda import find_campaign
from scheduler.store.organisation import find_block, find_issuer, find_unit
from scheduler.store.tables import Address, Block, Campaign, Holder, Issuer, Lane, Post, Unit
from scheduler.words import links


@dataclass(frozen=True)
class Target:
    """A scope and whose it is."""

    issuer_id: str
    scope: Scope


def unit_target(session: Session, given: str) -> Target:
    """UNIT or ISSUER/UNIT. Raises UnknownUnit."""
    row = find_unit(session, given)
    return Target(row.issuer_id, Scope("unit", row.id or 0))


def campaign_target(session: Session, given: str) -> Target:
    """CAMPAIGN or ISSUER/CAMPAIGN: its public part. Raises UnknownCampaign."""
    row = find_campaign(session, given)
    return Target(row.issuer_id, Scope("campaign", row.id or 0))


def issuer_target(session: Session, given: str) -> Target:
    """Everything of that issuer. Raises UnknownIssuer."""
    row = find_issuer(session, given)
    return Target(row.id, Scope("issuer", row.id))


def block_target(session: Session, given: str) -> Target:
    """BLOCK or ISSUER/BLOCK. Raises UnknownBlock when none or several match."""
    row = find_block(session, given)
    return Target(row.issuer_id, Scope("block", row.id or 0))


def post_target(session: Session, given: str) -> Target:
    """UNIT[:POST] or ISSUER/UNIT[:POST]: the own work of whoever holds that post now, the head's without POST.

    Raises UnknownUnit, NobodyHolds.
    """
    of_unit, _colon, kind = given.partition(":")
    unit, kind = find_unit(session, of_unit), kind or "head"
    a_mailbox = (
        select(col(Address.id))
        .join(Lane, col(Lane.id) == col(Address.lane_id))
        .where(col(Address.person_id) == col(Holder.person_id), col(Lane.channel) == "mail")
        .correlate(Holder)
        .exists()
    )
    query = (
        select(col(Holder.person_id))
        .join(Post, col(Post.id) == col(Holder.post_id))
        .where(
            col(Post.unit_id) == unit.id,
            col(Post.kind) == kind,
            holders.in_own_right(),
        )
        .order_by(a_mailbox, col(Holder.id))  # the person, where the unit has a mailbox beside
    )
    person_id = session.scalars(query).first()
    if person_id is None:
        raise NobodyHolds(unit.code, kind)
    return Target(unit.issuer_id, Scope("person", person_id))


def say_scope(session: Session, scope: Scope) -> str:
    """What a link shows, for a person: never whom it belongs to."""
    return links.shows(scope.kind, _name(session, scope))


def _name(session: Session, scope: Scope) -> str:
    if scope.kind == "campaign":
        return session.get_one(Campaign, scope.id).title
    if scope.kind == "person":
        return ""
    if scope.kind == "unit":
        return session.get_one(Unit, scope.id).name
    if scope.kind == "block":
        return session.get_one(Block, scope.id).name
    return session.get_one(Issuer, scope.id).name
