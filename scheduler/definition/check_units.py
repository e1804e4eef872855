"""Checks within one units file."""

from collections.abc import Collection, Iterator
from itertools import chain

from scheduler.definition.check import zone_problems
from scheduler.definition.circles import circles
from scheduler.definition.document import Document
from scheduler.definition.organisation import Block, Organisation
from scheduler.definition.problems import Problem
from scheduler.definition.references import unknown_unit
from scheduler.definition.tree import Path
from scheduler.language import _


def check_organisation(
    given: Organisation | Document[Organisation],
) -> tuple[Problem, ...]:
    """What is wrong across a units file, by line; empty when it can be used.

    Ids are distinct; blocks, heads, deputies, successors and the standing body exist; a block has one
    head a year; a successor follows a last day, and nobody follows oneself.
    """
    document = given if isinstance(given, Document) else Document(given.issuer.id, given)
    value = document.value
    units = _known(document, "units", tuple(unit.id for unit in value.units))
    blocks = _known(document, "blocks", tuple(block.id for block in value.blocks))
    found = chain(
        zone_problems(value.issuer.timezone, document=document, path=("issuer", "timezone")),
        _twice(document, "blocks", tuple(block.id for block in value.blocks)),
        _twice(document, "units", tuple(unit.id for unit in value.units)),
        _issuer_problems(document),
        _standing_body_problems(document, units),
        _unit_problems(document, units=units, blocks=blocks),
        _rotation_problems(document, units),
        _succession_problems(document),
    )
    return document.told(found)


def _known(
    document: Document[Organisation], part: str, ids: tuple[str, ...]
) -> Collection[str] | None:
    """The ids; None when one of them cannot be read."""
    sure = document.sure(part) and all(document.sure(part, n, "id") for n in range(len(ids)))
    return dict.fromkeys(ids) if sure else None


def _twice(document: Document[Organisation], part: str, ids: tuple[str, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            reason = _("Mã “{id}” đã dùng ở trên: mỗi đơn vị, mỗi khối một mã riêng.")
            yield document.problem((part, index, "id"), reason.format(id=name))
        seen.add(name)


def _issuer_problems(document: Document[Organisation]) -> Iterator[Problem]:
    issuer = document.value.issuer
    if issuer.into and issuer.last_day is None and document.sure("issuer", "last_day"):
        reason = _("Cơ quan phát động có cơ quan kế tục (into) thì cần ngày cuối cùng (last_day).")
        yield document.problem(("issuer", "into"), reason, example="last_day: 2025-06-30")
    if issuer.id in issuer.into:
        reason = _("Cơ quan phát động không thể tự kế tục mình.")
        yield document.problem(("issuer", "into"), reason)


def _standing_body_problems(
    document: Document[Organisation], units: Collection[str] | None
) -> Iterator[Problem]:
    body = document.value.issuer.standing_body
    if units is not None and body not in units:
        reason = _("Cơ quan thường trực “{id}” không có trong danh sách đơn vị.").format(id=body)
        yield document.problem(("issuer", "standing_body"), reason)


def _unit_problems(
    document: Document[Organisation],
    *,
    units: Collection[str] | None,
    blocks: Collection[str] | None,
) -> Iterator[Problem]:
    for index, unit in enumerate(document.value.units):
        path: Path = ("units", index)
        if blocks is not None and unit.block is not None and unit.block not in blocks:
            reason = _("Không có khối, cụm thi đua nào mã “{id}”.").format(id=unit.block)
            yield document.problem((*path, "block"), reason)
        for place, successor in enumerate(unit.into):
            if units is not None and successor not in units:
                yield document.problem((*path, "into", place), unknown_unit(successor, units))
        if unit.into and unit.last_day is None and document.sure(*path, "last_day"):
            reason = _("Đơn vị có nơi tiếp nhận (into) thì cần ngày cuối cùng (last_day).")
            yield document.problem((*path, "into"), reason, example="last_day: 2025-02-28")


def _rotation_problems(
    document: Document[Organisation], units: Collection[str] | None
) -> Iterator[Problem]:
    for index, block in enumerate(document.value.blocks):
        yield from _block_problems(document, block, index=index, units=units)


def _block_problems(
    document: Document[Organisation],
    block: Block,
    *,
    index: int,
    units: Collection[str] | None,
) -> Iterator[Problem]:
    years: set[int] = set()
    for place, turn in enumerate(block.rotation):
        path: Path = ("blocks", index, "rotation", place)
        if turn.year in years:
            reason = _("Năm {year} đã có trưởng khối ở trên.").format(year=turn.year)
            yield document.problem((*path, "year"), reason)
        years.add(turn.year)
        for key, unit in (("head", turn.head), ("deputy", turn.deputy)):
            if units is not None and unit is not None and unit not in units:
                yield document.problem((*path, key), unknown_unit(unit, units))


def _succession_problems(document: Document[Organisation]) -> Iterator[Problem]:
    places = {unit.id: index for index, unit in enumerate(document.value.units)}
    for circle in circles({unit.id: unit.into for unit in document.value.units}):
        reason = _("Các đơn vị tiếp nhận nhau thành vòng: {circle}.")
        said = reason.format(circle=" → ".join((*circle, circle[0])))
        yield document.problem(("units", places[circle[0]], "into"), said)
