"""A list of units, read whole: its columns, rows and faults, who is missing from it, and the units it wants.

    listed = read_list(read_workbook(data, name), in_force, name=name, today=today)
    listed.wanted  # an Organisation, once nothing is wrong and everybody missing was asked about

Nothing is guessed in silence: what is not clear is a fault of a row, what was made up is told as proposed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.definition.check_units import check_organisation
from scheduler.definition.organisation import Organisation, Unit
from scheduler.errors import UnreadableList, WhyNoList
from scheduler.language import _
from scheduler.text import clean, fold, one_line
from scheduler.unit_lists import cells
from scheduler.unit_lists.blocks import Blocks, HeadsReader, blocks_of, put_together
from scheduler.unit_lists.choices import Choices, Fate
from scheduler.unit_lists.columns import Column, Field, Header, chosen, find_header, recognised
from scheduler.unit_lists.faults import Fault, Faults
from scheduler.unit_lists.rows import Row, Skipped, rows_of
from scheduler.unit_lists.units import Entry, Reader
from scheduler.unit_lists.workbook import Sheet

_YEAR = re.compile(r"\b(20[0-4]\d|2050)\b")
ANYTHING = Choices()


@dataclass(frozen=True)
class Listed:
    """What a list says. `others`: sheets that hold units too and were not read; `year`: of whoever heads a block.

    `rows`: as they are written, with what a person corrected; `missing`: units in force that no row names, of whom
    `unanswered` nobody has said yet what becomes of them.
    """

    sheet: str
    others: tuple[str, ...]
    header: Header
    year: int
    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]
    left_out: tuple[Row, ...]
    faults: tuple[Fault, ...]
    missing: tuple[Unit, ...]
    unanswered: tuple[Unit, ...]
    before: Organisation  # what it is compared with
    wanted: Organisation | None  # None while anything is wrong

    @property
    def unused(self) -> tuple[Column, ...]:
        """Columns with a header that hold nothing we know."""
        return tuple(one for one in self.header.columns if one.header and not one.field)

    @property
    def is_ready(self) -> bool:
        """Whether it can be put into force."""
        return self.wanted is not None and not self.unanswered


def read_list(
    sheets: Sequence[Sheet],
    before: Organisation,
    *,
    name: str,
    today: date,
    choices: Choices = ANYTHING,
) -> Listed:
    """What the list wants the units `before` to become. Raises UnreadableList where no column names units."""
    sheet, found, others = _choose(sheets, choices, name)
    header = chosen(found, choices.columns)
    if Field.NAME not in header.fields:
        raise UnreadableList(name, WhyNoList.NO_NAMES)
    faults = Faults(header)
    written, skipped = rows_of(sheet, header)
    corrected = [_corrected(row, choices.rows.get(row.number)) for row in written]
    rows = [row for row in corrected if row.number not in choices.left_out]
    year = choices.year or _year(sheet, header, today)
    blocks = blocks_of(rows, before, faults)
    if not choices.columns:
        _tell_twice(header, faults)
    reader = Reader(before, faults, today=today)
    entries = reader.read(rows, blocks.of_row)
    heads = HeadsReader(reader, blocks, faults, year=year)
    heads.read(entries)
    for other, own in _sheets_of_blocks(sheets):
        heads.read_sheet(rows_of(other, own)[0])
    entries = _with_successors(entries, reader, faults)
    missing = _missing(before, entries, rows, today=today)
    wanted = None
    if not faults.found:
        wanted = _together(before, entries, blocks, heads, choices, missing)
        _check(wanted, entries, faults)
    return Listed(
        sheet=sheet.name,
        others=others,
        header=header,
        year=year,
        rows=tuple(corrected),
        entries=tuple(entries),
        skipped=tuple(skipped),
        left_out=tuple(row for row in corrected if row.number in choices.left_out),
        faults=tuple(sorted(faults.found, key=lambda one: one.row)),
        missing=missing,
        unanswered=tuple(one for one in missing if choices.fate(one.id) is None),
        before=before,
        wanted=None if faults.found else wanted,
    )


def _choose(
    sheets: Sequence[Sheet], choices: Choices, name: str
) -> tuple[Sheet, Header, tuple[str, ...]]:
    """The sheet with most columns that are recognised, or the one a person chose; and the others with units."""
    found = [(one, header) for one in sheets if (header := find_header(one))]
    held = [(one, header) for one, header in found if Field.NAME in header.fields]
    wished = [one for one in held if one[0].name == choices.sheet]
    if choices.columns and not wished and not held and sheets:
        columns = tuple(Column(number, "", None) for number in range(sheets[0].width))
        return sheets[0], Header(columns, 0), ()
    if not held:
        raise UnreadableList(name, WhyNoList.NO_NAMES)

    def worth(one: tuple[Sheet, Header]) -> tuple[int, int]:
        return len(one[1].fields), len(one[0].rows)

    seen = [one for one in held if not one[0].hidden]  # what is hidden lay there before
    sheet, header = (wished or [max(seen or held, key=worth)])[0]
    return sheet, header, tuple(one.name for one, _header in held if one.name != sheet.name)


def _tell_twice(header: Header, faults: Faults) -> None:
    """A second column of names would be passed over in silence: lists side by side, names of old and new."""
    name = header.fields[Field.NAME]
    for one in header.columns:
        same = fold(one.header) == fold(name.header) or {"cu", "moi"} & set(
            fold(one.header).split()
        )
        if one.header and not one.field and same and recognised(one.header) is Field.NAME:
            told = _(
                "Cột {letter} “{header}” cũng ghi tên đơn vị, mà chỉ đọc tên ở một cột: đề nghị chọn lại cột, hoặc chép"
                " xuống dưới cột {name} trong tệp."
            )
            said = told.format(letter=one.letter, header=one.header[:80], name=name.letter)
            faults.add(0, None, said)


def _sheets_of_blocks(sheets: Sequence[Sheet]) -> list[tuple[Sheet, Header]]:
    wanted = {Field.YEAR, Field.BLOCK_HEAD}
    found = [(one, header) for one in sheets if (header := find_header(one))]
    return [
        (one, header)
        for one, header in found
        if wanted <= header.fields.keys() and Field.NAME not in header.fields
    ]


def _corrected(row: Row, texts: Mapping[Field, str] | None) -> Row:
    if not texts:
        return row
    tidy = {
        key: clean(text) if key is Field.INTO else one_line(text) for key, text in texts.items()
    }
    return replace(row, texts={**row.texts, **tidy})


def _year(sheet: Sheet, header: Header, today: date) -> int:
    """The year above the columns of heads, else the one of the title, else this one."""
    heads = (header.fields.get(one) for one in (Field.BLOCK_HEAD, Field.BLOCK_DEPUTY, Field.ROLE))
    told = [one.year for one in heads if one and one.year]
    above = (cell for row in sheet.rows[: max(0, header.below - 1)] for cell in row)
    told += [int(year) for cell in above for year in _YEAR.findall(cell)]
    return told[0] if told else today.year


def _with_successors(entries: Sequence[Entry], reader: Reader, faults: Faults) -> list[Entry]:
    """With those that take over, who may stand further below."""
    found = []
    for entry in entries:
        unit = entry.unit
        if Field.INTO in entry.row.texts:
            unit = unit.model_copy(update={"into": _into(entry, reader, faults)})
        if unit.into and unit.last_day is None:
            told = _("Có nơi tiếp nhận thì cần ngày kết thúc hoạt động, ví dụ 30/6/2025.")
            faults.add(entry.row.number, Field.LAST_DAY, told)
        found.append(replace(entry, unit=unit))
    return found


def _into(entry: Entry, reader: Reader, faults: Faults) -> tuple[str, ...]:
    found: list[str] = []
    for name in cells.successors(entry.row.text(Field.INTO)):
        meant = [one for one in reader.find(name) if one != entry.unit.id]
        if len(meant) == 1:
            found += meant
            continue
        told = _("“{name}” không phải một đơn vị trong danh sách: đề nghị ghi đúng tên hoặc mã.")
        if meant:
            told = _("“{name}” có thể là nhiều đơn vị: đề nghị ghi tên đầy đủ hoặc mã.")
        faults.add(entry.row.number, Field.INTO, told.format(name=name[:80]))
    return tuple(dict.fromkeys(found))


def _missing(
    before: Organisation, entries: Sequence[Entry], rows: Sequence[Row], *, today: date
) -> tuple[Unit, ...]:
    """Units still alive that no row names; the standing body is not asked about: somebody has to collect."""
    named = {one.unit.id for one in entries} | {before.issuer.standing_body}
    ids = {row.text(Field.ID) for row in rows}
    return tuple(
        unit
        for unit in before.units
        if unit.id not in named | ids and (unit.last_day is None or unit.last_day >= today)
    )


def _together(
    before: Organisation,
    entries: Sequence[Entry],
    blocks: Blocks,
    heads: HeadsReader,
    choices: Choices,
    missing: Sequence[Unit],
) -> Organisation:
    """Who there was stands first, in the order there was; nobody is left out."""
    read = {one.unit.id: one.unit for one in entries}
    asked = {one.id for one in missing}
    kept = [
        read.get(unit.id) or (_fated(unit, choices.fate(unit.id)) if unit.id in asked else unit)
        for unit in before.units
    ]
    known = {unit.id for unit in before.units}
    fresh = [unit for id_, unit in read.items() if id_ not in known]
    parts = {
        "units": (*kept, *fresh),
        "blocks": put_together(before, blocks, heads.found),
    }
    return before.model_copy(update=parts)


def _fated(unit: Unit, fate: Fate | None) -> Unit:
    if fate is None or fate.last_day is None:
        return unit
    return unit.model_copy(update={"last_day": fate.last_day, "into": fate.into})


def _check(wanted: Organisation, entries: Sequence[Entry], faults: Faults) -> None:
    """What is wrong between units, each at the row of the unit it is about."""
    rows = {one.unit.id: one.row.number for one in entries}
    for problem in check_organisation(wanted):
        if problem.warning:
            continue
        place = re.match(r"units\[(\d+)\]", problem.field)
        unit = wanted.units[int(place[1])].id if place else ""
        faults.add(rows.get(unit, 0), None, problem.reason)
