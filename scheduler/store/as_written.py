"""The issuer, its blocks and its units as a units file would write them, read back from the database."""

from collections import defaultdict

from sqlmodel import Session, col, select

from scheduler.definition import organisation as written
from scheduler.posts import PostKind
from scheduler.store.columns import split_list
from scheduler.store.mailboxes import load_mailboxes
from scheduler.store.tables import Block, BlockHead, Issuer, Post, Unit, UnitSuccessor


def issuer_as_written(row: Issuer) -> written.Issuer:
    """The issuer of `row`."""
    return written.Issuer(
        id=row.id,
        name=row.name,
        lane=row.lane_id,
        timezone=row.zone,
        standing_body=row.standing_body,
        standing_body_title=row.standing_body_title,
        address=row.address,
        desk=written.Desk(
            define=split_list(row.desk_define),
            approve=split_list(row.desk_approve),
            two_people=row.desk_two_people,
        ),
        sample=row.sample,
        last_day=row.last_on,
        into=split_list(row.into),
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
