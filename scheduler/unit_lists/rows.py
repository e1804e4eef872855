"""The rows below a header: units, names of blocks on lines of their own, and lines that name nobody."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from scheduler.text import clean, fold, one_line
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
_COUNTED = re.compile(r"^\d{1,4}\s*[.)]\s*(?=[^\W\d]{2})")
_NUMBERED = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-HĐ])\s*[.)\-–:/]\s*")
_BLOCK = re.compile(r"(?:cac )?(?:khoi|cum)\b(?! pho\b)")
_SUM = r"tong(?: so\b| cong\b(?! ty\b)| don vi\b|(?=\W*(?:\d|$)))"  # no tổng công ty, tổng cục
_SIGNED = re.compile(
    r"(?:nguoi lap|lap bieu|nguoi ky|ky ten|noi nhan|xac nhan cua|(?:tm|kt|tl|tuq)\.)(?:\W.*)?$"
    r"|\(?ky\b.*\b(?:ho ten|dong dau)\b.*|.*\bngay\b.*\bthang\b.*\bnam\b.*"
)
_TOTAL = re.compile(
    rf"{_SUM}.*|(?:nguoi lap|lap bieu|nguoi ky|ky ten|ghi chu|noi nhan|danh sach nay|an dinh|thu truong"
    r" don vi|tm|kt)\b.*|cong(?:\W*\d.*)?\W*|.*\bngay\b.*\bthang\b.*\bnam\b.*"
)


def rows_of(sheet: Sheet, header: Header) -> tuple[list[Row], list[Skipped]]:
    """The units, and what else stands among them but empty rows."""
    found = _Found(sheet, header)
    shared = dict(_shared(sheet, header))
    for at in range(header.below, len(sheet.rows)):
        texts = {
            field: shared.get((at, one.number)) or _text(field, sheet.cell(at, one.number))
            for field, one in header.fields.items()
        }
        found.take(at, texts)
    found.close_group()
    return _spread(sheet, found.rows), found.skipped


class _Found:
    """The rows read so far; a line that names a block waits until a unit stands below it."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._sheet, self._header = sheet, header
        self.rows: list[Row] = []
        self.skipped: list[Skipped] = []
        self._below = self._before = ""
        self._group: Row | None = None
        self._is_over = self._is_plain = False
        self._is_numbered = _is_numbered(sheet, header)

    def take(self, at: int, texts: dict[Field, str]) -> None:
        """One more row."""
        alone = _alone(self._sheet, self._header, at)
        line = _line(self._sheet, self._header, at, alone)
        if line is not Line.BLOCK and self._is_signature(at, texts):
            line = Line.TOTAL
        is_plain = line is None and self._is_numbered and bool(alone) and not kind_of(alone)
        if is_plain and not _number(self._sheet, at):
            line = Line.BLOCK
        if line is Line.BLOCK:
            self.close_group()
            self._is_plain = is_plain
            name = _NUMBERED.sub("", alone)
            self._before, self._below = self._below, name
            self._group = Row(at + 1, {**texts, Field.NAME: name}, self._before)
        if line:
            self.skipped.append(Skipped(at + 1, alone or texts.get(Field.NAME, ""), line))
        elif any(texts[one] for one in texts if one not in _SHARED) or _is_filled(self._sheet, at):
            self.rows.append(Row(at + 1, texts, self._below))
            self._group = None

    def close_group(self) -> None:
        """A line below which no unit stands was no block, where it reads as a unit: “V. Công an tỉnh”."""
        group, self._group = self._group, None
        name = group.text(Field.NAME) if group else ""
        is_unit = bool(kind_of(name)) and "," not in name and not _BLOCK.match(fold(name))
        if group and (is_unit or self._is_plain):
            self.skipped = [one for one in self.skipped if one.number != group.number]
            self.rows.append(group)
            self._below = self._before

    def _is_signature(self, at: int, texts: Mapping[Field, str]) -> bool:
        """Whether the row is of what stands below a list: who signs, and what nobody numbers or knows after it."""
        name = texts.get(Field.NAME, "")
        if texts.get(Field.ID) or not self.rows:
            return False
        said = [name] if name else self._sheet.rows[at]
        if any(_SIGNED.match(fold(one_line(cell))) for cell in said):
            self._is_over = True
            return True
        if not self._is_over or not _is_filled(self._sheet, at):
            return False
        number = _number(self._sheet, at)
        is_unit = bool(_ARABIC.fullmatch(number)) if _numbers(self._header) else bool(kind_of(name))
        self._is_over = not is_unit
        return not is_unit


def _numbers(header: Header) -> set[int]:
    """The columns that number the rows."""
    return {one.number for one in header.columns if recognised(one.header) == NUMBER}


def _is_numbered(sheet: Sheet, header: Header) -> bool:
    """Whether rows bear numbers, so that one without is no unit like them."""
    below = range(header.below, len(sheet.rows))
    filled = [at for at in below if _is_filled(sheet, at)]
    numbered = sum(_ARABIC.fullmatch(_number(sheet, at)) is not None for at in filled)
    return bool(_numbers(header)) and numbered * 3 > len(filled)


def _is_filled(sheet: Sheet, at: int) -> bool:
    return any(cell.strip() for cell in sheet.rows[at])


def _text(field: Field, cell: str) -> str:
    """What it says; a name without the number of its row before it."""
    text = clean(cell) if field is Field.INTO else one_line(cell)
    return _COUNTED.sub("", text) if field is Field.NAME else text


def _shared(sheet: Sheet, header: Header) -> Iterator[tuple[tuple[int, int], str]]:
    """Texts of cells that are covered by the one above which they are merged with, where many share one."""
    columns = {one.number for field, one in header.fields.items() if field in _SHARED}
    for top, left, bottom, _right in sheet.merged or ():
        if left in columns and bottom > top:
            text = one_line(sheet.cell(top, left))
            yield from (((at, left), text) for at in range(top, min(bottom, len(sheet.rows)) + 1))


def _alone(sheet: Sheet, header: Header, at: int) -> str:
    """The text of a row that says but one thing, its number left out; empty for any other."""
    numbers = _numbers(header)
    said = {
        number: one_line(cell)
        for number, cell in enumerate(sheet.rows[at])
        if cell.strip() and not _is_number(cell, 0 if number in numbers else number)
    }
    found = set(said.values())
    if len(found) > 1:  # how many units a block has stands beside it
        used = {one.number for one in header.fields.values()}
        found = {text for n, text in said.items() if n in used or not text.isdigit()}
        is_block = any(_BLOCK.match(fold(_NUMBERED.sub("", text))) for text in found)
        is_block = is_block or _ROMAN.fullmatch(_number(sheet, at)) is not None
        found = found if is_block else set()
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
        return Line.TOTAL if re.match(rf"{_SUM}|cong\W*$", said) else None
    said, number = fold(alone), _number(sheet, at)
    if _TOTAL.fullmatch(said):
        return Line.TOTAL
    if number and _ARABIC.fullmatch(number):
        return None
    marked = bool(number) or _NUMBERED.match(alone) is not None
    several = len(header.fields) > 1 or _numbers(header)
    if _BLOCK.match(fold(_NUMBERED.sub("", alone))) or (marked and several):
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
