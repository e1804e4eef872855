"""A definition as a file that carries the revision it was written out of.

What is stored has no such line: it is written where a file leaves, and read where one comes back. So a file that was
applied may be applied again, and changes nothing; only one that would undo what others applied since is refused.
"""

from itertools import pairwise

from sqlmodel import Session, col, select

from scheduler.definition import rewrite
from scheduler.definition.parts import changed, values_of
from scheduler.errors import AppliedSince, RevisionOld, RevisionUnknown
from scheduler.store.agenda import find_campaign
from scheduler.store.editions import load_edition
from scheduler.store.tables import Campaign, DefinitionRevision


def of_campaign(session: Session, code: str, *, issuer_id: str | None = None) -> str:
    """The definition in force, with its revision; "ISSUER/CODE" names both. Raises UnknownCampaign."""
    campaign = find_campaign(session, code, issuer_id=issuer_id)
    return with_revision(load_edition(session, campaign).source, campaign.revision)


def without_revision(text: str) -> str:
    """The text of a file as it is stored. Raises DefinitionInvalid when it is no YAML."""
    told = "revision" in values_of(text)
    return rewrite.drop(text, ("revision",)).text if told else text


def not_in_force(session: Session, campaign: Campaign, given: int) -> RevisionOld | RevisionUnknown:
    """Why a file of revision `given`, which is not the one in force, is not applied."""
    if not 0 < given < campaign.revision:
        return RevisionUnknown(campaign.code, given, campaign.revision)
    query = select(DefinitionRevision).where(
        DefinitionRevision.campaign_id == campaign.id, col(DefinitionRevision.revision) >= given
    )
    rows = session.exec(query.order_by(col(DefinitionRevision.revision))).all()
    since = tuple(
        AppliedSince(row.revision, row.author, row.applied_at, _changed(before.source, row.source))
        for before, row in pairwise(rows)
    )
    return RevisionOld(campaign.code, given, since)


def _changed(before: str, after: str) -> tuple[str, ...]:
    return tuple(sorted(changed(values_of(before), values_of(after))))


def with_revision(source: str, revision: int) -> str:
    """The text of a file that is of that revision."""
    return rewrite.write(source, ("revision",), str(revision)).text
