"""A definition in the making as it would be planned, or why it cannot be yet."""

from dataclasses import dataclass

from scheduler.campaign import proposals
from scheduler.campaign.editing.working import Working
from scheduler.campaign.proposals import Proposal
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.installation import Installation


@dataclass(frozen=True)
class Planned:
    """Either a proposal, or the problems that stand in its way, each with the line and field it is about."""

    proposal: Proposal | None
    problems: tuple[Problem, ...] = ()


def plan(installation: Installation, working: Working) -> Planned:
    """As `thidua plan` would have it. Raises UnknownIssuer and what else `propose_text` raises but for its problems."""
    try:
        found = proposals.propose_text(
            installation, working.source, name="", templates=working.templates
        )
    except DefinitionInvalid as error:
        return Planned(None, error.problems)
    return Planned(found)
