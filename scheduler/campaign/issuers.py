"""Whose units a definition is for: those of a file, of the configuration folder or of the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from scheduler import body_names
from scheduler.definition import organisation as written
from scheduler.definition.document import Document
from scheduler.definition.models import Definition
from scheduler.definition.problems import Problem
from scheduler.errors import (
    DatabaseMissing,
    DatabaseNewer,
    DatabaseOutdated,
    DatabaseUnreachable,
    TableMissing,
    UnknownIssuer,
)
from scheduler.installation import Installation
from scheduler.language import _
from scheduler.store.as_written import issuer_as_written
from scheduler.store.organisation_revisions import load_in_force
from scheduler.store.tables import Issuer
from scheduler.unit_lists.difference import difference

_UNUSABLE = (DatabaseMissing, DatabaseNewer, DatabaseOutdated, DatabaseUnreachable, TableMissing)


@dataclass(frozen=True)
class Found:
    """An organisation; `stored` when it was read from the database and need not be saved there.

    `overruled`: what a units file says instead, where the list was made at the desk or brought in.

    `namesakes`: ids of all issuers the definition may mean, where it names one by a printed name that several bear.
    """

    organisation: written.Organisation
    stored: bool = False
    namesakes: tuple[str, ...] = ()
    overruled: written.Organisation | None = None


def find_organisation(
    installation: Installation,
    definition: Definition,
    files: Sequence[written.Organisation],
    *,
    alone: bool = False,
) -> Found:
    """The organisation a definition belongs to, by id or by the printed name. Raises UnknownIssuer.

    That of `files`, or that of the database unless `files` stand alone: a file gives way to a list that was made at
    the desk or brought in, and a sample to real units that somebody loaded. Where only the database may know it, raises
    what keeps it from being read.
    """
    file = next((one for one in files if _is_of(definition, one.issuer)), None)
    issuers: tuple[written.Issuer, ...] = ()
    if not alone and installation.has_database:
        issuers = _stored_issuers(installation, needed=file is None)
    mine = next((one for one in issuers if _is_of(definition, one)), None)
    every = (*(one.issuer for one in files), *issuers)
    namesakes = _namesakes([one for one in every if _is_of(definition, one)])
    held = mine is not None and _is_held(installation, mine)
    if file and not held and not (file.issuer.sample and mine and not mine.sample):
        return Found(file, namesakes=namesakes)
    if mine:
        with installation.database.read() as session:
            found = load_in_force(session, mine.id)
        other = file if held and file and difference(found, file) else None
        return Found(found, stored=True, namesakes=namesakes, overruled=other)
    known = dict.fromkeys(one.id for one in every)
    raise UnknownIssuer(definition.issuer or definition.directive.issuer, tuple(known))


def _is_held(installation: Installation, issuer: written.Issuer) -> bool:
    """Whether its list was made at the desk or brought in."""
    with installation.database.read() as session:
        return session.get_one(Issuer, issuer.id).units_revision > 0


def _namesakes(meant: Sequence[written.Issuer]) -> tuple[str, ...]:
    """Ids of several that are meant alike; a sample is not meant where a real one is."""
    ids = {one.id for one in meant if not one.sample} or {one.id for one in meant}
    return tuple(sorted(ids)) if len(ids) > 1 else ()


def is_sample_of_real(session: Session, issuer: written.Issuer) -> bool:
    """Whether `issuer` is a sample of one whose real units somebody loaded."""
    row = session.get(Issuer, issuer.id)
    return issuer.sample and row is not None and not row.sample


def _is_of(definition: Definition, issuer: written.Issuer) -> bool:
    if definition.issuer is not None:
        return definition.issuer == issuer.id
    return body_names.same(definition.directive.issuer, issuer.name)


def _stored_issuers(installation: Installation, *, needed: bool) -> tuple[written.Issuer, ...]:
    """The issuers of the database; none where it cannot be used unless they are `needed`: who writes to it is told."""
    try:
        database = installation.database
    except _UNUSABLE:
        if needed:
            raise
        return ()
    with database.read() as session:
        return tuple(
            issuer_as_written(row) for row in session.exec(select(Issuer).order_by(Issuer.id))
        )


def unknown_issuer_problems(
    document: Document[Definition], unknown: UnknownIssuer, *, own: str | None = None
) -> Iterator[Problem]:
    """That nobody knows the issuer, where the definition says for sure who it is; or that it is not `own`."""
    path = ("directive", "issuer") if document.value.issuer is None else ("issuer",)
    if document.sure("issuer") and document.sure(*path):
        reason = _("Không có cơ quan phát động “{issuer}”.")
        if own:
            reason = _("Phong trào này của cơ quan phát động khác: “{issuer}”.")
        reason = reason.format(issuer=unknown.issuer)
        known = _("Đang có: {names}.").format(names=", ".join(unknown.known))
        yield document.problem(path, f"{reason} {known}" if unknown.known else reason)


def namesakes_problem(document: Document[Definition], ids: tuple[str, ...]) -> Problem:
    """That the printed name of the issuer is that of several, whose units are not told apart by it."""
    reason = _(
        "Nhiều cơ quan phát động cùng tên “{issuer}”: {ids}. Đề nghị ghi mã vào dòng “issuer”."
    )
    told = reason.format(issuer=document.value.directive.issuer, ids=", ".join(ids))
    return document.problem(("directive", "issuer"), told, example=f"issuer: {ids[0]}")
