"""Whose units a definition is for: those of a file, of the configuration folder or of the database."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from scheduler.definition import organisation as written
from scheduler.definition.check import same_name
from scheduler.definition.models import Definition
from scheduler.errors import (
    DatabaseMissing,
    DatabaseNewer,
    DatabaseOutdated,
    DatabaseUnreachable,
    TableMissing,
    UnknownIssuer,
)
from scheduler.installation import Installation
from scheduler.posts import PostKind
from scheduler.store.columns import split_list
from scheduler.store.mailboxes import load_mailboxes
from scheduler.store.tables import Block, BlockHead, Issuer, Post, Unit, UnitSuccessor

_UNUSABLE = (DatabaseMissing, DatabaseNewer, DatabaseOutdated, DatabaseUnreachable, TableMissing)


@dataclass(frozen=True)
class Found:
    """An organisation; `stored` when it was read from the database and need not be saved there.

    `namesakes`: ids of all issuers the definition may mean, where it names one by a printed name that several bear.
    """

    organisation: written.Organisation
    stored: bool = False
    namesakes: tuple[str, ...] = ()


def find_organisation(
    installation: Installation,
    definition: Definition,
    files: Sequence[written.Organisation],
    *,
    alone: bool = False,
) -> Found:
    """The organisation a definition belongs to, by id or by the printed name. Raises UnknownIssuer.

    That of `files`, or that of the database unless `files` stand alone: a sample among the files gives
    way to real units that somebody loaded. Where only the database may know it, raises what keeps it from being read.
    """
    file = next((one for one in files if _is_of(definition, one.issuer)), None)
    issuers: tuple[written.Issuer, ...] = ()
    if not alone and installation.has_database:
        issuers = _stored_issuers(installation, needed=file is None)
    mine = next((one for one in issuers if _is_of(definition, one)), None)
    every = (*(one.issuer for one in files), *issuers)
    namesakes = _namesakes([one for one in every if _is_of(definition, one)])
    if file and not (file.issuer.sample and mine and not mine.sample):
        return Found(file, namesakes=namesakes)
    if mine:
        with installation.database.read() as session:
            return Found(load_organisation(session, mine), stored=True, namesakes=namesakes)
    known = dict.fromkeys(one.id for one in every)
    raise UnknownIssuer(definition.issuer or definition.directive.issuer, tuple(known))


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
    return same_name(definition.directive.issuer, issuer.name)


def _stored_issuers(installation: Installation, *, needed: bool) -> tuple[written.Issuer, ...]:
    """The issuers of the database; none where it cannot be used unless they are `needed`: who writes to it is told."""
    try:
        database = installation.database
    except _UNUSABLE:
        if needed:
            raise
        return ()
    with database.read() as session:
        return stored_issuers(session)


def stored_issuers(session: Session) -> tuple[written.Issuer, ...]:
    """All issuers of the database as a file would write them, by id."""
    return tuple(
        written.Issuer(
            id=row.id,
            name=row.name,
            lane=row.lane_id,
            timezone=row.zone,
            standing_body=row.standing_body,
            standing_body_title=row.standing_body_title,
            address=row.address,
            sample=row.sample,
            last_day=row.last_on,
            into=split_list(row.into),
        )
        for row in session.exec(select(Issuer).order_by(Issuer.id))
    )


def load_organisation(session: Session, issuer: written.Issuer) -> written.Organisation:
    """The blocks and units of `issuer` as a file would write them, in the order first saved; only open mailboxes.

    A unit that a later file left out without giving it a last day is still among them.
    """
    of_issuer = select(Unit).where(Unit.issuer_id == issuer.id).order_by(col(Unit.id))
    units = {unit.id: unit for unit in session.exec(of_issuer)}
    rows = session.exec(
        select(Block).where(Block.issuer_id == issuer.id).order_by(col(Block.id))
    ).all()
    blocks = {row.id: row.code for row in rows}
    codes = {id_: unit.code for id_, unit in units.items()}
    into: dict[int | None, list[str]] = defaultdict(list)
    successors = select(UnitSuccessor).join(Unit, col(Unit.id) == UnitSuccessor.unit_id)
    for row in session.exec(successors.where(Unit.issuer_id == issuer.id)):
        into[row.unit_id].append(codes[row.successor_id])
    titles = dict(
        session.exec(select(Post.unit_id, Post.title).where(Post.kind == PostKind.HEAD)).all()
    )
    boxes = load_mailboxes(session, issuer.id)
    return written.Organisation(
        issuer=issuer,
        blocks=tuple(_block(session, row, codes) for row in rows),
        units=tuple(
            written.Unit(
                id=unit.code,
                name=unit.name,
                short=unit.short,
                kind=unit.kind,
                block=blocks[unit.block_id] if unit.block_id else None,
                head_title=titles[id_ or 0],
                first_day=unit.first_on,
                last_day=unit.last_on,
                into=tuple(into[id_]),
                channels=split_list(unit.channels),
                email=boxes.get(unit.code),
            )
            for id_, unit in units.items()
        ),
    )


def _block(session: Session, row: Block, codes: dict[int | None, str]) -> written.Block:
    heads = select(BlockHead).where(BlockHead.block_id == row.id).order_by(col(BlockHead.year))
    return written.Block(
        id=row.code,
        name=row.name,
        rotation=tuple(
            written.Rotation(
                year=head.year,
                head=codes[head.head_id],
                deputy=codes[head.deputy_id] if head.deputy_id else None,
            )
            for head in session.exec(heads)
        ),
    )
