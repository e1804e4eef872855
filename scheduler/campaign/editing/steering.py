"""A campaign in force changed in one place: seen with all that follows, then put into force or left to who approves.

The change is a draft like any other, with author, history and ledger line; nothing of a campaign moves without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session, col, select

from scheduler.campaign.drafting.items import DraftView
from scheduler.campaign.editing import begin, looking
from scheduler.campaign.editing.looking import Look
from scheduler.campaign.editing.planned import Written
from scheduler.campaign.editing.working import Working, working_of
from scheduler.definition.models import Definition
from scheduler.definition.read import read_definition_text
from scheduler.definition.yaml import says_the_same
from scheduler.errors import PlanChanged
from scheduler.installation import Installation
from scheduler.store.agenda import find_campaign
from scheduler.store.editions import load_edition
from scheduler.store.tables import Draft


@dataclass(frozen=True)
class InForce:
    """A campaign as it stands: its code, the revision in force and its text, with the templates of then."""

    issuer_id: str
    code: str
    title: str
    zone: str
    revision: int
    source: str
    templates: Mapping[str, str]
    changed_at: datetime

    @cached_property
    def definition(self) -> Definition:
        """What its own text says, without what joins from templates."""
        return read_definition_text(self.source, name=self.code)

    @cached_property
    def view(self) -> DraftView:
        """Its parts as those of a draft, so that what people type is read as in one."""
        nobody, at = "", self.changed_at
        return Working(
            id=0, issuer_id=self.issuer_id, document_id=None, title=self.title, state="applied",
            source=self.source, revision=self.revision, campaign=self.code, based_on=self.revision,
            templates=self.templates, by=nobody, begun_at=at, changed_by=nobody, changed_at=at,
            proposed_by=None, proposed_at=None, remark="", remark_by="", remark_at=None,
            applied_as=self.revision,
        ).view  # fmt: skip

    def written(self, source: str) -> Written:
        """Another text of it, begun from what is in force."""
        return Written(source, self.issuer_id, self.code, self.revision, self.templates or None)


def load(session: Session, code: str, *, issuer_id: str) -> InForce:
    """The campaign of that issuer. Raises UnknownCampaign."""
    campaign = find_campaign(session, code, issuer_id=issuer_id)
    edition = load_edition(session, campaign)
    return InForce(
        campaign.issuer_id,
        campaign.code,
        campaign.title,
        campaign.zone,
        campaign.revision,
        edition.source,
        edition.templates,
        campaign.changed_at,
    )


def look(installation: Installation, written: Written) -> Look:
    """What putting that text into force would do. Raises the errors of an unusable database."""
    return looking.look_at(installation, written)


def is_in_force(of: InForce, source: str) -> bool:
    """Whether it says that already: the button was pressed twice."""
    return says_the_same(of.source, source)


def write_draft(session: Session, written: Written, *, by: str, now: datetime) -> Working:
    """The draft of that text alone; the one there is where the same was asked already.

    What others have in their drafts of the campaign stays in those. Raises PlanChanged where the campaign has
    another revision by now.
    """
    if written.campaign:
        campaign = find_campaign(session, written.campaign, issuer_id=written.issuer_id)
        if campaign.revision != written.based_on:
            raise PlanChanged(written.campaign)
    same = select(Draft).where(
        Draft.issuer_id == written.issuer_id,
        Draft.campaign == written.campaign,
        Draft.based_on == written.based_on,
        Draft.source == written.source,
        col(Draft.state).in_(("open", "proposed")),
    )
    if (found := session.exec(same).first()) is not None:
        return working_of(found)
    return begin.from_text(
        session,
        written.source,
        issuer_id=written.issuer_id,
        by=by,
        now=now,
        campaign=written.campaign,
        based_on=written.based_on,
        templates=written.templates,
    )
