"""Cells out of a workbook that strangers made: run as a process of its own, under a budget of time and memory.

`python -I opening.py sheet` takes an .xlsx, .xls or .ods on its input and gives its sheets as JSON: name, whether it is
hidden, the rows of texts from the first cell on, and the ranges of merged cells (null where the format does not tell).
It ends with 0, or with 1 and the word of a reason as the last line of its errors. It imports nothing of ours.
"""

import datetime
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator

import python_calamine

CPU_SECONDS = 6
MEMORY = 600 * 1024 * 1024  # of addresses, so of this process with its libraries
MOST_UNPACKED = 120_000_000
MOST_TIMES = 200  # its packed size; what people write is packed to a twentieth
MOST_CELLS = 3_000_000  # of the rectangle they lie in, most of them empty
MOST_ROWS, MOST_COLUMNS = 20_000, 60
MOST_SHEETS = 40
LONGEST = 2_000  # letters of a cell


_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FAILED = re.compile(rb"""(<(?:\w+:)?c\b[^>]*?)\s+t=["']e["']""")


class Unopened(Exception):
    """Gives no cells; its argument is the word of the reason."""


def sheets(data: bytes) -> list[dict[str, object]]:
    """Every sheet with cells, in the order of the workbook. Raises Unopened: too large, locked, empty, broken."""
    _require_small(data)
    try:
        with python_calamine.load_workbook(io.BytesIO(_with_failures(data))) as book:
            found = list(_sheets(book))
    except python_calamine.PasswordError:
        raise Unopened("locked") from None
    except python_calamine.CalamineError:
        raise Unopened("broken") from None
    if not found:
        raise Unopened("empty")
    return found


def _require_small(data: bytes) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(item.file_size for item in package.infolist())
    except zipfile.BadZipFile:
        raise Unopened("broken") from None
    if unpacked > min(MOST_UNPACKED, MOST_TIMES * max(len(data), 100_000)):
        raise Unopened("too large")


def _with_failures(data: bytes) -> bytes:
    """An .xlsx whose failed formulas (“#N/A”) are texts: read as errors they would be empty cells.

    Of a cell of the type "e" the value is the word of its error (ECMA-376-1, 18.18.11).
    """
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {item: package.read(item) for item in package.infolist()}
    told = {
        item: _FAILED.sub(rb'\1 t="str"', part) if _SHEET.fullmatch(item.filename) else part
        for item, part in parts.items()
    }
    if told == parts:
        return data
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for item, part in told.items():
            package.writestr(item.filename, part)
    return written.getvalue()


def _sheets(book: python_calamine.CalamineWorkbook) -> Iterator[dict[str, object]]:
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise Unopened("too large")
    for about in book.sheets_metadata:
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise Unopened("too large")
        rows = _trimmed(
            [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        )
        if not rows:
            continue
        if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
            raise Unopened("too large")
        hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        merged = sheet.merged_cell_ranges
        ranges = None if merged is None else [[*first, *last] for first, last in merged]
        yield {"name": about.name, "hidden": hidden, "rows": rows, "merged": ranges}


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without empty cells behind the last of a row, and empty rows below the last."""
    for row in rows:
        while row and not row[-1].strip():
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _text(cell: object) -> str:
    """As people read it: a whole number without a point, a day as 2024-06-28, a tick as x."""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return str(cell)[:LONGEST].translate(_UNSEEN)


_UNSEEN = dict.fromkeys(map(ord, "\0\u200b\u200c\u200d\u2060\ufeff"))


def main() -> None:
    """Open what comes in."""
    _bound(resource.RLIMIT_CPU, CPU_SECONDS)
    _bound(resource.RLIMIT_AS, MEMORY)
    _bound(resource.RLIMIT_CORE, 0)
    try:
        said = json.dumps(sheets(sys.stdin.buffer.read()), ensure_ascii=False)
        sys.stdout.buffer.write(said.encode("utf-8", "replace"))
    except Unopened as reason:
        sys.exit(str(reason))
    except MemoryError:
        sys.exit("costly")


def _bound(kind: int, limit: int) -> None:
    """No more than `limit`; where the machine allows less, that stays."""
    _soft, hard = resource.getrlimit(kind)
    most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
