"""The units of an issuer as texts: the list in force with all that a file says, and those before it.

Revision 0 is what a units file said last; later ones were made at the desk or brought in, and from the first of them on
no file says otherwise.
"""

from datetime import UTC, datetime
from functools import lru_cache

from sqlmodel import Session, col, select

from scheduler.definition.dump import dump
from scheduler.definition.organisation import Organisation
from scheduler.definition.read import read_organisation_text
from scheduler.errors import UnitsChanged
from scheduler.store.as_written import issuer_as_written, load_organisation
from scheduler.store.tables import Block, Issuer, OrganisationRevision, Unit

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def load_in_force(session: Session, issuer_id: str) -> Organisation:
    """What is in force. Where nothing was kept yet, as far as the rows tell it (see `as_written`).

    Of a units file, with the units and blocks that it no longer names and that an earlier one named.
    """
    issuer = session.get_one(Issuer, issuer_id)
    row = session.get(OrganisationRevision, (issuer_id, issuer.units_revision))
    if row is not None and issuer.units_revision:
        return organisation_of(row)
    given = organisation_of(row) if row else None
    if given and not _has_unnamed(session, given):
        return given
    stored = load_organisation(session, issuer_as_written(issuer))
    return with_unnamed(given, stored) if given else stored


def _has_unnamed(session: Session, given: Organisation) -> bool:
    """Whether rows hold units or blocks that it does not name."""
    issuer_id = given.issuer.id
    units = set(session.exec(select(Unit.code).where(Unit.issuer_id == issuer_id)))
    blocks = set(session.exec(select(Block.code).where(Block.issuer_id == issuer_id)))
    known = {one.id for one in given.units}, {one.id for one in given.blocks}
    return not (units <= known[0] and blocks <= known[1])


def with_unnamed(given: Organisation, before: Organisation) -> Organisation:
    """`given` with the units and blocks of `before` that it does not name behind its own."""
    units, blocks = {one.id for one in given.units}, {one.id for one in given.blocks}
    own = tuple(one for one in before.blocks if one.id not in blocks)
    more = tuple(one for one in before.units if one.id not in units)
    if not (own or more):
        return given
    parts = {"units": (*given.units, *more), "blocks": (*given.blocks, *own)}
    return given.model_copy(update=parts)


def organisation_of(row: OrganisationRevision) -> Organisation:
    """What that revision says."""
    return _read(row.source)


@lru_cache(maxsize=32)
def _read(source: str) -> Organisation:
    return read_organisation_text(source)


def load_history(session: Session, issuer_id: str) -> list[OrganisationRevision]:
    """All that are kept, newest first."""
    query = select(OrganisationRevision).where(OrganisationRevision.issuer_id == issuer_id)
    return list(session.exec(query.order_by(col(OrganisationRevision.revision).desc())))


def find_revision(session: Session, issuer_id: str, number: int) -> OrganisationRevision | None:
    """One of them."""
    return session.get(OrganisationRevision, (issuer_id, number)) if number < 2**31 else None


def changed(session: Session, issuer: Issuer) -> UnitsChanged:
    """That somebody put other units into force, to be raised."""
    row = session.get(OrganisationRevision, (issuer.id, issuer.units_revision))
    at = row.applied_at if row else issuer.changed_at or LONG_AGO
    return UnitsChanged(row.author if row else "", at)


def keep(
    session: Session, given: Organisation, revision: int, *, author: str, now: datetime
) -> None:
    """As the revision of that number; what stands there with the same words stays."""
    source, issuer_id = dump(given), given.issuer.id
    known = session.get(OrganisationRevision, (issuer_id, revision))
    if known is None or known.source != source:
        row = OrganisationRevision(
            issuer_id=issuer_id, revision=revision, source=source, author=author, applied_at=now
        )
        session.merge(row)
        session.flush()
