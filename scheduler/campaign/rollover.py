"""A campaign for another year: its definition rolled over, and both years planned to be held side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scheduler.campaign.proposals import Proposal, propose_text
from scheduler.definition.read import load
from scheduler.definition.roll import roll
from scheduler.installation import Installation
from scheduler.plan.model import Remark
from scheduler.plan.succession import Succession
from scheduler.store.agenda import find_campaign
from scheduler.store.editions import load_edition


@dataclass(frozen=True)
class Rollover:
    """One campaign in two years. `file` is where the new definition belongs, its text `after.source`.

    `remarks`: what a person should look at in the new year, first of all who exists no more by then.
    """

    before: Proposal
    after: Proposal
    file: Path

    @property
    def remarks(self) -> list[Remark]:
        return remarks_of(self.before, self.after)


def remarks_of(before: Proposal, after: Proposal) -> list[Remark]:
    """What a person should look at in the year of `after`, first of all who exists no more by then."""
    ended = Succession(after.organisation).since(before.plan, after.plan)
    return list(dict.fromkeys((*ended, *after.plan.remarks)))


def roll_over(
    installation: Installation, given: str, *, year: int, out: Path | None = None
) -> Rollover:
    """The campaign `given` (a file, the id of one in the campaigns folder, or an applied one) for `year`.

    Without `out` the new file goes beside the old; that of a sample, to the office's campaigns. Writes nothing.
    Raises DefinitionInvalid, UnknownIssuer, UnknownCampaign.
    """
    file, source, templates = find_definition(installation, given)
    samples = installation.is_sample(file)
    before = propose_text(
        installation, source, name=str(file), samples=samples, templates=templates
    )
    rolled = roll(before.source, year=year)
    after = propose_text(installation, rolled, name=str(out or file), samples=samples)
    folder = installation.config_dir / "campaigns" if samples else file.parent
    return Rollover(before, after, out or folder / f"{after.plan.campaign}.yaml")


class FoundDefinition(NamedTuple):
    """A definition and its file, which need not exist for one that the database has.

    `templates`: the texts of those it was applied with; None for one that is a file.
    """

    file: Path
    source: str | bytes
    templates: Mapping[str, str] | None = None


def find_definition(installation: Installation, given: str) -> FoundDefinition:
    """The definition of a file, of the campaigns folder, or the one in force. Raises UnknownCampaign."""
    path = Path(given)
    folder = installation.config_dir / "campaigns"
    file = path if path.suffix == ".yaml" else folder / f"{given}.yaml"
    if not file.exists() and path.suffix != ".yaml" and installation.has_database:
        with installation.database.read() as session:
            campaign = find_campaign(session, given)
            edition = load_edition(session, campaign)
            return FoundDefinition(
                folder / f"{campaign.code}.yaml", edition.source, edition.templates
            )
    return FoundDefinition(file, load(file))
