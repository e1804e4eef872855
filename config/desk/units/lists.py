"""What a person does with a list that was brought in: columns, rows, who is missing, into force, away with it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk.desk import Desk, Visit, go_to, number_of
from config.desk.forms import Sent
from config.desk.units.bringing import today_of
from config.desk.units.list_page import Editing, list_page
from config.desk.units.opened_list import (
    OpenedList,
    may_apply,
    open_list,
    say,
    wants_two_people,
)
from config.desk.units.row_form import row_form, texts_of
from config.desk.units.units_page import LISTS, UNITS
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import brought_lists
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import UnitsChanged
from scheduler.language import _
from scheduler.unit_lists import cells
from scheduler.unit_lists.cells import Wrong
from scheduler.unit_lists.choices import Choices, Fate
from scheduler.unit_lists.columns import Field, words
from scheduler.unit_lists.names import Known, place_of
from scheduler.web.body import Fields
from scheduler.web.errors import Refusal
from scheduler.web.respond import READ
from scheduler.words.unit_lists import changed

ONE = LISTS + "/{number:int}"


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(include_in_schema=False)
    Visits = Annotated[Visit, Depends(Visiting(desk))]

    @routes.api_route(ONE, methods=READ)
    def show(visit: Visits, number: int) -> Response:
        return list_page(visit, number)

    @routes.api_route(f"{ONE}/cot", methods=READ)
    def ask_columns(visit: Visits, number: int) -> Response:
        visit.require(Right.DEFINE)
        return _columns_page(visit, open_list(visit, number))

    @routes.post(f"{ONE}/cot")
    def columns(visit: Visits, number: int, fields: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = open_list(visit, number)
        wanted = _columns(fields, opened)
        return _said(visit, number, fields, lambda _given: wanted)

    @routes.post(f"{ONE}/sua")
    def correct(visit: Visits, number: int, fields: Sent) -> Response:
        visit.require(Right.DEFINE)
        return _corrected(visit, open_list(visit, number), fields)

    @routes.post(f"{ONE}/vang")
    def answer(visit: Visits, number: int, fields: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = open_list(visit, number)
        if fields.get("tat-ca"):
            return _said(visit, number, fields, lambda given: replace(given, all_stay=True))
        faults: list[tuple[str, str]] = []
        fates = dict(_fates(fields, opened, faults))
        if faults:
            return list_page(visit, number, more=faults, fields=fields, status=422)
        return _said(
            visit, number, fields, lambda given: replace(given, fates={**given.fates, **fates})
        )

    @routes.post(f"{ONE}/ap-dung")
    def put(visit: Visits, number: int, fields: Sent) -> Response:
        if not visit.visitor.may(Right.APPROVE):
            visit.require(Right.DEFINE)
        if not wants_two_people(visit):
            visit.require(Right.DEFINE)
        return _put_into_force(visit, open_list(visit, number), fields)

    @routes.post(f"{ONE}/bo")
    def drop(visit: Visits, number: int) -> Response:
        visit.require(Right.DEFINE)
        issuer, by = visit.visitor.issuer_id, visit.visitor.signature
        with desk.installation.database.write(issuer) as session:
            row = brought_lists.find(session, number, issuer)
            brought_lists.drop(session, row, by=by, now=desk.now)
        return go_to(UNITS)

    return routes


def _seen(fields: Fields) -> int:
    return number_of(fields.get("revision", "")) or 0


def _said(
    visit: Visit, number: int, fields: Fields, given: Callable[[Choices], Choices]
) -> Response:
    """After the deed the page of the list; where somebody was faster, that page as it stands, with a sentence."""
    try:
        say(visit, number, _seen(fields), given)
    except UnitsChanged as error:
        told = changed(error, zone=visit.desk.installation.zone)
        return list_page(visit, number, more=[("cot", told)], status=409)
    return go_to(f"{LISTS}/{number}")


def _columns_page(visit: Visit, opened: OpenedList, fault: str = "") -> Response:
    return visit.page(
        "cot-danh-sach",
        status=422 if fault else 200,
        opened=opened,
        listed=opened.listed,
        called=words(),
        fault=fault,
    )


def _columns(fields: Fields, opened: OpenedList) -> Choices:
    """What was chosen, beside what was said of rows. Raises Refusal where no column would name units."""
    sent = {
        one.number: fields[f"c{one.number}"]
        for one in opened.listed.header.columns
        if f"c{one.number}" in fields
    }
    known = {one.value for one in Field}
    chosen = {number: Field(name) if name in known else None for number, name in sent.items()}
    named = [one for one in chosen.values() if one]
    sheet = fields.get("trang-tinh", "")
    is_other = sheet in opened.listed.others
    if chosen and not is_other and (Field.NAME not in named or len(named) > len(set(named))):
        told = _(
            "Mỗi nội dung chỉ chọn cho một cột, và phải có cột tên đơn vị. Đề nghị quay lại chọn lại."
        )
        raise Refusal(422, told)
    year = number_of(fields.get("nam", ""))
    # What was said of rows was said of those of this sheet.
    kept = replace(opened.choices, rows={}, left_out=frozenset()) if is_other else opened.choices
    return replace(
        kept,
        sheet=sheet if is_other else opened.choices.sheet or opened.listed.sheet,
        columns={} if is_other else chosen or opened.choices.columns,
        year=year if year and 1968 <= year <= 2050 else None,
    )


def _corrected(visit: Visit, opened: OpenedList, fields: Fields) -> Response:
    number = number_of(fields.get("dong", ""))
    row = next((one for one in opened.listed.rows if one.number == number), None)
    if row is None or number is None:
        return list_page(visit, opened.id, status=422)
    if fields.get("bo-dong") or fields.get("lay-lai"):
        without = {number} if fields.get("bo-dong") else set()
        return _said(
            visit,
            opened.id,
            fields,
            lambda given: replace(given, left_out=(given.left_out - {number}) | without),
        )
    form = row_form(opened.listed, row, opened.revision, fields)
    if not form.validate():
        return list_page(visit, opened.id, editing=Editing(row, form), status=422)
    texts = texts_of(form, row)
    try:
        say(visit, opened.id, form.seen, lambda given: brought_lists.with_row(given, number, texts))
    except UnitsChanged as error:
        form.revision.data, form.revision.raw_data = opened.revision, [str(opened.revision)]
        form.name.errors = [changed(error, zone=visit.desk.installation.zone)]
        return list_page(visit, opened.id, editing=Editing(row, form), status=409)
    after = open_list(visit, opened.id)
    still = any(one.row == number for one in after.listed.faults)
    return go_to(f"{after.path}?dong={number}#dong" if still else f"{after.path}#loi")


def _fates(
    fields: Fields, opened: OpenedList, faults: list[tuple[str, str]]
) -> Iterator[tuple[str, Fate]]:
    """What was said of the units that are missing; what is wrong goes to `faults`."""
    before = opened.before
    known = Known(before.units, place=place_of(before.issuer.name))
    for unit in opened.listed.missing:
        typed = fields.get(f"ngay-{unit.id}", "").strip()
        names = cells.successors(fields.get(f"vao-{unit.id}", ""))
        if not typed and not names:
            if fields.get(f"o-{unit.id}"):
                yield unit.id, Fate()
            continue
        try:
            last = cells.day(typed)
        except Wrong as error:
            faults.append((f"ngay-{unit.id}", f"{unit.name}: {error}"))
            continue
        into = []
        for name in names:
            meant = [one for one in known.find(name) if one != unit.id]
            if len(meant) != 1:
                told = _(
                    "“{name}” không phải một đơn vị trong danh sách: đề nghị ghi đúng tên hoặc mã."
                )
                faults.append((f"vao-{unit.id}", f"{unit.name}: {told.format(name=name[:80])}"))
            into += meant[:1]
        yield unit.id, Fate(last, tuple(into))


def _put_into_force(visit: Visit, opened: OpenedList, fields: Fields) -> Response:
    if opened.state == brought_lists.APPLIED:
        return go_to(opened.path)
    if not may_apply(visit, opened):
        visit.require(Right.APPROVE if opened.two_people else Right.DEFINE)
        told = _("Cơ quan chọn hai người: danh sách do người khác với người sửa cuối áp dụng.")
        raise Refusal(403, told)
    seen = number_of(fields.get("danh-sach", ""))
    try:
        with visit.desk.installation.database.write() as session:
            row = brought_lists.find(session, opened.id, visit.visitor.issuer_id)
            brought_lists.put_into_force(
                session,
                row,
                _seen(fields),
                based_on=-1 if seen is None else seen,
                today=today_of(visit),
                by=visit.visitor.signature,
                now=visit.desk.now,
            )
    except DefinitionInvalid as error:
        more = [("loi", one.reason) for one in error.problems[:20]]
        return list_page(visit, opened.id, more=more, status=422)
    except UnitsChanged as error:
        told = changed(error, zone=visit.desk.installation.zone)
        return list_page(visit, opened.id, more=[("thay-doi", told)], status=409)
    return go_to(opened.path)
