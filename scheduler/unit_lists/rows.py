"""The rows below a header: units, names of blocks on lines of their own, and lines that name nobody."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from scheduler.directives.head.letterhead import fold
from scheduler.text import clean, one_line
from scheduler.unit_lists.columns import NUMBER, Field, Header, recognised
from scheduler.unit_lists.names import kind_of
from scheduler.unit_lists.workbook import Sheet


class Line(Enum):
    """What a row is that names no unit."""

    BLOCK = "block"  # the rows below are of that block
    TOTAL = "total"  # or a signature, a note
    CONTINUED = "continued"  # of the unit above, whose name covers it


@dataclass(frozen=True)
class Row:
    """One unit as it is written: its number as a spreadsheet counts, texts by field, and the block it stands below."""

    number: int
    texts: Mapping[Field, str]
    below: str = ""  # the line that names a block, above it

    def text(self, field: Field) -> str:
        """What is written there; empty where there is nothing, or no such column."""
        return self.texts.get(field, "")


@dataclass(frozen=True)
class Skipped:
    """A row that names no unit, and what it was taken for."""

    number: int
    text: str
    line: Line


_SHARED = (Field.BLOCK, Field.BLOCK_ID, Field.BLOCK_HEAD, Field.BLOCK_DEPUTY, Field.KIND)
_ROMAN = re.compile(r"(?:[IVXLC]{1,6}|[A-HĐ])\s*[.)]?")
_ARABIC = re.compile(r"\d+(?:\.\d+)*\s*[.)]?")
_NUMBERED = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-HĐ])\s*[.)\-–:/]\s*")
_BLOCK = re.compile(r"(?:cac )?(?:khoi|cum)\b(?! pho\b)")
_TOTAL = re.compile(
    r"(?:tong(?: so| cong)?|nguoi lap|lap bieu|nguoi ky|ky ten|ghi chu|noi nhan|danh sach nay|an dinh|thu truong"
    r" don vi|tm|kt)\b.*|cong(?:\W*\d.*)?\W*|.*\bngay\b.*\bthang\b.*\bnam\b.*"
)


def rows_of(sheet: Sheet, header: Header) -> tuple[list[Row], list[Skipped]]:
    """The units, and what else stands among them but empty rows."""
    rows: list[Row] = []
    skipped: list[Skipped] = []
    below = ""
    shared = dict(_shared(sheet, header))
    for at in range(header.below, len(sheet.rows)):
        texts = {
            field: shared.get((at, one.number)) or _text(field, sheet.cell(at, one.number))
            for field, one in header.fields.items()
        }
        alone = _alone(sheet, header, at)
        line = _line(sheet, header, at, alone)
        if line is Line.BLOCK:
            below = _NUMBERED.sub("", alone)
        if line:
            skipped.append(Skipped(at + 1, alone or texts.get(Field.NAME, ""), line))
        elif any(texts[field] for field in texts if field not in _SHARED) or _is_filled(sheet, at):
            rows.append(Row(at + 1, texts, below))
    return _spread(sheet, rows), skipped


def _is_filled(sheet: Sheet, at: int) -> bool:
    return any(cell.strip() for cell in sheet.rows[at])


def _text(field: Field, cell: str) -> str:
    return clean(cell) if field is Field.INTO else one_line(cell)


def _shared(sheet: Sheet, header: Header) -> Iterator[tuple[tuple[int, int], str]]:
    """Texts of cells that are covered by the one above which they are merged with, where many share one."""
    columns = {one.number for field, one in header.fields.items() if field in _SHARED}
    for top, left, bottom, _right in sheet.merged or ():
        if left in columns and bottom > top:
            text = one_line(sheet.cell(top, left))
            yield from (((at, left), text) for at in range(top, min(bottom, len(sheet.rows)) + 1))


def _alone(sheet: Sheet, header: Header, at: int) -> str:
    """The text of a row that says but one thing, its number left out; empty for any other."""
    numbers = {one.number for one in header.columns if recognised(one.header) == NUMBER}
    found = dict.fromkeys(
        one_line(cell)
        for number, cell in enumerate(sheet.rows[at])
        if cell.strip() and not _is_number(cell, 0 if number in numbers else number)
    )
    return next(iter(found)) if len(found) == 1 else ""


def _is_number(cell: str, column: int) -> bool:
    text = cell.strip()
    return column < 2 and bool(_ROMAN.fullmatch(text) or _ARABIC.fullmatch(text))


def _number(sheet: Sheet, at: int) -> str:
    """The number a row bears."""
    cells = sheet.rows[at][:2]
    return next((cell.strip() for n, cell in enumerate(cells) if _is_number(cell, n)), "")


def _line(sheet: Sheet, header: Header, at: int, alone: str) -> Line | None:
    name = header.fields.get(Field.NAME)
    if name and not sheet.cell(at, name.number).strip():
        for top, left, bottom, _right in sheet.merged or ():
            if left == name.number and top < at <= bottom:
                return Line.CONTINUED
    if not alone:
        said = (
            fold(one_line(sheet.cell(at, name.number) or next(iter(sheet.rows[at]), "")))
            if name
            else ""
        )
        return Line.TOTAL if re.match(r"tong(?: so| cong)\b", said) else None
    said, number = fold(alone), _number(sheet, at)
    if _TOTAL.fullmatch(said):
        return Line.TOTAL
    if number and _ARABIC.fullmatch(number):
        return None
    marked = bool(number) or _NUMBERED.match(alone) is not None
    if _BLOCK.match(fold(_NUMBERED.sub("", alone))) or (marked and len(header.fields) > 1):
        return Line.BLOCK
    wide = any(top == at and right - left > 1 for top, left, _bottom, right in sheet.merged or ())
    return Line.BLOCK if wide and not kind_of(alone) else None


def _spread(sheet: Sheet, rows: list[Row]) -> list[Row]:
    """With the block of the row above where a format without merged cells names each block but once."""
    if sheet.merged is not None:
        return rows
    named = [row.text(Field.BLOCK) for row in rows]
    blank = sum(not text for text in named)
    twice = any(one and one == other for one, other in pairwise(named))
    if twice or blank <= len(named) - blank or not any(named):
        return rows
    found, last = [], ""
    for row in rows:
        last = row.text(Field.BLOCK) or last
        found.append(Row(row.number, {**row.texts, Field.BLOCK: last}, row.below))
    return found
