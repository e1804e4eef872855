"""What is done with the units of an issuer: changed, put back, put into force; and what that means for its campaigns.

Each deed is one transaction of the caller, with its ledger line and a numbered revision. `based_on` is the number of
the list that the page showed: where somebody put another one into force meanwhile, UnitsChanged is raised and nothing
is done.
"""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from zoneinfo import ZoneInfo

from sqlmodel import Session, and_, col, select

from scheduler.definition.check_units import check_organisation
from scheduler.definition.organisation import Organisation, Unit
from scheduler.definition.problems import DefinitionInvalid
from scheduler.definition.read import examine_text, read_template
from scheduler.definition.templates import join_templates
from scheduler.errors import UnknownReference, UnknownUnit
from scheduler.installation import Installation
from scheduler.plan.build import make_plan
from scheduler.store.editions import Edition, load_edition
from scheduler.store.organisation import put_into_force
from scheduler.store.organisation_revisions import (
    find_revision,
    load_in_force,
    organisation_of,
    with_unnamed,
)
from scheduler.store.tables import Campaign, DefinitionRevision, Issuer


def put(session: Session, wanted: Organisation, *, based_on: int, by: str, now: datetime) -> int:
    """Put that list into force; its number, which is `based_on` where nothing differs.

    Raises DefinitionInvalid where its parts do not fit together, UnitsChanged.
    """
    if faults := tuple(one for one in check_organisation(wanted) if not one.warning):
        raise DefinitionInvalid(faults)
    return put_into_force(session, wanted, based_on=based_on, actor=by, now=now)


def with_unit(organisation: Organisation, unit: Unit) -> Organisation:
    """The same with `unit` in place of the one of its id. Raises UnknownUnit."""
    if unit.id not in {one.id for one in organisation.units}:
        raise UnknownUnit(unit.id)
    units = tuple(unit if one.id == unit.id else one for one in organisation.units)
    return organisation.model_copy(update={"units": units})


def put_back(
    session: Session, issuer_id: str, number: int, *, based_on: int, by: str, now: datetime
) -> int:
    """Put an older list into force again; units it does not know stay as they are, since they may owe something.

    Raises LookupError where there is no such revision, DefinitionInvalid, UnitsChanged.
    """
    wanted = older(session, issuer_id, number)
    return put(session, wanted, based_on=based_on, by=by, now=now)


def older(session: Session, issuer_id: str, number: int) -> Organisation:
    """What putting that revision back would make of the list. Raises LookupError."""
    row = find_revision(session, issuer_id, number)
    if row is None:
        raise LookupError(number)
    return with_unnamed(organisation_of(row), load_in_force(session, issuer_id))


@dataclass(frozen=True)
class Affected:
    """A campaign that would be planned otherwise: which units would owe something in it, and which nothing more."""

    code: str
    title: str
    joined: tuple[str, ...]
    left: tuple[str, ...]


def affected(
    session: Session, installation: Installation, wanted: Organisation, *, now: datetime
) -> list[Affected]:
    """The issuer's campaigns that are not over and that `wanted` would change, once they are applied again.

    Both lists plan the definition in force: what differs already, whoever planned it, is not counted.
    """
    issuer_id = wanted.issuer.id
    before = load_in_force(session, issuer_id)
    in_force = (
        DefinitionRevision.campaign_id == Campaign.id,
        DefinitionRevision.revision == Campaign.revision,
    )
    query = select(Campaign).join(DefinitionRevision, and_(*in_force))
    query = query.where(Campaign.issuer_id == issuer_id).order_by(col(Campaign.code))
    found = []
    for row in session.exec(query).all():
        if (row.last_year or row.year) >= now.astimezone(ZoneInfo(row.zone)).year:
            edition = load_edition(session, row)
            had, has = (_owing(installation, edition, one) for one in (before, wanted))
            if had is not None and has is not None and had != has:
                joined, left = tuple(sorted(has - had)), tuple(sorted(had - has))
                found.append(Affected(row.code, row.title, _units(joined), _units(left)))
    return found


_KNOWN: OrderedDict[Hashable, tuple[Affected, ...]] = OrderedDict()
_MOST_KNOWN = 16
_KEEPING = Lock()


def affected_once(
    session: Session,
    installation: Installation,
    wanted: Organisation,
    *,
    seen: Hashable,
    now: datetime,
) -> tuple[Affected, ...]:
    """As `affected`, planned once as long as neither the units in force nor a campaign nor the day changes.

    `seen` tells `wanted` from others of the issuer, at less cost than itself.
    """
    issuer = session.get_one(Issuer, wanted.issuer.id)
    query = select(Campaign.code, Campaign.revision).where(Campaign.issuer_id == issuer.id)
    campaigns = tuple(session.exec(query.order_by(col(Campaign.code))).all())
    day = now.astimezone(installation.zone).date()
    in_force = (issuer.id, issuer.units_revision, issuer.changed_at)
    key = (installation.database_url, seen, day, in_force, campaigns)
    found = _KNOWN.get(key)
    if found is None:
        found = tuple(affected(session, installation, wanted, now=now))
        with _KEEPING:
            _KNOWN[key] = found
            while len(_KNOWN) > _MOST_KNOWN:
                _KNOWN.popitem(last=False)
    return found


def _units(owed: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for _duty, _key, unit in owed))


def _owing(
    installation: Installation, edition: Edition, organisation: Organisation
) -> set[tuple[str, str, str]] | None:
    """Duty, occurrence and unit of all that is owed; None where the definition cannot be planned for these units."""
    try:
        document = examine_text(edition.source, name=edition.code)
        known = {name: read_template(text, name=name) for name, text in edition.templates.items()}
        plan = make_plan(
            join_templates(document, known).value,
            organisation=organisation,
            catalogue=installation.catalogue,
            policies=installation.policies,
            calendar=installation.calendar,
        )
    except (DefinitionInvalid, UnknownReference):
        return None
    return {(one.duty, one.key, unit) for one in plan.occurrences for unit in one.units}
