"""Bringing in a list of units: a spreadsheet is sent, read, and kept until it is put into force."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.concurrency import run_in_threadpool
from wtforms import FileField

from config.desk.desk import Desk, Visit, go_to
from config.desk.forms import DeskForm, said
from config.desk.units.units_page import LISTS, UNITS
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import brought_lists
from scheduler.errors import BodyTooBig, UnreadableList, WhyNoList
from scheduler.language import _
from scheduler.store.organisation_revisions import load_in_force
from scheduler.unit_lists.listed import read_list
from scheduler.unit_lists.workbook import MOST_OCTETS, read_workbook
from scheduler.web.respond import READ
from scheduler.web.upload import Upload, read_upload
from scheduler.words.unit_lists import unreadable

BRINGING = f"{UNITS}/tai-len"
ENDINGS = ".xlsx,.xls,.ods,.csv"


class ListForm(DeskForm):
    """One file."""

    tep = FileField(said(lambda: _("Tệp danh sách đơn vị")))


def router(desk: Desk) -> APIRouter:
    """The form, and the deed."""
    routes = APIRouter(include_in_schema=False)
    Visits = Annotated[Visit, Depends(Visiting(desk))]

    @routes.api_route(BRINGING, methods=READ)
    def ask(visit: Visits) -> Response:
        visit.require(Right.DEFINE)
        return _page(visit)

    @routes.post(BRINGING)
    async def bring(visit: Visits) -> Response:
        visit.require(Right.DEFINE)  # before anything is read
        try:
            upload = await read_upload(visit.request, limit=MOST_OCTETS)
        except BodyTooBig:
            large = UnreadableList(_("Tệp"), WhyNoList.TOO_LARGE)
            return _page(visit, unreadable(large), status=413)
        if not upload.name:
            return _page(visit, _("Đề nghị chọn tệp danh sách."), status=422)
        try:
            number = await run_in_threadpool(_kept, visit, upload)
        except UnreadableList as error:
            return _page(visit, unreadable(error), status=422)
        return go_to(f"{LISTS}/{number}")

    return routes


def _page(visit: Visit, fault: str = "", *, status: int = 200) -> Response:
    form = ListForm()
    if fault:
        form.tep.errors = [fault]
    return visit.page("don-vi-tai-len", status=status, form=form, endings=ENDINGS)


def _kept(visit: Visit, upload: Upload) -> int:
    """The number of the list, which is read once before anything is kept. Raises UnreadableList."""
    database, issuer = visit.desk.installation.database, visit.visitor.issuer_id
    sheets = read_workbook(upload.content, upload.name)
    with database.read() as session:
        before = load_in_force(session, issuer)
    read_list(sheets, before, name=upload.name, today=today_of(visit))
    with database.write(issuer) as session:
        row = brought_lists.keep(
            session,
            sheets,
            issuer_id=issuer,
            name=upload.name,
            by=visit.visitor.signature,
            now=visit.desk.now,
        )
        return row.id or 0


def today_of(visit: Visit) -> date:
    """The day it is for campaigns."""
    return visit.desk.now.astimezone(visit.desk.installation.zone).date()
