"""A file that a clerk has becomes sheets of cells: .xlsx, .xls, .ods, and .csv in the encodings that are in use."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from scheduler.definition.foreign import is_old_vietnamese, marked_kind, packed_kind
from scheduler.directives.page import apart
from scheduler.errors import UnreadableList, WhyNoList
from scheduler.unit_lists.formulas import bare

MOST_OCTETS = 10_000_000
MOST_ROWS, MOST_COLUMNS = 20_000, 60
OPENING = Path(__file__).with_name("opening.py")  # only run
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<table", b"mime-version:")
_SEPARATORS = ("\t", ";", ",")
_PLAIN = (".yaml", ".yml", ".json")
_LOOKED_AT = 20  # lines
_UNSEEN = dict.fromkeys(map(ord, "\0\u200b\u200c\u200d\u2060\ufeff"))
_FOREIGN = {
    "pdf": WhyNoList.DOCUMENT,
    "picture": WhyNoList.DOCUMENT,
    "word": WhyNoList.DOCUMENT,
    "old word": WhyNoList.DOCUMENT,
    "packed": WhyNoList.PACKED,
    "database": WhyNoList.DATABASE,
}
# Signs that stand for Vietnamese letters where fonts of old (TCVN3) drew them, between other letters.
_TCVN3 = re.compile(r"[A-Za-z][®µ¸¶·¹»¾¼½¨©ª«¬­][A-Za-z]|[A-Za-z][µ¸¶·¹»¾¼½]\b|\b®[a-z]")
# What VNI fonts drew as letters with two marks: “Sôû Noäi vuï”; no Vietnamese word is written so.
_VNI = re.compile(r"[aeouyôö][ïûøäåë]", re.IGNORECASE)
Range = tuple[int, int, int, int]  # first row and column, last row and column, from 0


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet from its first on, as texts. `merged`: None where the format does not tell."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Range, ...] | None = None
    hidden: bool = False

    def cell(self, row: int, column: int) -> str:
        """The text at that place, counted from 0; empty beyond the last."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""

    @property
    def width(self) -> int:
        """Cells of its longest row."""
        return max(map(len, self.rows), default=0)


def read_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a file that have cells; at least one. It is known by its content. Raises UnreadableList."""
    if len(data) > MOST_OCTETS:
        raise UnreadableList(name, WhyNoList.TOO_LARGE)
    if not data.strip():
        raise UnreadableList(name, WhyNoList.EMPTY)
    if _LOCKED in data and data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableList(name, WhyNoList.LOCKED)
    kind = packed_kind(data) or _old_kind(data)
    if not kind and PurePath(name).suffix.lower() in _PLAIN:
        raise UnreadableList(name, WhyNoList.DEFINITION)
    if kind in _FOREIGN:
        raise UnreadableList(name, _FOREIGN[kind])
    if data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGES):
        raise UnreadableList(name, WhyNoList.PAGE)
    sheets = _opened(data, name) if kind == "sheet" else (_delimited(data, name),)
    if sum(_is_of_old(cell) for one in sheets for row in one.rows for cell in row) > 1:
        raise UnreadableList(name, WhyNoList.ENCODING)
    return sheets


def _old_kind(data: bytes) -> str:
    """As `marked_kind`; a workbook of Excel 5 and 95 says “Book” instead."""
    kind = marked_kind(data)
    return "sheet" if kind == "old word" and "Book".encode("utf-16-le") in data else kind


def _is_of_old(cell: str) -> bool:
    return not cell.isascii() and bool(_TCVN3.search(cell) or _VNI.search(cell))


def _opened(data: bytes, name: str) -> tuple[Sheet, ...]:
    try:
        said = apart.run(OPENING, "sheet", data)
    except apart.NotOpened as error:
        known = {reason.value for reason in WhyNoList}
        raise UnreadableList(
            name, WhyNoList(error.word) if error.word in known else WhyNoList.BROKEN
        ) from error
    return sheets_of(said)


def sheets_of(text: str) -> tuple[Sheet, ...]:
    """Sheets as `text_of` or the process that opens a workbook writes them."""
    return tuple(_sheet(one) for one in json.loads(text))


def text_of(sheets: Sequence[Sheet]) -> str:
    """Sheets as JSON."""
    return json.dumps(
        [
            {"name": one.name, "hidden": one.hidden, "rows": one.rows, "merged": one.merged}
            for one in sheets
        ],
        ensure_ascii=False,
    )


def _sheet(one: Mapping[str, object]) -> Sheet:
    rows, merged = one["rows"], one["merged"]
    assert isinstance(rows, list) and isinstance(merged, list | None), "written by us"
    cells = tuple(tuple(unicodedata.normalize("NFC", cell) for cell in row) for row in rows)
    ranges = None if merged is None else tuple((a, b, c, d) for a, b, c, d in merged)
    return Sheet(str(one["name"]), cells, ranges, bool(one["hidden"]))


def _delimited(data: bytes, name: str) -> Sheet:
    text = _decoded(data, name)
    separator = _separator(text)
    if separator is None and "\n" not in text.strip() and len(text) > 200:
        raise UnreadableList(name, WhyNoList.BROKEN)
    rows = [[bare(cell.strip()) for cell in row] for row in _parted(text, separator or ",", name)]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise UnreadableList(name, WhyNoList.EMPTY)
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        raise UnreadableList(name, WhyNoList.TOO_LARGE)
    return Sheet(name, tuple(map(tuple, rows)))


def _parted(text: str, separator: str, name: str) -> list[list[str]]:
    """Its cells; a quotation mark that is never closed would take all below it into one. Raises UnreadableList."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise UnreadableList(name, WhyNoList.QUOTES) from error
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableList(name, WhyNoList.BROKEN) from error


def _decoded(data: bytes, name: str) -> str:
    """UTF-8 or UTF-16; else Windows-1258 where all its letters are Vietnamese then. Raises UnreadableList."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            if b"\0" in data:
                raise UnreadableList(name, WhyNoList.BROKEN) from None
            if not is_old_vietnamese(data):
                raise UnreadableList(name, WhyNoList.ENCODING) from None
            text = data.decode("cp1258")
    controls = sum(
        unicodedata.category(sign) == "Cc" and sign not in "\t\r\n" for sign in text[:4000]
    )
    if "\ufffd" in text or controls > 2:
        raise UnreadableList(name, WhyNoList.BROKEN)
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def _separator(text: str) -> str | None:
    """The sign that parts most lines of the beginning into as many cells; None where none does."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    counts = {sign: sum(line.count(sign) > 0 for line in lines) for sign in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda sign: counts[sign])
    return best if counts[best] else None
