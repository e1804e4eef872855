"""A campaign in force for another year, before anything is kept of it: both years, and what waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from scheduler.campaign.editing.kept import Kept
from scheduler.campaign.editing.planned import Written, plan_text
from scheduler.campaign.editing.steering import InForce
from scheduler.campaign.proposals import Proposal
from scheduler.campaign.rollover import remarks_of
from scheduler.definition.problems import Problem
from scheduler.definition.read import read_definition_text
from scheduler.definition.roll import roll
from scheduler.definition.rolled import Ask, asks
from scheduler.errors import UnknownCampaign
from scheduler.installation import Installation
from scheduler.plan.model import Remark
from scheduler.store.agenda import find_campaign

_KEPT: Kept[str] = Kept(8)


@dataclass(frozen=True)
class AnotherYear:
    """`written` is the text of the new year, of campaign `code`; without plans `problems` say why.

    `asks`: what the roll left to be looked at; `remarks`: what the plan of the new year says, who is no more first.
    """

    written: Written
    code: str
    before: Proposal | None
    after: Proposal | None
    problems: tuple[Problem, ...]
    asks: Sequence[Ask]

    @property
    def remarks(self) -> list[Remark]:
        """What a person should look at in the new year."""
        if self.before is None or self.after is None:
            return []
        return remarks_of(self.before, self.after)


def roll_in_force(installation: Installation, of: InForce, year: int) -> AnotherYear:
    """What `thidua rollover` would write of it, with both years planned. Raises DefinitionInvalid.

    Templates are those of now: the texts the campaign was applied with are of its own year.
    """
    text = _KEPT.get((of.source, year), lambda: roll(of.source, year=year))
    written = Written(text, of.issuer_id)
    before, after = (plan_text(installation, one) for one in (of.written(of.source), written))
    code = read_definition_text(text, name="").campaign
    problems = (*before.problems, *after.problems)
    return AnotherYear(written, code, before.proposal, after.proposal, problems, asks(text))


def is_there(session: Session, code: str, *, issuer_id: str) -> bool:
    """Whether the issuer has a campaign of that code already."""
    try:
        return bool(find_campaign(session, code, issuer_id=issuer_id))
    except UnknownCampaign:
        return False
