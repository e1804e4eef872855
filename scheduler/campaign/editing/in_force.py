"""What is in force of a campaign, taken over into the database of a rehearsal: the plan, and how far the units are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Select, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from scheduler.campaign.proposals import Proposal
from scheduler.definition.organisation import Organisation
from scheduler.errors import UnknownCampaign
from scheduler.plan.diff import diff
from scheduler.plan.model import Plan
from scheduler.states import State
from scheduler.store.agenda import find_campaign, load_plan
from scheduler.store.apply import apply_changes
from scheduler.store.as_written import issuer_as_written, load_organisation
from scheduler.store.database import Database
from scheduler.store.editions import Edition, load_edition
from scheduler.store.organisation import save_organisation
from scheduler.store.tables import Campaign, Issuer, Obligation, Occurrence, Unit

_OWN = ("state", "state_at", "state_by", "due_at", "late_after", "cut_off_at", "received_on")
_Rows = Iterable[tuple[str, str, str, Obligation]]


@dataclass(frozen=True)
class Standing:
    """What is in force already of the campaign a draft is about."""

    plan: Plan
    edition: Edition
    organisation: Organisation
    obligations: Mapping[tuple[str, str, str], Mapping[str, object]]  # that are no longer just open


def is_in_force(session: Session, code: str, issuer_id: str) -> bool:
    """Whether there is a campaign of that code."""
    try:
        find_campaign(session, code, issuer_id=issuer_id)
    except UnknownCampaign:
        return False
    return True


def load_standing(session: Session, code: str, issuer_id: str) -> Standing | None:
    """That of the campaign of that code; None where there is none."""
    try:
        campaign = find_campaign(session, code, issuer_id=issuer_id)
    except UnknownCampaign:
        return None
    issuer = issuer_as_written(session.get_one(Issuer, issuer_id))
    return Standing(
        load_plan(session, campaign),
        load_edition(session, campaign),
        load_organisation(session, issuer),
        _load_obligations(session, campaign),
    )


def _load_obligations(
    session: Session, campaign: Campaign
) -> dict[tuple[str, str, str], Mapping[str, object]]:
    query = (
        _obligations()
        .where(col(Occurrence.campaign_id) == campaign.id)
        .where(or_(col(Obligation.state) != State.OPEN, col(Obligation.due_at).is_not(None)))
    )
    return {
        (duty, key, unit): {name: getattr(row, name) for name in _OWN}
        for duty, key, unit, row in cast(_Rows, session.execute(query))
    }


def put_into_force(
    database: Database, standing: Standing, proposal: Proposal, *, author: str, now: datetime
) -> None:
    """As it stands in truth, on an empty database, with the units there will be."""
    with database.write() as session:
        save_organisation(session, standing.organisation, actor=author, now=now)
        if not proposal.units_stored:
            save_organisation(session, proposal.organisation, actor=author, now=now)
        changes = diff(None, standing.plan)
        apply_changes(session, standing.edition, changes, based_on=0, now=now)
        for duty, key, unit, row in cast(_Rows, session.execute(_obligations())):
            for name, value in standing.obligations.get((duty, key, unit), {}).items():
                setattr(row, name, value)


def _obligations() -> "Select[str, str, str, Obligation]":
    return (
        select_columns(col(Occurrence.duty), col(Occurrence.key), col(Unit.code), Obligation)
        .join(Obligation, col(Obligation.occurrence_id) == Occurrence.id)
        .join(Unit, col(Unit.id) == Obligation.unit_id)
    )
