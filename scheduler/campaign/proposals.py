"""Planning and applying a definition: read, check, plan, compare; then do exactly what was shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from scheduler.campaign import hearing
from scheduler.campaign.issuers import (
    Found,
    find_organisation,
    namesakes_problem,
    unknown_issuer_problems,
)
from scheduler.campaign.leaning import Leaning, lean_on, tried
from scheduler.campaign.misquotes import quote_warnings, stale_warnings
from scheduler.definition.check import check, open_questions
from scheduler.definition.document import Document
from scheduler.definition.models import Definition
from scheduler.definition.organisation import Organisation
from scheduler.definition.problems import DefinitionInvalid, Problem, by_line
from scheduler.definition.read import examine_text, load
from scheduler.definition.templates import (
    join_templates,
    template_problems,
    templates_of,
    texts,
)
from scheduler.definition.yaml import says_the_same
from scheduler.errors import RevisionUnknown, UnknownCampaign, UnknownIssuer
from scheduler.installation import Installation
from scheduler.plan.amended_times import amended_time_problems
from scheduler.plan.build import make_plan
from scheduler.plan.diff import Changes, diff
from scheduler.plan.model import Plan, PlannedAnnouncement, PlannedSpan
from scheduler.store.agenda import find_campaign, load_plan
from scheduler.store.apply import apply_changes
from scheduler.store.editions import Edition, load_edition
from scheduler.store.exported import not_in_force, without_revision
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
    revision: int | None = (
        None  # of the campaign the file was written out of; `source` is without it
    )

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
    unreached: tuple[str, ...] = ()  # ids of units that owe something and nobody is told for

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
    issuer_id: str | None = None,
) -> Proposal:
    """As `propose`, from a text that a form or a test holds; with `samples` it is one of those.

    `templates` are the texts it was applied with once, in place of those there are now. `issuer_id`: whose it has to
    be; that of another, or of nobody, is then a fault of the text which names nobody else.

    DefinitionInvalid tells the faults of the text, then those of the files it leans on.
    """
    own: list[Problem] = []
    beside: list[Problem] = []
    document = tried(lambda: examine_text(source, name=name), own)
    leaning = lean_on(
        installation, document, beside, units=units, samples=samples, templates=templates
    )
    known, files = leaning.templates, leaning.organisations
    if document is None or known is None:
        raise DefinitionInvalid((*own, *beside))
    own += template_problems(document, known)
    document = join_templates(document, known)
    try:
        found = find_organisation(
            installation, document.value, files or (), alone=units is not None
        )
        unknown = None
        if issuer_id not in (None, found.organisation.issuer.id):
            raise UnknownIssuer(document.value.issuer or document.value.directive.issuer)
    except UnknownIssuer as error:
        found, unknown = None, UnknownIssuer(error.issuer, (issuer_id,)) if issuer_id else error
    organisation = found.organisation if found else None
    problems = check(
        document,
        organisation=organisation,
        catalogue=leaning.catalogue,
        policies=leaning.policies,
    )
    own += (problem for problem in problems if not problem.warning)
    if found and found.namesakes:
        own.append(namesakes_problem(document, found.namesakes))
    if unknown and not (own or beside or issuer_id):
        raise unknown
    if unknown and files is not None:
        own += unknown_issuer_problems(document, unknown, own=issuer_id)
    if own or beside:
        raise DefinitionInvalid((*by_line((*own, *open_questions(document))), *beside))
    if unknown:
        raise unknown
    assert found, "read without a fault"
    text = source if isinstance(source, str) else source.decode("utf-8-sig")
    return _planned(document, found, leaning, text, problems)


def _planned(
    document: Document[Definition],
    found: Found,
    leaning: Leaning,
    text: str,
    problems: Sequence[Problem],
) -> Proposal:
    """What has no fault but what its plan may show; `problems`: what to look at in it. Raises DefinitionInvalid."""
    catalogue, policies, calendar = leaning.catalogue, leaning.policies, leaning.calendar
    known = leaning.templates
    assert known is not None and catalogue is not None and policies and calendar, "no fault"
    amended = amended_time_problems(
        document, catalogue=catalogue, policies=policies, calendar=calendar
    )
    faults = by_line(amended)
    if faults:
        raise DefinitionInvalid(faults)
    plan = make_plan(
        document.value,
        organisation=found.organisation,
        catalogue=catalogue,
        policies=policies,
        calendar=calendar,
    ).marked(templates_of(document))
    warnings = by_line((*problems, *quote_warnings(document, plan)))
    used = texts(known[one] for one in document.value.templates)
    revision, units = document.value.revision, (found.stored, found.overruled)
    if "revision" in text:  # one that tells none has the line too
        text = without_revision(text)
    return Proposal(document, found.organisation, plan, text, warnings, used, *units, revision)


def preview(installation: Installation, proposal: Proposal) -> Preview:
    """What applying `proposal` would change. Raises the errors of an unusable database.

    A file that tells its revision raises RevisionOld or RevisionUnknown where another one is in force, unless it
    says what that says already: applied once more, it changes nothing.
    """
    with installation.database.read() as session:
        return preview_in(session, proposal, now=installation.clock.now())


def preview_in(session: Session, proposal: Proposal, *, now: datetime) -> Preview:
    """The same of what that session sees."""
    issuer = proposal.organisation.issuer.id
    stored, based_on, rewritten = _load_in_force(session, proposal)
    units = dict.fromkeys(unit for o in proposal.plan.occurrences for unit in o.units)
    ways = load_to_units(session, issuer, now=now)
    ids = unit_ids(session, issuer)
    unreached = tuple(unit for unit in units if ids.get(unit) not in ways)
    coming = [r.at for o in proposal.plan.occurrences for r in o.reminders if r.at > now]
    changes = diff(stored, proposal.plan)
    return Preview(
        changes,
        based_on,
        len(units),
        len(units) - len(unreached),
        any(hearing.told_at_once(change, now=now) for change in changes.occurrences),
        min(coming, default=None),
        hearing.next_announcement(proposal.plan, now=now),
        tuple(stale_warnings(proposal.document, changes)),
        rewritten,
        unreached,
    )


def _load_in_force(session: Session, proposal: Proposal) -> tuple[Plan | None, int, bool]:
    """The plan and revision in force (0: none is), and whether the definition in force says something else."""
    code, given = proposal.plan.campaign, proposal.revision
    try:
        campaign = find_campaign(session, code, issuer_id=proposal.organisation.issuer.id)
    except UnknownCampaign:
        if given is not None:
            raise RevisionUnknown(code, given, 0) from None
        return None, 0, False
    edition = load_edition(session, campaign)
    rewritten = edition.templates != proposal.templates or not says_the_same(
        edition.source, proposal.source
    )
    if rewritten and given not in (None, campaign.revision):
        raise not_in_force(session, campaign, given or 0)
    return load_plan(session, campaign), campaign.revision, rewritten


def warnings(proposal: Proposal, shown: Preview | None) -> tuple[Problem, ...]:
    """What to look at in the file before applying it; of what would change too where that is known."""
    return (*proposal.warnings, *(shown.warnings if shown else ()))


def apply(
    installation: Installation, proposal: Proposal, shown: Preview, *, by: str = ""
) -> Campaign:
    """Do what `shown` says, in one transaction; `by`: who does, else the author of the installation.

    Raises PlanChanged when somebody was faster.
    """
    with installation.database.write(*owners(installation, proposal)) as session:
        return apply_in(session, installation, proposal, shown, by=by or installation.author)


def owners(installation: Installation, proposal: Proposal) -> tuple[str, ...]:
    """Whose rows applying it writes: its issuer's; of everybody where it brings units, and lanes that issuers share."""
    issuer = proposal.organisation.issuer.id
    with installation.database.read() as session:
        is_known = proposal.units_stored and session.get(Issuer, issuer) is not None
    return (issuer,) if is_known else ()


def apply_in(
    session: Session, installation: Installation, proposal: Proposal, shown: Preview, *, by: str
) -> Campaign:
    """The same within a transaction that keeps its `owners` from others."""
    now, issuer = installation.clock.now(), proposal.organisation.issuer.id
    if not proposal.units_stored or session.get(Issuer, issuer) is None:
        save_organisation(session, proposal.organisation, actor=by, now=now)
    edition = Edition(
        issuer, proposal.plan.campaign, proposal.source, by, templates=proposal.templates
    )
    campaign = apply_changes(session, edition, shown.changes, based_on=shown.based_on, now=now)
    rules = Rules(installation.calendar, installation.policies)
    recount(session, campaign, shown.changes, rules, by=by, now=now)
    return campaign
