"""Issuers and their units: saving a units file, looking units up."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from scheduler.definition import organisation as written
from scheduler.errors import UnitsFileDiffers, UnknownBlock, UnknownIssuer, UnknownUnit
from scheduler.happenings import Happening
from scheduler.language import ADDRESS
from scheduler.posts import PostKind
from scheduler.store import ledger
from scheduler.store import organisation_revisions as revisions
from scheduler.store.columns import join_list
from scheduler.store.mailboxes import save_mailboxes
from scheduler.store.serving import ensure_lane
from scheduler.store.tables import Block, BlockHead, Issuer, Post, Unit, UnitSuccessor
from scheduler.unit_lists.difference import Difference, difference


def save_organisation(
    session: Session, given: written.Organisation, *, actor: str, now: datetime
) -> Difference:
    """Make the stored issuer, blocks and units equal to those of a units file; what that changed. Its text is kept.

    Units and blocks it no longer names (`unnamed`) keep their rows, and what they owe: who is no more gets a last day.
    The ledger gets an entry when anything changed. Where the list was made at the desk or brought in, a file that says
    the same changes nothing, and any other raises UnitsFileDiffers.
    """
    issuer_id = given.issuer.id
    known = session.get(Issuer, issuer_id)
    found = difference(revisions.load_in_force(session, issuer_id) if known else None, given)
    if known is not None and known.units_revision:
        if found:
            raise UnitsFileDiffers(issuer_id, known.units_revision, len(found))
        return found
    unnamed: dict[str, object] = {"unnamed": len(found.unnamed)} if found.unnamed else {}
    _put(session, given, unnamed, actor=actor, now=now)
    revisions.keep(session, given, 0, author=actor, now=now)
    return found


def put_into_force(
    session: Session, given: written.Organisation, *, based_on: int, actor: str, now: datetime
) -> int:
    """Make `given` the next revision of the units, which stand at `based_on`; its number.

    What is no different stays at that number. Raises UnitsChanged where they stand at another one.
    """
    issuer_id = given.issuer.id
    before = revisions.load_in_force(session, issuer_id)
    found = difference(before, given)
    as_seen = (col(Issuer.id) == issuer_id, col(Issuer.units_revision) == based_on)
    number = based_on + 1 if found else based_on
    done = session.connection().execute(
        update(Issuer).where(*as_seen).values(units_revision=number)
    )
    issuer = session.get_one(Issuer, issuer_id)
    session.refresh(issuer)
    if done.rowcount != 1:
        raise revisions.changed(session, issuer)
    if found:
        new, ended = len(found.new), len(found.ended)
        data: dict[str, object] = {"revision": number, "new": new, "ended": ended}
        data["changed"] = len(found.units) - new - ended
        _put(session, given, data, actor=actor, now=now)
        revisions.keep(session, given, number, author=actor, now=now)
    return number


def _put(
    session: Session,
    given: written.Organisation,
    told: dict[str, object],
    *,
    actor: str,
    now: datetime,
) -> None:
    issuer_id = given.issuer.id
    before = _picture(session, issuer_id)
    _save(session, given, now)
    save_mailboxes(session, given, actor=actor, now=now)
    if _picture(session, issuer_id) == before:
        return
    session.get_one(Issuer, issuer_id).changed_at = now
    data: dict[str, object] = {"blocks": len(given.blocks), "units": len(given.units)}
    data |= told
    entry = ledger.Entry(Happening.UNITS_SAVED, issuer_id, actor, issuer_id, data)
    ledger.append(session, [entry], now=now)


def _picture(session: Session, issuer_id: str) -> list[object]:
    """All that is stored of an issuer's organisation, comparable."""
    of_unit = col(Unit.issuer_id) == issuer_id
    heads = select(BlockHead).join(Block).where(Block.issuer_id == issuer_id)
    posts = select(Post.unit_id, Post.title).join(Unit).where(of_unit, Post.kind == PostKind.HEAD)
    successors = select(UnitSuccessor).join(Unit, col(Unit.id) == UnitSuccessor.unit_id)
    queries = (
        select(Issuer).where(Issuer.id == issuer_id),
        select(Block).where(Block.issuer_id == issuer_id),
        select(Unit).where(of_unit),
        heads,
        posts,
        successors.where(of_unit),
    )
    return [sorted(map(str, session.exec(query))) for query in queries]


def _save(session: Session, given: written.Organisation, now: datetime) -> None:
    issuer = given.issuer
    known = session.get(Issuer, issuer.id)
    ensure_lane(session, issuer.lane, "telegram")
    session.merge(
        Issuer(
            id=issuer.id,
            name=issuer.name,
            lane_id=issuer.lane,
            zone=issuer.timezone,
            standing_body=issuer.standing_body,
            standing_body_title=issuer.standing_body_title,
            address=issuer.address,
            desk_define=join_list(issuer.desk.define),
            desk_approve=join_list(issuer.desk.approve),
            desk_two_people=issuer.desk.two_people,
            units_revision=known.units_revision if known else 0,
            sample=issuer.sample,
            last_on=issuer.last_day,
            into=join_list(issuer.into),
            changed_at=known.changed_at if known else None,
        )
    )
    session.flush()
    blocks = _save_blocks(session, given)
    _save_units(session, given, blocks, now)
    units = unit_ids(session, issuer.id)
    _save_posts(session, given, units)
    _save_successors(session, given, units)
    _save_heads(session, given, blocks, units)


def unit_ids(session: Session, issuer_id: str) -> dict[str, int]:
    """Row id of each unit of the issuer, by code."""
    rows = session.exec(select(Unit.code, Unit.id).where(Unit.issuer_id == issuer_id))
    return {code: id_ for code, id_ in rows if id_ is not None}


def unit_names(session: Session, issuer_id: str) -> dict[str, str]:
    """Name of each unit of the issuer, by code."""
    return dict(session.exec(select(Unit.code, Unit.name).where(Unit.issuer_id == issuer_id)).all())


def block_names(session: Session, issuer_id: str) -> dict[str, str]:
    """Name of each block of the issuer, by code."""
    return dict(
        session.exec(select(Block.code, Block.name).where(Block.issuer_id == issuer_id)).all()
    )


def find_issuer(session: Session, given: str | None, *, name: str | None = None) -> Issuer:
    """The issuer of that id, or the one of that printed name. Raises UnknownIssuer."""
    query = select(Issuer).where(Issuer.id == given if given else Issuer.name == name)
    issuer = session.exec(query).first()
    if issuer is None:
        known = session.exec(select(Issuer.id).order_by(Issuer.id)).all()
        raise UnknownIssuer(given or name or "", tuple(known))
    return issuer


def address_in(session: Session, lanes: Iterable[str]) -> str:
    """How the issuers whose messages leave by `lanes` address who reads; the custom where they do not agree."""
    query = select(Issuer.address).where(col(Issuer.lane_id).in_(lanes)).distinct()
    found = session.exec(query).all()
    return found[0] if len(found) == 1 else ADDRESS


def names_of_served(session: Session, lanes: Iterable[str]) -> dict[str, str]:
    """Names of the issuers whose messages leave by `lanes`, by their ids."""
    query = select(Issuer.id, Issuer.name).where(col(Issuer.lane_id).in_(lanes))
    return dict(session.exec(query).all())


def issuer_names(session: Session) -> dict[str, str]:
    """The name of every issuer by its id, in the order of the names."""
    return dict(session.exec(select(Issuer.id, Issuer.name).order_by(Issuer.name)).all())


def find_unit(session: Session, code: str, *, issuer_id: str | None = None) -> Unit:
    """The unit of that code; "ISSUER/UNIT" names both. Raises UnknownUnit when none or several match."""
    if issuer_id is None and "/" in code:
        issuer_id, code = code.split("/", 1)
    query = select(Unit).where(Unit.code == code)
    found: Sequence[Unit] = session.exec(
        query.where(Unit.issuer_id == issuer_id) if issuer_id else query
    ).all()
    if len(found) != 1:
        raise UnknownUnit(code, tuple(unit.issuer_id for unit in found))
    return found[0]


def find_block(session: Session, given: str) -> Block:
    """The block of that code; "ISSUER/BLOCK" names both. Raises UnknownBlock when none or several match."""
    issuer_id, _slash, code = given.rpartition("/")
    query = select(Block).where(Block.code == code)
    found = session.exec(query.where(Block.issuer_id == issuer_id) if issuer_id else query).all()
    if len(found) != 1:
        raise UnknownBlock(code, tuple(block.issuer_id for block in found))
    return found[0]


def _save_blocks(session: Session, given: written.Organisation) -> dict[str, int]:
    issuer_id = given.issuer.id
    known = {b.code: b for b in session.exec(select(Block).where(Block.issuer_id == issuer_id))}
    for block in given.blocks:
        row = known.setdefault(block.id, Block(issuer_id=issuer_id, code=block.id, name=""))
        row.name = block.name
        session.add(row)
    session.flush()
    return {code: row.id for code, row in known.items() if row.id is not None}


def _save_units(
    session: Session, given: written.Organisation, blocks: dict[str, int], now: datetime
) -> None:
    issuer_id = given.issuer.id
    known = {u.code: u for u in session.exec(select(Unit).where(Unit.issuer_id == issuer_id))}
    for unit in given.units:
        row = known.get(unit.id) or Unit(
            issuer_id=issuer_id, code=unit.id, name="", short="", kind=""
        )
        short = unit.short or unit.name
        if row.id is not None and (row.name, row.short) != (unit.name, short):
            row.renamed, row.renamed_at = row.renamed + 1, now
        row.name, row.short, row.kind = unit.name, short, unit.kind
        row.channels = join_list(unit.channels)
        row.block_id = blocks.get(unit.block) if unit.block else None
        row.first_on, row.last_on = unit.first_day, given.last_day_of(unit)
        session.add(row)
    session.flush()


def _save_posts(session: Session, given: written.Organisation, units: dict[str, int]) -> None:
    known = {
        post.unit_id: post
        for post in session.exec(
            select(Post).where(Post.kind == PostKind.HEAD, col(Post.unit_id).in_(units.values()))
        )
    }
    for unit in given.units:
        unit_id = units[unit.id]
        row = known.get(unit_id) or Post(unit_id=unit_id, kind=PostKind.HEAD, title="")
        row.title = unit.head_title
        session.add(row)
    session.flush()


def _save_successors(session: Session, given: written.Organisation, units: dict[str, int]) -> None:
    session.execute(
        delete(UnitSuccessor).where(
            col(UnitSuccessor.unit_id).in_([units[unit.id] for unit in given.units])
        )
    )
    for unit in given.units:
        for successor in unit.into:
            session.merge(UnitSuccessor(unit_id=units[unit.id], successor_id=units[successor]))
    session.flush()


def _save_heads(
    session: Session, given: written.Organisation, blocks: dict[str, int], units: dict[str, int]
) -> None:
    session.execute(delete(BlockHead).where(col(BlockHead.block_id).in_(blocks.values())))
    for block in given.blocks:
        for rotation in block.rotation:
            session.merge(
                BlockHead(
                    block_id=blocks[block.id],
                    year=rotation.year,
                    head_id=units[rotation.head],
                    deputy_id=units[rotation.deputy] if rotation.deputy else None,
                )
            )
    session.flush()


def has_issuers(session: Session) -> bool:
    """Whether any units file was ever saved."""
    return session.exec(select(Issuer.id).limit(1)).first() is not None
