"""The units in force as a workbook or a .csv that gives the same units back: what a clerk corrects and uploads."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

import xlsxwriter  # type: ignore[import-untyped]  # the library has no types

from scheduler.definition.organisation import Organisation, Unit
from scheduler.language import _
from scheduler.unit_lists.columns import Field, word
from scheduler.unit_lists.formulas import guarded

_UNITS = (
    Field.ID,
    Field.NAME,
    Field.SHORT,
    Field.KIND,
    Field.BLOCK,
    Field.HEAD_TITLE,
    Field.CHANNELS,
    Field.EMAIL,
    Field.FIRST_DAY,
    Field.LAST_DAY,
    Field.INTO,
    Field.WEEK,
    Field.BASIS,
)
_BLOCKS = (
    Field.BLOCK_ID,
    Field.BLOCK,
    Field.YEAR,
    Field.BLOCK_HEAD,
    Field.BLOCK_DEPUTY,
    Field.BASIS,
)
_WIDE = {Field.NAME: 52, Field.BLOCK: 40, Field.BASIS: 40, Field.EMAIL: 30, Field.HEAD_TITLE: 28}
_WIDTH = 16


def as_workbook(organisation: Organisation) -> bytes:
    """An .xlsx: a sheet of units, a sheet of blocks with their heads by year."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    with book:
        _write(
            book, _("Đơn vị"), _UNITS, [_values(organisation, one) for one in _sorted(organisation)]
        )
        _write(book, _("Khối, cụm thi đua"), _BLOCKS, list(_turns(organisation)))
    return file.getvalue()


def _write(
    book: xlsxwriter.Workbook, name: str, fields: tuple[Field, ...], rows: list[list[str]]
) -> None:
    """Everything is text: what looks like a number or a formula stays what it is."""
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#EFEFEF", "border": 1})
    for column, field in enumerate(fields):
        sheet.set_column(column, column, _WIDE.get(field, _WIDTH), text)
        sheet.write_string(0, column, word(field), head)
    for number, values in enumerate(rows, start=1):
        for column, value in enumerate(values):
            sheet.write_string(number, column, value, text)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(rows)), len(fields) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def as_csv(organisation: Organisation) -> bytes:
    """The units alone, as Excel opens them: UTF-8 with its mark."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(map(word, _UNITS))
    rows = (_values(organisation, one) for one in _sorted(organisation))
    writer.writerows([map(guarded, row) for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _sorted(organisation: Organisation) -> list[Unit]:
    """By block, as the list has them; first those that are in none."""
    order = {block.id: place for place, block in enumerate(organisation.blocks, start=1)}
    return sorted(organisation.units, key=lambda unit: order.get(unit.block or "", 0))


def _values(organisation: Organisation, unit: Unit) -> list[str]:
    names = Counter(block.name for block in organisation.blocks)
    called = {one.id: one.name if names[one.name] == 1 else one.id for one in organisation.blocks}
    return [
        unit.id,
        unit.name,
        unit.short or "",
        unit.kind,
        called.get(unit.block or "", ""),
        unit.head_title,
        ", ".join(unit.channels),
        unit.email or "",
        unit.first_day.isoformat() if unit.first_day else "",
        unit.last_day.isoformat() if unit.last_day else "",
        "; ".join(unit.into),
        unit.week,
        unit.basis or "",
    ]


def _turns(organisation: Organisation) -> Iterator[list[str]]:
    """A row a block and year; a block that nobody heads yet has one of its own."""
    for block in organisation.blocks:
        for turn in block.rotation:
            deputy, basis = turn.deputy or "", turn.basis or ""
            yield [block.id, block.name, str(turn.year), turn.head, deputy, basis]
        if not block.rotation:
            yield [block.id, block.name, "", "", "", ""]
