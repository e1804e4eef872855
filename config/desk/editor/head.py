"""The head of a definition in the making as one form."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.drafts import merging
from config.desk.drafts.item_forms import ItemForm, marks_of
from config.desk.drafts.review_page import Editing
from config.desk.editor.opened import Opened, may_change, meaning_of, open_working
from config.desk.editor.parts import LOST, SEEN, write
from config.desk.forms import Sent, said
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting.said import field_name
from scheduler.campaign.drafting.written import Kind, Part
from scheduler.campaign.editing import heading
from scheduler.dates import say
from scheduler.errors import CommentsLost, DraftChanged, ValuesRefused
from scheduler.language import _
from scheduler.web.body import Fields
from scheduler.web.respond import READ

_LINE = Length(max=480)  # the definition takes lines of 500
_ISSUED = "directive.issued_on"


class HeadForm(ItemForm):
    """What a person may change of it."""

    title = TextAreaField(said(lambda: field_name("title")), [InputRequired(), _LINE])
    campaign = StringField(said(lambda: field_name("campaign")), [InputRequired(), _LINE])
    year = StringField(said(lambda: field_name("year")), [_LINE])
    last_year = StringField(said(lambda: field_name("last_year")), [_LINE])
    number = StringField(said(lambda: field_name("directive.number")), [_LINE])
    type_ = StringField(said(lambda: field_name("directive.type")), [_LINE], name="type")
    issued_on = StringField(said(lambda: field_name(_ISSUED)), [_LINE])
    issuer = StringField(said(lambda: field_name("directive.issuer")), [InputRequired(), _LINE])
    theme = TextAreaField(said(lambda: field_name("theme")), [_LINE])
    notes = TextAreaField(said(lambda: _("Điều lưu ý")), [Length(max=20000)])
    timezone = StringField(said(lambda: _("Múi giờ")), [_LINE])

    def fill_typed(self, typed: heading.Typed) -> None:
        """Show what is typed by the keys of the definition."""
        for one in self:
            if one.name != "revision":
                one.data = typed.get(_key(one.name), "")

    @property
    def typed(self) -> heading.Typed:
        """What was typed, by the keys of the definition."""
        return {_key(one.name): one.data or "" for one in self if one.name != "revision"}

    def refuse(self, error: ValuesRefused) -> None:
        """Put each fault beside its field."""
        fields = {one.name: one for one in self}
        for key, sentence in error.faults:
            field = fields[key.rpartition(".")[2]]
            field.errors = [*field.errors, sentence]


_OF_DIRECTIVE = ("number", "type", "issued_on", "issuer")


def _key(name: str) -> str:
    return f"directive.{name}" if name in _OF_DIRECTIVE else name


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(prefix=DRAFTS + "/{draft_id:int}/soan/chung", include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("", methods=READ)
    def form(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        opened = open_working(visit, draft_id)
        return _show(visit, opened, _editing(visit, opened))

    @routes.post("")
    def change(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        return _change(visit, open_working(visit, draft_id), sent)

    return routes


def _editing(visit: Visit, opened: Opened, sent: Fields | None = None) -> Editing:
    form = HeadForm(sent)
    if sent is None:
        form.fill_typed(heading.typed_of(opened.working, opened.around))
        form.revision.data = opened.working.revision
    seen = merging.written(marks_of(form)) if sent is None else sent.get(merging.SEEN, "")
    action, hidden = f"{opened.path}/chung", {merging.SEEN: seen}
    editing = Editing(form, action, Kind.FIELD, opened.around, hidden={**hidden})
    issued = str(opened.around.field(_ISSUED) or "")
    return editing if sent is not None else _told(visit, opened, editing, issued)


def _told(visit: Visit, opened: Opened, editing: Editing, issued: str) -> Editing:
    means = meaning_of(visit, opened).of_part(Part(Kind.FIELD, _ISSUED, {"value": issued}))
    return replace(editing, meanings={"issued_on": means.get("value", ())})


def _show(visit: Visit, opened: Opened, editing: Editing, *, status: int = 200) -> Response:
    return visit.page(
        "soan-chung",
        status=status,
        opened=opened,
        editing=editing,
        hints=_hints(opened),
        may=may_change(visit, opened),
    )


def _hints(opened: Opened) -> dict[str, str]:
    in_force = _("Đổi mã thì thành một phong trào khác với phong trào đang thực hiện.")
    own = _(
        "Chữ thường không dấu, số và gạch nối; không trùng phong trào khác. Ví dụ: thi-dua-2026."
    )
    return {
        "campaign": in_force if opened.working.campaign else own,
        "last_year": _("Chỉ ghi khi phong trào kéo dài nhiều năm."),
        "issued_on": _("Gõ như thường nói: “15/01/2024”; chỉ biết tháng thì ghi 2024-01."),
        "notes": _("Mỗi dòng một điều."),
        "timezone": _("Để nguyên Asia/Ho_Chi_Minh nếu các đơn vị ở Việt Nam."),
    }


def _change(visit: Visit, opened: Opened, sent: Fields) -> Response:
    editing = _editing(visit, opened, sent)
    form = editing.form
    assert isinstance(form, HeadForm), "made so"
    sound = form.validate()
    was = heading.typed_of(opened.working, opened.around)
    untouched = merging.untouched(form, str(editing.hidden[merging.SEEN]))
    typed = {
        key: was[key] if key.rpartition(".")[2] in untouched else words
        for key, words in form.typed.items()
    }
    try:
        values = heading.read(typed, was, opened.around)
    except ValuesRefused as error:
        form.refuse(error)
        sound = False
    if not sound:
        return _show(visit, opened, editing, status=422)
    if SEEN in sent:
        issued = str(values.get(_ISSUED, opened.around.field(_ISSUED)) or "")
        return _show(visit, opened, _told(visit, opened, editing, issued))
    try:
        write(visit, opened, heading.write, form.seen, values, lost_is_known=LOST in sent)
    except DraftChanged as error:
        return _merge(visit, open_working(visit, opened.working.id), editing, error)
    except CommentsLost as error:
        editing = replace(editing, hidden={**editing.hidden, LOST: "1"}, lost=error.comments)
        return _show(visit, opened, editing, status=409)
    return go_to(f"{opened.path}?vua=chung#chung")


def _merge(visit: Visit, opened: Opened, editing: Editing, error: DraftChanged) -> Response:
    theirs = _editing(visit, opened).form
    editing, rows = merging.joined(editing, theirs, opened.working.revision)
    at = say.say_moment(error.at, visit.desk.installation.zone)
    name, back = _("Thông tin chung"), f"{opened.path}/chung"
    left = merging.Theirs(name, "", (), error.by, at, back=back)
    return merging.show(visit, left, editing=editing, rows=rows, hints=_hints(opened))
