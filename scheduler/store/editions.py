"""Every definition that was applied: an edition a revision of its campaign, with what the campaign says of itself."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlmodel import Session, select

from scheduler.errors import PlanChanged
from scheduler.plan.diff import HeadingChange
from scheduler.store.tables import Campaign, DefinitionRevision


@dataclass(frozen=True)
class Edition:
    """A definition of one campaign as it is applied."""

    issuer_id: str
    code: str
    source: str  # the file as written
    author: str  # who applies it
    templates: Mapping[str, str] = field(default_factory=dict)  # texts of those it names


def load_edition(session: Session, campaign: Campaign) -> Edition:
    """The definition in force as it was written, with its templates as they were."""
    row = session.get_one(DefinitionRevision, (campaign.id, campaign.revision))
    return Edition(campaign.issuer_id, campaign.code, row.source, row.author, load_templates(row))


def load_templates(row: DefinitionRevision) -> dict[str, str]:
    """The texts of the templates a definition was applied with, by name."""
    found: dict[str, str] = json.loads(row.templates) if row.templates else {}
    return found


def next_revision(
    session: Session,
    edition: Edition,
    heading: HeadingChange | None,
    *,
    based_on: int,
    now: datetime,
) -> Campaign:
    """The campaign with `heading` (None: it stays) and one revision more, which holds the edition.

    Raises PlanChanged when its revision is not `based_on`.
    """
    campaign = session.exec(
        select(Campaign).where(
            Campaign.issuer_id == edition.issuer_id, Campaign.code == edition.code
        )
    ).first()
    if (campaign.revision if campaign else 0) != based_on:
        raise PlanChanged(edition.code)
    campaign = campaign or Campaign(
        issuer_id=edition.issuer_id, code=edition.code, title="", directive="",
        zone="", year=0, revision=0, changed_at=now,
    )  # fmt: skip
    if heading:
        _write_heading(campaign, heading, now)
    campaign.revision, campaign.changed_at = based_on + 1, now
    session.add(campaign)
    session.flush()
    session.add(
        DefinitionRevision(
            campaign_id=campaign.id or 0,
            revision=campaign.revision,
            source=edition.source,
            templates=_json(edition.templates),
            author=edition.author,
            applied_at=now,
        )
    )
    return campaign


def _json(templates: Mapping[str, str]) -> str:
    return json.dumps(dict(templates), ensure_ascii=False) if templates else ""


def _write_heading(campaign: Campaign, change: HeadingChange, now: datetime) -> None:
    if change.before:
        campaign.renamed, campaign.renamed_at = campaign.renamed + 1, now
    told = change.after
    campaign.title, campaign.directive = told.title, told.directive
    campaign.zone, campaign.year, campaign.last_year = told.zone, told.year, told.last_year


def changed_words(change: HeadingChange) -> dict[str, object]:
    """What changed of the heading, before and after."""
    before, after = asdict(change.before) if change.before else {}, asdict(change.after)
    changed = [name for name, value in after.items() if before.get(name) != value]
    return {
        "before": {name: before.get(name) for name in changed},
        "after": {name: after[name] for name in changed},
    }
