"""One unit: what the list says of it, changed by a form; the list gets its next number."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Response
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from config.desk.desk import Desk, Visit, go_to
from config.desk.forms import RevisedForm, Sent, said
from config.desk.units.units_page import UNITS
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import organising
from scheduler.dates import say
from scheduler.definition.organisation import Organisation, Unit
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import UnitsChanged
from scheduler.language import _
from scheduler.store.organisation_revisions import load_in_force
from scheduler.store.tables import Issuer
from scheduler.unit_lists import cells
from scheduler.unit_lists.cells import READ, Wrong
from scheduler.unit_lists.columns import Field, word
from scheduler.unit_lists.names import Known, place_of
from scheduler.web.body import Fields
from scheduler.web.respond import READ as READING
from scheduler.words.unit_lists import changed

_LINE = Length(max=480)
NO_UNITS = ("danh-sach.xlsx", "danh-sach.csv", "lich-su")  # pages that are only read


class UnitForm(RevisedForm):
    """All that a person changes of a unit; its id stays."""

    name = StringField(said(lambda: word(Field.NAME)), [InputRequired(), _LINE])
    short = StringField(said(lambda: word(Field.SHORT)), [_LINE])
    kind = StringField(said(lambda: word(Field.KIND)), [InputRequired(), _LINE])
    block = SelectField(said(lambda: word(Field.BLOCK)), validate_choice=False)
    head_title = StringField(said(lambda: word(Field.HEAD_TITLE)), [InputRequired(), _LINE])
    email = StringField(said(lambda: word(Field.EMAIL)), [_LINE])
    channels = StringField(said(lambda: word(Field.CHANNELS)), [_LINE])
    first_day = StringField(said(lambda: word(Field.FIRST_DAY)), [_LINE])
    last_day = StringField(said(lambda: word(Field.LAST_DAY)), [_LINE])
    into = StringField(said(lambda: word(Field.INTO)), [_LINE])


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(include_in_schema=False)
    Visits = Annotated[Visit, Depends(Visiting(desk))]

    @routes.api_route(UNITS + "/{code}", methods=READING)
    def show(visit: Visits, code: str) -> Response:
        visit.require(Right.LOOK)
        organisation, revision = _load(visit)
        unit = _find(organisation, code)
        form = _form(organisation, _filled(organisation, unit), revision)
        return _page(visit, organisation, unit, form)

    @routes.post(UNITS + "/{code}")
    def write(visit: Visits, code: str, fields: Sent) -> Response:
        if code in NO_UNITS:
            raise HTTPException(405)
        visit.require(Right.DEFINE)
        organisation, revision = _load(visit)
        unit = _find(organisation, code)
        form = _form(organisation, fields, revision)
        wanted = _read(form, organisation, unit) if form.validate() else None
        if wanted is None:
            return _page(visit, organisation, unit, form, status=422)
        try:
            _put(visit, organising.with_unit(organisation, wanted), form.seen - 1)
        except DefinitionInvalid as error:
            form.name.errors = [one.reason for one in error.problems]
            return _page(visit, organisation, unit, form, status=422)
        except UnitsChanged as error:
            return _changed(visit, fields, code, error)
        return go_to(f"{UNITS}/{code}?da-ghi=1")

    return routes


def _load(visit: Visit) -> tuple[Organisation, int]:
    issuer = visit.visitor.issuer_id
    with visit.desk.installation.database.read() as session:
        revision = session.get_one(Issuer, issuer).units_revision
        return load_in_force(session, issuer), revision


def _find(organisation: Organisation, code: str) -> Unit:
    found = next((one for one in organisation.units if one.id == code), None)
    if found is None:
        raise HTTPException(404)
    return found


def _put(visit: Visit, wanted: Organisation, based_on: int) -> None:
    by, now = visit.visitor.signature, visit.desk.now
    with visit.desk.installation.database.write() as session:
        organising.put(session, wanted, based_on=based_on, by=by, now=now)


def _changed(visit: Visit, fields: Fields, code: str, error: UnitsChanged) -> Response:
    """Somebody put other units into force: the form as it was sent, on top of those."""
    organisation, revision = _load(visit)
    form = _form(organisation, fields, revision)
    form.revision.data = revision + 1
    form.revision.raw_data = [str(revision + 1)]
    form.name.errors = [changed(error, zone=visit.desk.installation.zone)]
    return _page(visit, organisation, _find(organisation, code), form, status=409)


def _form(organisation: Organisation, fields: Fields | dict[str, Any], revision: int) -> UnitForm:
    # a form carries no 0: the number behind the one that was seen
    form = (
        UnitForm(data=fields | {"revision": revision + 1})
        if isinstance(fields, dict)
        else UnitForm(fields)
    )
    form.block.choices = [
        ("", _("không thuộc khối nào")),
        *((one.id, one.name) for one in organisation.blocks),
    ]
    return form


def _filled(organisation: Organisation, unit: Unit) -> dict[str, Any]:
    names = {one.id: one.name for one in organisation.units}
    values = {key: value or "" for key, value in unit if key in UnitForm.__dict__}
    days = (unit.first_day, unit.last_day)
    first, last = (say.in_numbers(day) if day else "" for day in days)
    return values | {
        "channels": ", ".join(unit.channels),
        "first_day": first,
        "last_day": last,
        "into": "; ".join(names.get(one, one) for one in unit.into),
    }


def _read(form: UnitForm, organisation: Organisation, unit: Unit) -> Unit | None:
    """The unit as it is wanted; None with what is wrong at its fields."""
    values: dict[str, Any] = {}
    for field, (read, none) in READ.items():
        if field.value not in form:
            continue
        one = form[field.value]
        text = (one.data or "").strip()
        try:
            values[field.value] = none if cells.is_nothing(text) and none is not ... else read(text)
        except Wrong as error:
            one.errors = [str(error)]
    values["block"] = form.block.data if form.block.data in _ids(organisation) else None
    values["into"] = _into(form, organisation, unit)
    first, last = values.get("first_day"), values.get("last_day")
    if first and last and last < first:
        form.last_day.errors = [_("Ngày kết thúc trước ngày bắt đầu: đề nghị xem lại cả hai ngày.")]
    if values["into"] and not last and not form.last_day.errors:
        told = _("Có nơi tiếp nhận thì cần ngày kết thúc hoạt động, ví dụ 30/6/2025.")
        form.last_day.errors = [told]
    return None if form.faults else unit.model_copy(update=values)


def _ids(organisation: Organisation) -> set[str]:
    return {one.id for one in organisation.blocks}


def _into(form: UnitForm, organisation: Organisation, unit: Unit) -> tuple[str, ...]:
    known = Known(organisation.units, place=place_of(organisation.issuer.name))
    found = []
    for name in cells.successors(form.into.data or ""):
        meant = [one for one in known.find(name) if one != unit.id]
        if len(meant) == 1:
            found += meant
            continue
        told = _("“{name}” không phải một đơn vị trong danh sách: đề nghị ghi đúng tên hoặc mã.")
        form.into.errors = [told.format(name=name[:80])]
    return tuple(dict.fromkeys(found))


def _page(
    visit: Visit, organisation: Organisation, unit: Unit, form: UnitForm, *, status: int = 200
) -> Response:
    may = visit.visitor.may(Right.DEFINE)
    heads = [
        (block.name, turn.year, turn.head == unit.id)
        for block in organisation.blocks
        for turn in block.rotation
        if unit.id in (turn.head, turn.deputy)
    ]
    rows = [
        (one.label.text, one.data or "—", "", "")
        for one in form
        if one.name not in ("revision", "block")
    ]
    written = bool(visit.request.query_params.get("da-ghi"))
    return visit.page(
        "mot-don-vi",
        status=status,
        unit=unit,
        form=form,
        may=may,
        heads=heads,
        rows=rows,
        written=written,
    )
