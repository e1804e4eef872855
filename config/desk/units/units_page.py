"""The units in force: who they are, by block, and whether anybody can be reached there; and the list as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response

from config.desk.desk import HOME, Desk, Visit, sheet
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import brought_lists
from scheduler.dates import say
from scheduler.definition.organisation import Organisation, Unit
from scheduler.language import _
from scheduler.store.ended_units import still_owing
from scheduler.store.holders import load_to_units
from scheduler.store.organisation import unit_ids
from scheduler.store.organisation_revisions import load_in_force
from scheduler.text import fold
from scheduler.unit_lists import export
from scheduler.web.headers import PRIVATE
from scheduler.web.respond import READ

UNITS = f"{HOME}/don-vi"
LISTS = f"{UNITS}/danh-sach"
ON_A_PAGE = 40
_NAMED = 12  # units of a campaign that ended and still owe
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Row:
    """One unit as the list shows it; `word` and `kind` of the tag that says whether it can be reached."""

    unit: Unit
    block: str
    word: str
    kind: str


def router(desk: Desk) -> APIRouter:
    """Where they are."""
    routes = APIRouter(include_in_schema=False)
    Visits = Annotated[Visit, Depends(Visiting(desk))]

    @routes.api_route(UNITS, methods=READ)
    def show(visit: Visits, tim: str = "", khoi: str = "", trang: str = "") -> Response:
        visit.require(Right.LOOK)
        return _page(visit, tim, khoi, trang)

    @routes.api_route(f"{UNITS}/danh-sach.xlsx", methods=READ)
    def workbook(visit: Visits) -> Response:
        visit.require(Right.LOOK)
        return _file(export.as_workbook(in_force(visit)), "danh-sach.xlsx", _XLSX)

    @routes.api_route(f"{UNITS}/danh-sach.csv", methods=READ)
    def delimited(visit: Visits) -> Response:
        visit.require(Right.LOOK)
        return _file(export.as_csv(in_force(visit)), "danh-sach.csv", "text/csv; charset=utf-8")

    return routes


def in_force(visit: Visit) -> Organisation:
    """The units of the issuer of who looks."""
    with visit.desk.installation.database.read() as session:
        return load_in_force(session, visit.visitor.issuer_id)


def _file(octets: bytes, name: str, kind: str) -> Response:
    named = f'attachment; filename="{name}"'
    headers = PRIVATE | {"Content-Disposition": named, "Cache-Control": "private, no-store"}
    return Response(octets, media_type=kind, headers=headers)


def _page(visit: Visit, wanted: str, block: str, asked: str) -> Response:
    issuer = visit.visitor.issuer_id
    today = visit.desk.now.astimezone(visit.desk.installation.zone).date()
    with visit.desk.installation.database.read() as session:
        organisation = load_in_force(session, issuer)
        ids = unit_ids(session, issuer)
        reached = load_to_units(session, issuer, now=visit.desk.now)
        told = {code for code, id_ in ids.items() if id_ in reached}
        lists = brought_lists.load_open(session, issuer)
        owing = still_owing(session, issuer, today=today)
        opened = [
            (one.id, one.name, one.changed_by, _moment(visit, one.changed_at)) for one in lists
        ]
    found = _found(organisation, wanted, block)
    shown = sheet(found, asked, each=ON_A_PAGE)
    names = {one.id: one.name for one in organisation.blocks}
    rows = [
        _row(one, names, one.id in told, _ended(organisation, one, today)) for one in shown.rows
    ]
    alive = [one for one in organisation.units if not _ended(organisation, one, today)]
    return visit.page(
        "don-vi",
        rows=rows,
        page=shown.number,
        pages=shown.pages,
        address=f"{UNITS}?{urlencode({'tim': wanted, 'khoi': block})}&trang=",
        wanted=wanted,
        block=block,
        blocks=organisation.blocks,
        count=len(alive),
        found=len(found),
        unreached=sum(one.id not in told for one in alive),
        lists=opened,
        owing=[(one, one.units[:_NAMED], len(one.units[_NAMED:])) for one in owing],
        may=visit.visitor.may(Right.DEFINE),
    )


def _moment(visit: Visit, at: datetime) -> str:
    return say.say_moment(at, visit.desk.installation.zone)


def _found(organisation: Organisation, wanted: str, block: str) -> Sequence[Unit]:
    words = fold(wanted).split()
    return [
        unit
        for unit in organisation.units
        if (not block or unit.block == block)
        and all(one in fold(f"{unit.name} {unit.short or ''} {unit.id}") for one in words)
    ]


def _ended(organisation: Organisation, unit: Unit, today: date) -> bool:
    last = organisation.last_day_of(unit)
    return last is not None and last < today


def _row(unit: Unit, names: dict[str, str], is_told: bool, is_over: bool) -> Row:
    word, kind = (_("có người nhận"), "done") if is_told else (_("chưa có ai nhận"), "late")
    if is_over:
        word, kind = _("đã kết thúc"), "off"
    return Row(unit, names.get(unit.block or "", ""), word, kind)
