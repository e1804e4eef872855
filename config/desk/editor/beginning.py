"""How a definition begins at the desk: from a document, with its head alone, or from a text somebody has."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.concurrency import run_in_threadpool
from wtforms import FileField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.drafts.item_fields import Ticked
from config.desk.forms import DeskForm, Sent, said
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import overview
from scheduler.campaign.editing import begin
from scheduler.campaign.editing.blank import blank
from scheduler.definition.foreign import encoding_reason, foreign_reason
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import BodyTooBig
from scheduler.language import _
from scheduler.web.body import Fields
from scheduler.web.respond import READ
from scheduler.web.upload import Upload, read_upload

PATH = f"{DRAFTS}/moi"
MOST_BYTES = 512 * 1024  # of a text; the longest of ours has 40 kB
_SHOWN = 20  # problems of it


class BlankForm(DeskForm):
    """The head alone."""

    title = StringField(said(lambda: _("Tên phong trào")), [InputRequired(), Length(max=480)])
    year = IntegerField(said(lambda: _("Năm")), [InputRequired(), NumberRange(1968, 2050)])
    template = Ticked(said(lambda: _("Mẫu nhiệm vụ dùng luôn")))


class TextForm(DeskForm):
    """A text, in a file or pasted."""

    tep = FileField(said(lambda: _("Tệp .yaml")))
    noi_dung = TextAreaField(said(lambda: _("Hoặc dán nội dung")))


def router(desk: Desk) -> APIRouter:
    """Where it is chosen."""
    routes = APIRouter(prefix=PATH, include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("", methods=READ)
    def choose(visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)
        return _show(visit)

    @routes.post("")
    def begin_blank(visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        return _blank(visit, sent)

    @routes.api_route("/tep", methods=READ)
    def of_text(visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)
        return go_to(f"{PATH}#tep")  # as after loading again

    @routes.post("/tep")
    async def begin_text(visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)  # before anything is read
        try:
            upload = await read_upload(visit.request, limit=MOST_BYTES)
        except BodyTooBig:
            told = _("Tệp quá lớn: tối đa {size} kB.").format(size=MOST_BYTES // 1024)
            return await run_in_threadpool(_refuse, visit, None, [told], 413)
        return await run_in_threadpool(_from_text, visit, upload)

    return routes


def _show(
    visit: Visit,
    *,
    blank_form: BlankForm | None = None,
    text_form: TextForm | None = None,
    status: int = 200,
) -> Response:
    desk, issuer = visit.desk, visit.visitor.issuer_id
    if blank_form is None:
        blank_form = BlankForm()
        blank_form.year.data = desk.now.astimezone(desk.installation.zone).year
    blank_form.template.choices = _templates(visit)
    with desk.installation.database.read() as session:
        campaigns = [
            (one.code, one.title) for one in overview.load_overviews(session, issuer, now=desk.now)
        ]
    return visit.page(
        "ban-thao-moi",
        status=status,
        blank=blank_form,
        text=text_form or TextForm(),
        campaigns=campaigns,
        size=MOST_BYTES // 1024,
    )


def _templates(visit: Visit) -> list[tuple[str, str]]:
    found = visit.desk.installation.templates.values()
    return [(one.name, f"{one.value.title} ({one.value.basis})") for one in found]


def _blank(visit: Visit, sent: Fields) -> Response:
    form = BlankForm(sent)
    form.template.choices = _templates(visit)
    if not form.validate():
        return _show(visit, blank_form=form, status=422)
    desk, issuer = visit.desk, visit.visitor.issuer_id
    with desk.installation.database.write(issuer) as session:
        chosen = form.template.data or ()
        source = blank(session, form.title.data, form.year.data, issuer_id=issuer, templates=chosen)
        by = visit.visitor.signature
        found = begin.from_text(session, source, issuer_id=issuer, by=by, now=desk.now)
    return go_to(f"{DRAFTS}/{found.id}/soan")


def _from_text(visit: Visit, upload: Upload) -> Response:
    pasted = upload.fields.get("noi_dung", "").replace("\r\n", "\n")
    if upload.name and pasted.strip():
        return _refuse(
            visit, pasted, [_("Đề nghị chọn một trong hai: tải tệp lên, hoặc dán nội dung.")]
        )
    if not upload.name and not pasted.strip():
        return _refuse(visit, pasted, [_("Đề nghị chọn tệp hoặc dán nội dung định nghĩa.")])
    try:
        source = upload.content.decode("utf-8-sig") if upload.name else pasted
    except UnicodeDecodeError:
        told = foreign_reason(upload.content, "") or encoding_reason(upload.content)
        return _refuse(visit, None, [told])
    desk, issuer = visit.desk, visit.visitor.issuer_id
    try:
        with desk.installation.database.write(issuer) as session:
            by = visit.visitor.signature
            found = begin.from_text(session, source, issuer_id=issuer, by=by, now=desk.now)
    except DefinitionInvalid as error:
        return _refuse(
            visit, source, [_told(one.line, one.reason) for one in error.problems[:_SHOWN]]
        )
    return go_to(f"{DRAFTS}/{found.id}/soan")


def _told(line: int, reason: str) -> str:
    return _("Dòng {line}: {reason}").format(line=line, reason=reason) if line else reason


def _refuse(visit: Visit, text: str | None, faults: list[str], status: int = 422) -> Response:
    """The page with the text that was sent, so that it can be put right there; None: it is no text."""
    form = TextForm(Fields([("noi_dung", text or "")]))
    field = form.tep if text is None else form.noi_dung
    field.errors = faults
    return _show(visit, text_form=form, status=status)
