"""The page of a list that was brought in: its columns, what is wrong, who is missing, and what it would change."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Response

from config.desk.desk import Sheet, Visit, number_in, sheet
from config.desk.units.opened_list import OpenedList, may_apply, may_change, open_list
from config.desk.units.row_form import RowForm, row_form
from scheduler.language import _
from scheduler.unit_lists.columns import Field, words
from scheduler.unit_lists.difference import difference
from scheduler.unit_lists.faults import Fault
from scheduler.unit_lists.rows import Line, Row
from scheduler.words import unit_changes
from scheduler.words.unit_changes import Said

MOST_FAULTS, MOST_MISSING, CHANGES = 15, 40, 30
MOST_SKIPPED, MOST_NUMBERS = 30, 1_000  # in full, and by their number
_NOTHING: Mapping[str, str] = {}
_NAMED = 12  # units of a campaign that is planned otherwise


@dataclass(frozen=True)
class Faulty:
    """A row with what is wrong in it; the row is None for what is wrong with the list as a whole."""

    row: Row | None
    number: int
    title: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Editing:
    """The row that is corrected here, and its form."""

    row: Row
    form: RowForm


def list_page(
    visit: Visit,
    number: int,
    *,
    editing: Editing | None = None,
    more: list[tuple[str, str]] | None = None,
    fields: Mapping[str, str] = _NOTHING,
    status: int = 200,
) -> Response:
    """The page; `more`: sentences for the error summary, each with the id it leads to; `fields`: as they were sent."""
    opened = open_list(visit, number, affected=True)
    listed, may = opened.listed, may_change(visit, opened)
    sent = editing is not None
    editing = editing or (_editing(visit, opened) if may else None)
    faulty = _faulty(opened)
    shown, counts = _changes(opened, visit.request.query_params.get("trang", ""))
    return visit.page(
        "danh-sach-don-vi",
        status=status,
        opened=opened,
        listed=listed,
        columns=[one for one in listed.header.columns if one.field],
        called=words(),
        skipped=[(one.number, one.text, _why(one.line)) for one in listed.skipped[:MOST_SKIPPED]],
        also_skipped=[str(one.number) for one in listed.skipped[MOST_SKIPPED:MOST_NUMBERS]],
        proposed=sum(bool(one.proposed) for one in listed.entries),
        faulty=faulty[:MOST_FAULTS],
        faults=len(listed.faults),
        hidden=len(faulty) - len(faulty[:MOST_FAULTS]),
        editing=editing,
        sent=sent,
        missing=listed.unanswered[:MOST_MISSING],
        sent_fields=fields,
        opened_ids={name.partition("-")[2] for name, _said in more or ()},
        changes=shown,
        counts=counts,
        affected=[
            (one, _named(opened, one.joined), _named(opened, one.left)) for one in opened.affected
        ],
        more=more or [],
        may=may,
        may_apply=may_apply(visit, opened),
    )


def _editing(visit: Visit, opened: OpenedList) -> Editing | None:
    asked = number_in(visit.request, "dong")
    row = next((one for one in opened.listed.rows if one.number == asked), None)
    return Editing(row, row_form(opened.listed, row, opened.revision)) if row else None


def _faulty(opened: OpenedList) -> list[Faulty]:
    rows = {row.number: row for row in opened.listed.rows}
    by_row: dict[int, list[Fault]] = {}
    for fault in opened.listed.faults:
        by_row.setdefault(fault.row, []).append(fault)
    return [
        Faulty(rows.get(number), number, _title(rows.get(number), number), tuple(faults))
        for number, faults in by_row.items()
    ]


def _title(row: Row | None, number: int) -> str:
    if row is None:
        return _("Cả danh sách")
    name = row.text(Field.NAME) or next((text for text in row.texts.values() if text), "")
    return _("Dòng {number}: {name}").format(number=number, name=name)


def _changes(opened: OpenedList, asked: str) -> tuple[Sheet[Said], str]:
    """What the list would change: one page of the changes, and how many; nothing while anything is wrong."""
    wanted = opened.listed.wanted
    if wanted is None or not opened.is_open:
        return Sheet([], 1, 1), ""
    found = difference(opened.before, wanted)
    shown = sheet(unit_changes.in_order(found), asked, each=CHANGES)
    said = unit_changes.say_changes(shown.rows, opened.before, wanted)
    return Sheet(said, shown.number, shown.pages), unit_changes.counts(found)


def _named(opened: OpenedList, units: tuple[str, ...]) -> str:
    """The first of them, by name."""
    organisation = opened.listed.wanted or opened.before
    names = {unit.id: unit.short or unit.name for unit in organisation.units}
    told = "; ".join(names.get(one, one) for one in units[:_NAMED])
    return f"{told}…" if len(units) > _NAMED else told


def _why(line: Line) -> str:
    return {
        Line.BLOCK: _("tên khối của các dòng dưới"),
        Line.TOTAL: _("dòng tổng, ghi chú hoặc chữ ký: bỏ qua"),
        Line.CONTINUED: _("phần tiếp của dòng trên: bỏ qua"),
    }[line]
