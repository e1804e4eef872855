"""Planning and applying a definition: read, check, plan, compare; then do exactly what was shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from scheduler.campaign.issuers import (
    find_organisation,
    namesakes_problem,
    unknown_issuer_problems,
)
from scheduler.campaign.misquotes import quote_warnings, stale_warnings
from scheduler.definition.check import check
from scheduler.definition.document import Document
from scheduler.definition.models import Definition
from scheduler.definition.organisation import Organisation
from scheduler.definition.problems import DefinitionInvalid, Problem, by_line
from scheduler.definition.read import examine_text, load, read_template
from scheduler.definition.templates import (
    WrittenTemplate,
    join_templates,
    template_problems,
    templates_of,
    texts,
)
from scheduler.definition.yaml import says_the_same
from scheduler.errors import UnknownCampaign, UnknownIssuer
from scheduler.installation import Installation, read_units
from scheduler.plan.build import make_plan
from scheduler.plan.diff import ChangeKind, Changes, OccurrenceChange, diff
from scheduler.plan.model import Plan, PlannedAnnouncement, PlannedSpan
from scheduler.plan.own import Fate
from scheduler.store.agenda import find_campaign, load_plan
from scheduler.store.apply import apply_changes
from scheduler.store.editions import Edition, load_edition
from scheduler.store.holders import load_to_units
from scheduler.store.organisation import save_organisation, unit_ids
from scheduler.store.tables import Campaign, Issuer
from scheduler.workflow.moved_deadline import Rules
from scheduler.workflow.receiving import recount


@dataclass(frozen=True)
class Proposal:
    """A definition that can be applied, and the plan it makes."""

    document: Document[Definition]
    organisation: Organisation
    plan: Plan
    source: str
    warnings: tuple[Problem, ...]
    templates: Mapping[str, str] = field(default_factory=dict)  # texts of those it names
    units_stored: bool = False  # whether the organisation was read from the database
    units_overruled: Organisation | None = None  # what a units file says that holds no more

    @property
    def definition(self) -> Definition:
        """What the document says."""
        return self.document.value


@dataclass(frozen=True)
class Preview:
    """What applying would do to the database, which holds `based_on` (0: no such campaign yet)."""

    changes: Changes
    based_on: int
    units: int  # that owe something
    reachable: int  # of them, with somebody their reminders can be told to
    at_once: bool  # whether some hear of it as soon as it is applied: of a move, or of steps already past
    first_reminder_at: datetime | None  # the next notice of the plan to leave
    next_announcement: tuple[PlannedSpan, PlannedAnnouncement] | None = None  # of a round or peak
    warnings: tuple[Problem, ...] = ()  # about what would change
    # the definition in force says something else, even where no day or unit changes
    rewritten: bool = False

    @property
    def is_new(self) -> bool:
        """Whether there is anything to apply."""
        return bool(self.changes) or self.rewritten


def propose(installation: Installation, file: Path, *, units: Path | None = None) -> Proposal:
    """Read, check and plan `file`. Raises DefinitionInvalid, UnknownIssuer."""
    samples = installation.is_sample(file)
    return propose_text(installation, load(file), name=str(file), units=units, samples=samples)


def propose_text(
    installation: Installation,
    source: str | bytes,
    *,
    name: str,
    units: Path | None = None,
    samples: bool = False,
    templates: Mapping[str, str] | None = None,
) -> Proposal:
    """As `propose`, from a text that a form or a test holds; with `samples` it is one of those.

    `templates` are the texts it was applied with once, in place of those there are now.

    DefinitionInvalid tells the faults of the text, then those of the files it leans on.
    """
    own: list[Problem] = []
    beside: list[Problem] = []
    document = _tried(lambda: examine_text(source, name=name), own)
    known = _tried(lambda: _templates(installation, document, templates), beside)
    files = _tried(lambda: _units(installation, units, samples=samples), beside)
    catalogue = _tried(lambda: installation.catalogue, beside)
    policies = _tried(lambda: installation.policies, beside)
    calendar = _tried(lambda: installation.calendar, beside)
    if document is None or known is None:
        raise DefinitionInvalid((*own, *beside))
    own += template_problems(document, known)
    document = join_templates(document, known)
    try:
        found = find_organisation(
            installation, document.value, files or (), alone=units is not None
        )
        unknown = None
    except UnknownIssuer as error:
        found, unknown = None, error
    organisation = found.organisation if found else None
    problems = check(document, organisation=organisation, catalogue=catalogue, policies=policies)
    own += (problem for problem in problems if not problem.warning)
    if found and found.namesakes:
        own.append(namesakes_problem(document, found.namesakes))
    if unknown and not (own or beside):
        raise unknown
    if unknown and files is not None:
        own += unknown_issuer_problems(document, unknown)
    if own or beside:
        raise DefinitionInvalid((*by_line(own), *beside))
    assert found and catalogue is not None and policies and calendar, "read without a fault"
    plan = make_plan(
        document.value,
        organisation=found.organisation,
        catalogue=catalogue,
        policies=policies,
        calendar=calendar,
    ).marked(templates_of(document))
    text = source if isinstance(source, str) else source.decode("utf-8-sig")
    warnings = by_line((*problems, *quote_warnings(document, plan)))
    used = texts(known[one] for one in document.value.templates)
    return Proposal(
        document, found.organisation, plan, text, warnings, used, found.stored, found.overruled
    )


def _templates(
    installation: Installation,
    document: Document[Definition] | None,
    given: Mapping[str, str] | None,
) -> dict[str, WrittenTemplate]:
    """Those that `document` may name, by name: as `given`, or as the files are now; none where it names none."""
    if document is None or not document.value.templates:
        return {}
    if given is None:
        return installation.templates
    return {name: read_template(text, name=name) for name, text in given.items()}


def _units(
    installation: Installation, given: Path | None, *, samples: bool
) -> tuple[Organisation, ...]:
    if given is not None:
        return (read_units(given),)
    return (*installation.organisations, *(installation.samples if samples else ()))


T = TypeVar("T")


def _tried(read: Callable[[], T], faults: list[Problem]) -> T | None:
    """What `read` returns; None when there are faults, which go to the others."""
    try:
        return read()
    except DefinitionInvalid as error:
        faults += error.problems
        return None


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


def preview(installation: Installation, proposal: Proposal) -> Preview:
    """What applying `proposal` would change. Raises the errors of an unusable database."""
    issuer, now = proposal.organisation.issuer.id, installation.clock.now()
    with installation.database.read() as session:
        try:
            campaign = find_campaign(session, proposal.plan.campaign, issuer_id=issuer)
        except UnknownCampaign:
            stored, based_on, rewritten = None, 0, False
        else:
            stored, based_on = load_plan(session, campaign), campaign.revision
            edition = load_edition(session, campaign)
            rewritten = edition.templates != proposal.templates or not says_the_same(
                edition.source, proposal.source
            )
        units = {unit for o in proposal.plan.occurrences for unit in o.units}
        ways = load_to_units(session, issuer, now=now)
        ids = unit_ids(session, issuer)
        reached = [unit for unit in units if ids.get(unit) in ways]
    coming = [r.at for o in proposal.plan.occurrences for r in o.reminders if r.at > now]
    changes = diff(stored, proposal.plan)
    return Preview(
        changes,
        based_on,
        len(units),
        len(reached),
        any(_told_at_once(change, now=now) for change in changes.occurrences),
        min(coming, default=None),
        _next_announcement(proposal.plan, now=now),
        tuple(stale_warnings(proposal.document, changes)),
        rewritten,
    )


def _next_announcement(
    plan: Plan, *, now: datetime
) -> tuple[PlannedSpan, PlannedAnnouncement] | None:
    """The first to come, and what it tells of; None where no round, peak or anniversary has anything more to tell."""
    coming = [(span, one) for span in plan.spans for one in span.announcements if one.at > now]
    return min(coming, key=lambda found: found[1].at, default=None)


def warnings(proposal: Proposal, shown: Preview | None) -> tuple[Problem, ...]:
    """What to look at in the file before applying it; of what would change too where that is known."""
    return (*proposal.warnings, *(shown.warnings if shown else ()))


def _told_at_once(change: OccurrenceChange, *, now: datetime) -> bool:
    """Whether a reminder of it is past that people have heard, or will as soon as it is applied."""
    if change.kind is ChangeKind.CHANGED and not (change.joined or change.left):
        return False
    if any(one.before_at and one.fate is not Fate.KEPT for one in change.own):
        return True
    closed_at = change.occurrence.cut_off_at
    sides = [side for side in (change.before, change.after) if side]
    past = any(reminder.at <= now for side in sides for reminder in side.reminders)
    return past and (closed_at is None or closed_at > now)


def apply(installation: Installation, proposal: Proposal, shown: Preview) -> Campaign:
    """Do what `shown` says, in one transaction. Raises PlanChanged when somebody was faster."""
    now, issuer = installation.clock.now(), proposal.organisation.issuer.id
    with installation.database.read() as session:
        is_known = proposal.units_stored and session.get(Issuer, issuer) is not None
    # units bring lanes, which issuers share
    with installation.database.write(*[issuer] if is_known else []) as session:
        if not is_known:
            save_organisation(session, proposal.organisation, actor=installation.author, now=now)
        campaign = apply_changes(
            session,
            Edition(
                issuer,
                proposal.plan.campaign,
                proposal.source,
                installation.author,
                templates=proposal.templates,
            ),
            shown.changes,
            based_on=shown.based_on,
            now=now,
        )
        rules = Rules(installation.calendar, installation.policies)
        recount(session, campaign, shown.changes, rules, by=installation.author, now=now)
        return campaign
