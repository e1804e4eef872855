"""Blocks and who heads them, as a list tells: in a column, on lines of their own, or on a sheet of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.definition.organisation import Block, Organisation, Rotation
from scheduler.language import _
from scheduler.text import fold
from scheduler.unit_lists import cells
from scheduler.unit_lists.block_names import find_block, new_block_id, without_count
from scheduler.unit_lists.columns import Field
from scheduler.unit_lists.faults import Faults
from scheduler.unit_lists.rows import Row
from scheduler.unit_lists.units import Entry, Reader

_TICKS = frozenset({"x", "v", "✓", "✔", "co", "1", "truong khoi", "cum truong", "truong cum"})
_DEPUTY = re.compile(
    r"(?!nguyen\b).*\bpho (?:truong )?(?:khoi|cum)\b.*|(?!nguyen\b).*\b(?:khoi|cum) pho\b.*"
)
_YEAR = re.compile(r"\b20[0-4]\d\b")
_HEAD = re.compile(r"(?!nguyen\b).*\b(?:truong (?:khoi|cum)|(?:khoi|cum) truong)\b.*")


@dataclass
class Blocks:
    """The blocks there are and those the list adds, and the block of each row by its number."""

    names: dict[str, str]
    of_row: dict[int, str | None] = field(default_factory=dict)


def blocks_of(rows: Sequence[Row], before: Organisation, faults: Faults) -> Blocks:
    """The block of each row that says one, or says that there is none."""
    found = Blocks({one.id: one.name for one in before.blocks})
    for row in rows:
        text = row.text(Field.BLOCK_ID) or row.text(Field.BLOCK)
        if cells.is_nothing(text) and (not row.below or text):
            if Field.BLOCK in row.texts or Field.BLOCK_ID in row.texts:
                found.of_row[row.number] = None
            continue
        meant = _block(text or row.below, found.names)
        if len(meant) > 1:
            told = _("“{name}” có thể là nhiều khối: {ids}. Đề nghị ghi tên đầy đủ hoặc mã khối.")
            said = told.format(name=text or row.below, ids=", ".join(meant))
            faults.add(row.number, Field.BLOCK, said)
        else:
            found.of_row[row.number] = meant[0]
    return found


def _block(name: str, names: dict[str, str]) -> list[str]:
    """The ids it may mean; one that is new joins the others."""
    meant = find_block(name, names)
    if not meant:
        id_ = new_block_id(name, names)
        names[id_] = without_count(name)[:500]
        meant = [id_]
    return meant


@dataclass
class Heads:
    """Head and deputy by block and year, as far as the list tells; a key without a value: nobody."""

    head: dict[tuple[str, int], str] = field(default_factory=dict)
    deputy: dict[tuple[str, int], str | None] = field(default_factory=dict)
    basis: dict[tuple[str, int], str] = field(default_factory=dict)


class HeadsReader:
    """Reads who heads blocks, with what is wrong going to `faults`."""

    def __init__(self, units: Reader, blocks: Blocks, faults: Faults, *, year: int) -> None:
        self._units, self._blocks, self._faults, self._year = units, blocks, faults, year
        self.found = Heads()

    def read(self, entries: Sequence[Entry]) -> None:
        """What the rows of units say."""
        for entry in entries:
            block = self._blocks.of_row.get(entry.row.number) or entry.unit.block
            for of in (Field.BLOCK_HEAD, Field.BLOCK_DEPUTY):
                unit = self._named(entry, of)
                if unit and block:
                    self._note(entry.row, of, block, self._year, unit)
                elif unit:
                    self._faults.add(entry.row.number, of, _say_no_block())
            role = fold(entry.row.text(Field.ROLE))
            is_deputy = _DEPUTY.match(role) is not None
            if block and (is_deputy or _HEAD.match(role)):
                of = Field.BLOCK_DEPUTY if is_deputy else Field.BLOCK_HEAD
                told = _YEAR.search(role)
                year = int(told[0]) if told else self._year
                self._note(entry.row, of, block, year, entry.unit.id)

    def _named(self, entry: Entry, of: Field) -> str:
        text = entry.row.text(of)
        if cells.is_nothing(text):
            return ""
        if " ".join(fold(text).split()) in _TICKS:
            return entry.unit.id
        return self._unit(entry.row, of, text)

    def _unit(self, row: Row, of: Field, text: str) -> str:
        meant = self._units.find(text)
        if len(meant) == 1:
            return meant[0]
        told = _("“{name}” không phải một đơn vị trong danh sách: đề nghị ghi đúng tên hoặc mã.")
        if meant:
            told = _("“{name}” có thể là nhiều đơn vị: đề nghị ghi tên đầy đủ hoặc mã.")
        self._faults.add(row.number, of, told.format(name=text[:80]))
        return ""

    def _note(self, row: Row, of: Field, block: str, year: int, unit: str) -> None:
        held: dict[tuple[str, int], str] | dict[tuple[str, int], str | None]
        held = self.found.head if of is Field.BLOCK_HEAD else self.found.deputy
        if held.setdefault((block, year), unit) != unit:
            told = _(
                "Khối “{block}” đã có đơn vị khác giữ vai trò này năm {year}: đề nghị chỉ ghi một đơn vị."
            )
            name = self._blocks.names.get(block, block)
            self._faults.add(row.number, of, told.format(block=name, year=year))

    def read_sheet(self, rows: Sequence[Row]) -> None:
        """What a sheet of blocks says, a row a block and year."""
        for row in rows:
            block = self._block(row)
            text = row.text(Field.YEAR)
            if not block or cells.is_nothing(row.text(Field.BLOCK_HEAD)):
                continue
            if not (text.isdigit() and 1968 <= int(text) <= 2050):
                told = _("“{text}” không phải một năm. Ví dụ: 2024.")
                self._faults.add(row.number, Field.YEAR, told.format(text=text))
                continue
            self._turn(row, block, int(text))

    def _turn(self, row: Row, block: str, year: int) -> None:
        if head := self._unit(row, Field.BLOCK_HEAD, row.text(Field.BLOCK_HEAD)):
            self._note(row, Field.BLOCK_HEAD, block, year, head)
        deputy = row.text(Field.BLOCK_DEPUTY)
        if cells.is_nothing(deputy):
            self.found.deputy.setdefault((block, year), None)
        elif unit := self._unit(row, Field.BLOCK_DEPUTY, deputy):
            self._note(row, Field.BLOCK_DEPUTY, block, year, unit)
        if basis := row.text(Field.BASIS):
            self.found.basis[block, year] = basis[:500]

    def _block(self, row: Row) -> str:
        id_, name = row.text(Field.BLOCK_ID), row.text(Field.BLOCK)
        names = self._blocks.names
        if id_ and id_ not in names and not cells.is_nothing(name):
            names[id_] = name
        if id_ in names:
            if not cells.is_nothing(name):
                names[id_] = name[:500]
            return id_
        return _block(name, names)[0] if not cells.is_nothing(name) else ""


def _say_no_block() -> str:
    return _("Dòng này chưa thuộc khối nào nên không có trưởng khối: đề nghị ghi khối.")


def put_together(before: Organisation, blocks: Blocks, heads: Heads) -> tuple[Block, ...]:
    """All blocks, those there were first, each with its heads by year."""
    known = {one.id: one for one in before.blocks}
    return tuple(
        Block(id=id_, name=name, rotation=_rotation(id_, known.get(id_), heads))
        for id_, name in blocks.names.items()
    )


def _rotation(id_: str, before: Block | None, heads: Heads) -> tuple[Rotation, ...]:
    turns: dict[int, Rotation] = {one.year: one for one in before.rotation} if before else {}
    years = {year for block, year in (*heads.head, *heads.deputy) if block == id_}
    for year in sorted(years):
        had = turns.get(year)
        head = heads.head.get((id_, year)) or (had.head if had else None)
        if head is None:
            continue
        deputy = heads.deputy.get((id_, year), had.deputy if had else None)
        deputy = None if deputy == head else deputy
        same = had is not None and (had.head, had.deputy) == (head, deputy)
        basis = heads.basis.get((id_, year)) or (had.basis if had and same else None)
        turns[year] = Rotation(year=year, head=head, deputy=deputy, basis=basis)
    return tuple(turns.values())
