"""What people read in tables and remarks where a plan holds ids, which programs read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from scheduler.campaign.proposals import Preview, Proposal
from scheduler.definition.organisation import Organisation
from scheduler.definition.problems import DefinitionInvalid
from scheduler.installation import Installation
from scheduler.plan.model import Plan


@dataclass(frozen=True)
class Names:
    """By id: short names of units, names of issuers, titles of what is owed or kept, and of one time of a duty.

    An id nobody knows stands for itself.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    issuers: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def unit(self, id_: str) -> str:
        """How a table calls a unit."""
        return self.units.get(id_, id_)

    def issuer(self, id_: str) -> str:
        """The whole name of an issuer."""
        return self.issuers.get(id_, id_)

    def title(self, id_: str) -> str:
        """What a duty, phase, milestone or anniversary is called."""
        return self.titles.get(id_, id_)

    def time(self, duty: str, key: str) -> str:
        """What one time of a duty is called; of several together the duty, and `key`."""
        return self.times.get((duty, key)) or f"{self.title(duty)} ({key})"

    def with_changes(self, shown: Preview) -> "Names":
        """Also what is about to go."""
        sides = [side for c in shown.changes.spans for side in (c.before, c.after) if side]
        duties = [c.occurrence for c in shown.changes.occurrences]
        gone = {one.key: one.title for one in sides} | {one.duty: one.title for one in duties}
        return replace(self, titles=gone | dict(self.titles))


def of_plan(plan: Plan) -> Names:
    """Of what stands in `plan`; who owes it is in none."""
    titles = {one.key: one.title for one in plan.spans}
    times = {(one.duty, one.key): one.title for one in plan.occurrences}
    return Names(
        titles={duty: title for (duty, _key), title in times.items()} | titles, times=times
    )


def of(proposal: Proposal, others: Iterable[Organisation] = ()) -> Names:
    """Of what `proposal` names; `others`: issuers that may have taken over."""
    organisation, planned = proposal.organisation, of_plan(proposal.plan)
    duties = {duty.id: duty.title for duty in proposal.definition.duties}
    return replace(
        planned,
        units={unit.id: unit.short or unit.name for unit in organisation.units},
        issuers={one.issuer.id: one.issuer.name for one in (*others, organisation)},
        titles=dict(planned.titles) | duties,
    )


def known_to(installation: Installation, proposal: Proposal) -> Names:
    """The same, with all issuers whose units files are at hand and can be read."""
    try:
        others = (*installation.samples, *installation.organisations)
    except DefinitionInvalid:
        others = ()
    return of(proposal, others)
