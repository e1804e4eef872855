"""Which column of a list holds what: by the words of its header, else by what stands in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from scheduler.language import _
from scheduler.text import fold
from scheduler.unit_lists.names import kind_of
from scheduler.unit_lists.workbook import Sheet


class Field(StrEnum):
    """What a column may hold: of a unit as a file calls it, then of its block, then of a sheet of blocks."""

    NAME = "name"
    ID = "id"
    SHORT = "short"
    KIND = "kind"
    BLOCK = "block"
    HEAD_TITLE = "head_title"
    EMAIL = "email"
    CHANNELS = "channels"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    INTO = "into"
    WEEK = "week"
    BASIS = "basis"
    BLOCK_HEAD = "block_head"
    BLOCK_DEPUTY = "block_deputy"
    ROLE = "role"  # “Trưởng khối”, “Phó khối” beside the unit that is it
    BLOCK_ID = "block_id"
    YEAR = "year"


NUMBER = "number"  # of the row, which says nothing


def word(field: Field) -> str:
    """What a column of it is called, in the export too."""
    return words()[field]


def words() -> dict[Field, str]:
    """The same of every one, in the order in which a person chooses."""
    return {
        Field.NAME: _("Tên đơn vị"),
        Field.ID: _("Mã đơn vị"),
        Field.SHORT: _("Tên viết tắt"),
        Field.KIND: _("Loại"),
        Field.BLOCK: _("Khối, cụm thi đua"),
        Field.HEAD_TITLE: _("Chức danh người đứng đầu"),
        Field.EMAIL: _("Thư điện tử (email)"),
        Field.CHANNELS: _("Kênh"),
        Field.FIRST_DAY: _("Ngày bắt đầu hoạt động"),
        Field.LAST_DAY: _("Ngày kết thúc hoạt động"),
        Field.INTO: _("Sáp nhập vào"),
        Field.WEEK: _("Tuần làm việc"),
        Field.BASIS: _("Căn cứ"),
        Field.BLOCK_HEAD: _("Trưởng khối"),
        Field.BLOCK_DEPUTY: _("Phó khối"),
        Field.ROLE: _("Vai trò trong khối"),
        Field.BLOCK_ID: _("Mã khối"),
        Field.YEAR: _("Năm"),
    }


# The words of a header, folded; the first that fits is it.
_HEADERS: tuple[tuple[str, Field | str], ...] = (
    (r"(?:s?tt|so tt|so thu tu|no|#)", NUMBER),
    (r".*\b(?:ho (?:va )?ten|dien thoai|sdt|so dt|dia chi|lien he|ma so thue)\b.*", ""),
    (
        r"(?:can bo|nguoi|chuyen vien|cong chuc|lanh dao)\b.*\b(?:dau moi|phu trach|theo doi)\b.*",
        "",
    ),
    (r"(?:chuc vu|vai tro|nhiem vu|chuc danh)\b.*\b(?:khoi|cum)\b.*", Field.ROLE),
    (r"(?=.*\b(?:khoi|cum)\b)(?=.*\btruong\b).*\bpho\b.*", Field.ROLE),
    (r".*\bpho\b.*\b(?:khoi|cum)\b.*|.*\b(?:khoi|cum) pho\b.*", Field.BLOCK_DEPUTY),
    (r".*\btruong\b.*\b(?:khoi|cum)\b.*|.*\b(?:khoi|cum) truong\b.*", Field.BLOCK_HEAD),
    (r"ma (?:khoi|cum)\b.*", Field.BLOCK_ID),
    (r"(?:ten |thuoc )?(?:khoi|cum)\b.*|.*\b(?:khoi|cum)(?: \w+)? thi dua\b.*", Field.BLOCK),
    (r".*\b(?:viet tat|ten ngan|goi tat|ten tat|short)\b.*", Field.SHORT),
    (r".*\b(?:e ?mail|thu dien tu|hop thu)\b.*", Field.EMAIL),
    (r".*\bkenh\b.*|channels?", Field.CHANNELS),
    (r"(?:chuc danh|chuc vu|nguoi dung dau|thu truong|head title)\b.*", Field.HEAD_TITLE),
    (
        r".*\bngay (?:thanh lap|bat dau|hoat dong|dau)\b.*|tu ngay|first day|thanh lap\b.*",
        Field.FIRST_DAY,
    ),
    (
        r".*\bngay (?:ket thuc|giai the|cham dut|cuoi)\b.*|den (?:het )?ngay|last day|ket thuc\b.*",
        Field.LAST_DAY,
    ),
    (r".*\b(?:sap nhap|hop nhat|ke thua|ke tuc|tiep nhan)\b.*|into", Field.INTO),
    (r"tuan lam viec\b.*|week", Field.WEEK),
    (r"can cu\b.*|basis", Field.BASIS),
    (r"nam(?: ap dung)?|year", Field.YEAR),
    (r"ma(?: so)?(?: don vi| dv| co quan)?|id|code", Field.ID),
    (r"(?:loai|kind|nhom)\b.*", Field.KIND),
    (
        r"ten\b.*|(?:cac )?(?:don vi|co quan|dia phuong)\b.*|noi nhan|name|danh sach don vi",
        Field.NAME,
    ),
)
_HEADER = tuple((re.compile(pattern), field) for pattern, field in _HEADERS)
_YEAR = re.compile(r"\b(20\d\d)\b")
_NOT_WORDS = re.compile(r"[^\w# ]+|_")
MOST_ABOVE = 40  # rows in which the header is looked for
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TITLE = re.compile(
    r"(?:q(?:uyen)?\W+)?(?:pho |tong )?(?:giam doc|chu tich|chu nhiem|hieu truong|truong|thu truong|bi thu|chi huy"
    r"|chanh|cuc truong|vu truong|chi cuc truong|vien truong|tong bien tap|to truong|doi truong|tram truong"
    r"|nguoi dung dau)\b"
)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True)
class Column:
    """One column: its number from 0, the words above it, what it holds (None: it is not used), and the year told."""

    number: int
    header: str
    field: Field | None
    year: int | None = None

    @property
    def letter(self) -> str:
        """As a spreadsheet calls it."""
        return letter(self.number)


@dataclass(frozen=True)
class Header:
    """Where the list begins: the columns, and the first row below their header, from 0."""

    columns: tuple[Column, ...]
    below: int

    @property
    def fields(self) -> dict[Field, Column]:
        """The column of each field."""
        return {one.field: one for one in self.columns if one.field}


def letter(number: int) -> str:
    """“A” for 0, “AA” for 26."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@lru_cache(maxsize=4096)
def recognised(text: str) -> Field | str | None:
    """What a header says its column holds: a field, NUMBER, "" for what is known and not used; None: no header."""
    said = " ".join(_NOT_WORDS.sub(" ", fold(text)).split())
    said = re.sub(r" (?:nam )?20\d\d$", "", said)
    if not said or len(said) > 60:
        return None
    return next((field for pattern, field in _HEADER if pattern.fullmatch(said)), None)


def find_header(sheet: Sheet) -> Header | None:
    """The header of a list; None where no column seems to hold names of units or of blocks."""
    best, score = None, 0
    for row in range(min(MOST_ABOVE, len(sheet.rows))):
        for rows in ((row,), (row, row + 1)) if _is_header(sheet, row + 1) else ((row,),):
            found = _header(sheet, rows)
            worth = _worth(found)
            if worth > score:
                best, score = found, worth
    return best or _headless(sheet)


def _is_header(sheet: Sheet, row: int) -> bool:
    """Whether most of what stands in that row are words of a header."""
    texts = [cell for cell in (sheet.rows[row] if row < len(sheet.rows) else ()) if cell.strip()]
    return sum(bool(recognised(text)) for text in texts) * 2 > len(texts)


def _worth(header: Header) -> int:
    fields = header.fields
    if Field.NAME not in fields and not {Field.BLOCK_HEAD, Field.YEAR} <= fields.keys():
        return 0
    return 10 * len(fields) + 3 * any(one.header for one in header.columns if not one.field)


def _header(sheet: Sheet, rows: Sequence[int]) -> Header:
    columns: list[Column] = []
    taken: set[Field] = set()
    for number in range(sheet.width):
        texts = [_above(sheet, row, number) for row in rows]
        column = _column(number, [text for text in dict.fromkeys(texts) if text.strip()])
        if column.field in taken:
            column = Column(number, column.header, None)
        if column.field:
            taken.add(column.field)
        columns.append(column)
    held = tuple(_filled(sheet, one, rows[-1] + 1) for one in columns)
    return Header(held, rows[-1] + 1)


def _above(sheet: Sheet, row: int, column: int) -> str:
    """The text of a cell of the header, which may be merged with others."""
    text = sheet.cell(row, column)
    if text.strip():
        return text
    for top, left, bottom, right in sheet.merged or ():
        if top <= row <= bottom and left <= column <= right and bottom - top < 4:
            return sheet.cell(top, left)
    return ""


def _column(number: int, texts: Sequence[str]) -> Column:
    header = " – ".join(" ".join(text.split()) for text in texts)
    year = _YEAR.search(header)
    of_person = len(texts) > 1 and recognised(texts[0]) == ""
    field = next(
        (found for text in (*reversed(texts), header) if (found := recognised(text)) is not None),
        None,
    )
    if not isinstance(field, Field) or (of_person and field is Field.HEAD_TITLE):
        field = None
    return Column(number, header, field, int(year[1]) if year else None)


def _filled(sheet: Sheet, column: Column, below: int) -> Column:
    """Without a field that its cells speak against: official codes, which are no ids of ours; persons."""
    texts = list(_texts(sheet, column.number, below))
    if column.field is Field.ID:
        good = sum(_SLUG.fullmatch(text) is not None and not text.isdigit() for text in texts)
    elif column.field is Field.HEAD_TITLE and not fold(column.header).startswith("chuc danh"):
        good = sum(_TITLE.match(fold(text)) is not None for text in texts)
    else:
        return column
    return column if good * 2 >= len(texts) else Column(column.number, column.header, None)


def _texts(sheet: Sheet, column: int, below: int) -> Iterator[str]:
    for row in range(below, len(sheet.rows)):
        if text := sheet.cell(row, column).strip():
            yield text


def _headless(sheet: Sheet) -> Header | None:
    """A list that begins at once: the column with most names of units, and the one with mailboxes."""
    names = {
        number: sum(kind_of(text) != "" for text in _texts(sheet, number, 0))
        for number in range(sheet.width)
    }
    best = max(names, key=lambda number: names[number], default=0)
    if names.get(best, 0) < 1:
        return None
    first = next(
        row for row in range(len(sheet.rows)) if kind_of(sheet.cell(row, best).strip()) != ""
    )
    fields: dict[int, Field] = {best: Field.NAME}
    for number in range(sheet.width):
        texts = list(_texts(sheet, number, first))
        if (
            number != best
            and texts
            and sum(map(bool, map(_MAIL.fullmatch, texts))) * 2 > len(texts)
        ):
            fields.setdefault(number, Field.EMAIL)
            break
    columns = tuple(Column(n, "", fields.get(n)) for n in range(sheet.width))
    return Header(columns, first)


def chosen(header: Header, given: Mapping[int, Field | None]) -> Header:
    """With columns as a person said, each field once: what was said goes before what was recognised."""
    said = {field for field in given.values() if field}
    columns = []
    for one in header.columns:
        own = None if one.field in said else one.field
        field = given.get(one.number, own)
        columns.append(Column(one.number, one.header, field, one.year))
    return Header(tuple(columns), header.below)
