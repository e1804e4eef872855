"""Lists as clerks have them, made here: .xlsx, .xls, .ods and .csv of the same cells."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date

import xlsxwriter  # type: ignore[import-untyped]  # the library has no types
import xlwt  # type: ignore[import-untyped]
from odf.opendocument import OpenDocumentSpreadsheet  # type: ignore[import-untyped]
from odf.table import (  # type: ignore[import-untyped]
    CoveredTableCell,
    Table,
    TableCell,
    TableRow,
)
from odf.text import P  # type: ignore[import-untyped]

from scheduler.definition.organisation import Organisation
from scheduler.unit_lists.choices import Choices
from scheduler.unit_lists.listed import Listed, read_list
from scheduler.unit_lists.workbook import read_workbook
from tests.build import organisation

Cells = Sequence[Sequence[object]]
Merged = Sequence[tuple[int, int, int, int]]
TODAY = date(2024, 5, 6)


def xlsx(
    rows: Cells, merged: Merged = (), *, name: str = "Sheet1", more: dict[str, Cells] | None = None
) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, cells in {name: rows, **(more or {})}.items():
            sheet = book.add_worksheet(title)
            for range_ in merged if title == name else ():
                sheet.merge_range(*range_, "")
            for at, row in enumerate(cells):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(at, column, value, day)
                    elif value not in ("", None):
                        sheet.write(at, column, value)
    return file.getvalue()


def xls(rows: Cells, merged: Merged = ()) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    covered = {(r, c) for a, b, x, y in merged for r in range(a, x + 1) for c in range(b, y + 1)}
    for top, left, bottom, right in merged:
        sheet.write_merge(top, bottom, left, right, rows[top][left])
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in ("", None) and (at, column) not in covered:
                sheet.write(at, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(rows: Cells, merged: Merged = ()) -> bytes:
    document, table = OpenDocumentSpreadsheet(), Table(name="Sheet1")
    covered = {(r, c) for a, b, x, y in merged for r in range(a, x + 1) for c in range(b, y + 1)}
    spans = {(a, b): (x - a + 1, y - b + 1) for a, b, x, y in merged}
    for at, row in enumerate(rows):
        line = TableRow()
        for column, value in enumerate(row):
            if (at, column) in covered and (at, column) not in spans:
                line.addElement(CoveredTableCell())
                continue
            high, wide = spans.get((at, column), (1, 1))
            cell = TableCell(valuetype="string", numberrowsspanned=high, numbercolumnsspanned=wide)
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def delimited(rows: Cells, *, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


WRITERS: dict[str, Callable[..., bytes]] = {"xlsx": xlsx, "xls": xls, "ods": ods}


def province() -> Organisation:
    """Of Phú Thọ, with its standing body alone."""
    body = {"id": "so-noi-vu", "name": "Sở Nội vụ", "kind": "so", "block": None}
    issuer = {"name": "Ủy ban nhân dân tỉnh Phú Thọ", "standing_body": "so-noi-vu"}
    return organisation(issuer=issuer, units=[body], blocks=[])


def listed(data: bytes, before: Organisation | None = None, choices: Choices = Choices()) -> Listed:
    """What a file says to who has `before`."""
    sheets = read_workbook(data, "danh-sach")
    return read_list(sheets, before or province(), name="danh-sach", today=TODAY, choices=choices)
