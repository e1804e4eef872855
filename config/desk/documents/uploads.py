"""Bringing in a document: a file or a pasted text is sent, read, and becomes a draft to be reviewed."""

import asyncio
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from wtforms import FileField, TextAreaField

from config.desk.desk import DOCUMENTS, DRAFTS, Desk, Visit, go_to
from config.desk.documents.readings import (
    NoDirective,
    Outcome,
    Reading,
    Readings,
    TooManyReadings,
)
from config.desk.forms import DeskForm, said
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting import bringing_in, documents
from scheduler.directives.head.secrecy import secrecy_of
from scheduler.directives.model import SourceKind
from scheduler.directives.page.read import MOST_BYTES, read
from scheduler.errors import BodyTooBig, SecretDocument, UnreadableFile, WhyUnreadable
from scheduler.language import _
from scheduler.web.body import Fields
from scheduler.web.errors import Refusal
from scheduler.web.respond import READ
from scheduler.web.upload import AROUND, Upload, read_upload, upload_in
from scheduler.words.unreadable import say_secret, say_unreadable

BRINGING = f"{DOCUMENTS}/moi"
PATIENCE = 1.5  # seconds until who waits is told so
AGAIN = 2  # seconds until the page of who waits looks again


class PastedField(TextAreaField):  # type: ignore[misc]  # the library has no types
    """Kept as it was pasted: offsets count its signs."""


class BringingForm(DeskForm):
    """Either a file or a pasted text."""

    tep = FileField(said(lambda: _("Tệp văn bản")))
    noi_dung = PastedField(said(lambda: _("Hoặc dán nội dung văn bản")))


def router(desk: Desk) -> APIRouter:
    """The form, what follows upon it, and the question where a document is no directive."""
    routes = APIRouter(prefix=BRINGING, include_in_schema=False)
    Visits = Annotated[Visit, Depends(Visiting(desk))]
    readings = Readings()

    @routes.api_route("", methods=READ)
    def ask(visit: Visits) -> Response:
        visit.require(Right.DEFINE)
        return _form(visit)

    @routes.post("")
    async def bring(visit: Visits) -> Response:
        visit.require(Right.DEFINE)  # before anything is read
        try:
            reading = _begun(visit, readings, await read_upload(visit.request, limit=MOST_BYTES))
        except _Faulty as fault:
            return _form(visit, fault.pasted, fault=fault.said, status=fault.status)
        except BodyTooBig:
            large = UnreadableFile(_("Tệp"), WhyUnreadable.TOO_LARGE)
            return _form(visit, fault=say_unreadable(large), status=413)
        read_by_then = asyncio.wrap_future(reading.future)
        read_by_then.add_done_callback(_seen)  # else its exception goes to the log, with the name
        await asyncio.wait([read_by_then], timeout=PATIENCE)
        return _refused(visit, reading, status=422) or _lead(reading)

    @routes.api_route("/{key}", methods=READ)
    def look(key: str, visit: Visits) -> Response:
        visit.require(Right.DEFINE)
        reading = readings.find(key, visit.visitor.issuer_id, wall=desk.wall.now())
        if reading is None:
            return _form(visit, fault=_say_forgotten(), status=404)
        if not reading.future.done():
            return _waiting(visit, readings, reading)
        if refused := _refused(visit, reading, status=200):
            return refused
        if isinstance(reading.outcome, NoDirective):
            return visit.page("khong-phai-chi-thi", reading=reading)
        return _lead(reading)

    @routes.post("/{key}/giu")
    def keep(key: str, visit: Visits) -> Response:
        visit.require(Right.DEFINE)
        reading = readings.find(key, visit.visitor.issuer_id, wall=desk.wall.now())
        if reading and reading.future.done() and not _refused(visit, reading, status=422):
            reading.keep(partial(_keep, visit, reading.content))
            return _lead(reading)
        return go_to(f"{BRINGING}/{key}")

    @routes.post("/{key}/bo")
    def drop(key: str, visit: Visits) -> Response:
        visit.require(Right.DEFINE)
        if reading := readings.find(key, visit.visitor.issuer_id, wall=desk.wall.now()):
            readings.drop(reading)
        return go_to(DOCUMENTS)

    return routes


def _seen(ended: asyncio.Future[Outcome]) -> None:
    if not ended.cancelled():
        ended.exception()


def may_be_stored(body: bytes, content_type: str) -> bool:
    """Whether what the form brings may be stored unread, as where its sender has to sign in again first: it could be
    read, all of it, and is not secret.
    """
    try:
        upload = upload_in(body, content_type)
        pasted = _pasted(upload)
        content = upload.content if pasted is None else pasted.encode("utf-8", "replace")
        others = any(value for name, value in upload.fields.items() if name != "noi_dung")
        if _wrong_choice(upload, pasted) or others or len(body) > len(content) + AROUND:
            return False
        return secrecy_of(read(content, name=upload.name)) is None
    except (Refusal, UnreadableFile):
        return False


class _Faulty(Exception):
    """What was sent is not to be read: what is wrong, and what was pasted, to be given back."""

    def __init__(self, said: str, *, pasted: str | None, status: int = 422) -> None:
        super().__init__()
        self.said, self.pasted, self.status = said, pasted, status


def _begun(visit: Visit, readings: Readings, upload: Upload) -> Reading:
    """The reading of what was sent. Raises _Faulty."""
    pasted = _pasted(upload)
    if fault := _wrong_choice(upload, pasted):
        raise _Faulty(fault, pasted=pasted)
    try:
        return readings.begin(
            partial(_read, visit),
            upload.content if pasted is None else pasted.encode("utf-8", "replace"),
            issuer_id=visit.visitor.issuer_id,
            name=_name_of(upload),
            pasted=pasted,
            wall=visit.desk.wall.now(),
        )
    except TooManyReadings:
        said = _("Đang có nhiều văn bản chờ đọc. Đề nghị thử lại sau ít phút.")
        raise _Faulty(said, pasted=pasted, status=503) from None


def _pasted(upload: Upload) -> str | None:
    return upload.fields.get("noi_dung", "").replace("\r\n", "\n").strip() or None


def _name_of(upload: Upload) -> str:
    """One that can be seen, in lists and links."""
    if not upload.name:
        return _("Văn bản dán")
    return upload.name if any(map(str.isalnum, upload.name)) else _("Tệp không tên")


def _wrong_choice(upload: Upload, pasted: str | None) -> str:
    if upload.name and pasted:
        return _("Đề nghị chọn một trong hai: tải tệp lên, hoặc dán nội dung.")
    if not upload.name and not pasted:
        return _("Đề nghị chọn tệp hoặc dán nội dung văn bản.")
    if upload.name and not upload.content:
        return say_unreadable(UnreadableFile(upload.name, WhyUnreadable.EMPTY))
    return ""


def _say_forgotten() -> str:
    return _(
        "Văn bản đang đọc không còn ở đây: chương trình vừa khởi động lại, đã quá 15 phút, hoặc phải nhường chỗ để đọc "
        "văn bản khác. Nếu danh sách văn bản chưa có, đề nghị tải lại tệp."
    )


def _form(
    visit: Visit, pasted: str | None = None, *, fault: str = "", status: int = 200
) -> Response:
    """The form, with what was pasted and what is wrong with that, or (None) with the file."""
    form = BringingForm(Fields([("noi_dung", pasted or "")]))
    if fault:
        (form.tep if pasted is None else form.noi_dung).errors = [fault]
    return visit.page("tai-len", status=status, form=form, most=MOST_BYTES // 1_000_000)


def _read(visit: Visit, reading: Reading) -> Outcome:
    """What became of the document; nothing is written before it is known to be open. Raises what refuses it."""
    source = read(reading.content, name=reading.name)
    directive = bringing_in.read_for_a_draft(source, visit.desk.installation)
    found = NoDirective(source, directive)
    if directive.source_kind is SourceKind.OTHER:
        return found
    return _keep(visit, reading.content, found)


def _keep(visit: Visit, content: bytes, found: NoDirective) -> bringing_in.BroughtIn:
    desk = visit.desk
    return bringing_in.bring_in(
        desk.installation.database,
        documents.keep(content, found.source, folder=desk.files),
        found.directive,
        issuer_id=visit.visitor.issuer_id,
        catalogue=desk.installation.catalogue,
        by=visit.visitor.signature,
        now=desk.now,
    )


def _refused(visit: Visit, reading: Reading, *, status: int) -> Response | None:
    """The form with what is wrong with the document; None where nothing is. Raises what is no fault of its own."""
    if not reading.future.done():
        return None
    try:
        _outcome = reading.outcome
    except UnreadableFile as problem:
        return _form(visit, reading.pasted, fault=say_unreadable(problem), status=status)
    except SecretDocument as problem:
        return _form(visit, reading.pasted, fault=say_secret(problem), status=status)
    return None


def _lead(reading: Reading) -> Response:
    """To the draft of a new document, to the document that was kept before, or to where it is waited for."""
    if not reading.future.done() or isinstance(reading.outcome, NoDirective):
        return go_to(f"{BRINGING}/{reading.key}")
    if reading.outcome.is_new:
        return go_to(f"{DRAFTS}/{reading.outcome.draft_id}")
    return go_to(f"{DOCUMENTS}/{reading.outcome.document_id}/da-co")


def _waiting(visit: Visit, readings: Readings, reading: Reading) -> Response:
    answer = visit.page("dang-doc", name=reading.name, before=readings.before(reading))
    answer.headers["Refresh"] = str(AGAIN)
    return answer
