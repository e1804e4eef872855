"""The lists of units before this one: who put them into force and when, what differs, and putting one back."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from config.desk.desk import Desk, Sheet, Visit, go_to, number_of, sheet
from config.desk.forms import Sent
from config.desk.units.units_page import UNITS
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import organising
from scheduler.dates import say
from scheduler.definition.problems import DefinitionInvalid
from scheduler.errors import UnitsChanged
from scheduler.language import _
from scheduler.store.organisation_revisions import load_history, load_in_force, organisation_of
from scheduler.store.tables import Issuer, OrganisationRevision
from scheduler.unit_lists.difference import difference
from scheduler.web.errors import Refusal
from scheduler.web.respond import READ
from scheduler.words import unit_changes
from scheduler.words.unit_lists import changed

EARLIER = f"{UNITS}/lich-su"
ON_A_PAGE, CHANGES = 30, 40


def router(desk: Desk) -> APIRouter:
    """Where they are."""
    routes = APIRouter(include_in_schema=False)
    Visits = Annotated[Visit, Depends(Visiting(desk))]

    @routes.api_route(EARLIER, methods=READ)
    def listed(visit: Visits, trang: str = "") -> Response:
        visit.require(Right.LOOK)
        with desk.installation.database.read() as session:
            found = load_history(session, visit.visitor.issuer_id)
        rows = [_row(visit, one, was) for one, was in zip(found, [*found[1:], None], strict=True)]
        shown = sheet(rows, trang, each=ON_A_PAGE)
        return visit.page("lich-su-don-vi", shown=shown)

    @routes.api_route(EARLIER + "/{number:int}", methods=READ)
    def show(visit: Visits, number: int, trang: str = "") -> Response:
        visit.require(Right.LOOK)
        return _page(visit, number, trang)

    @routes.post(EARLIER + "/{number:int}/lay-lai")
    def put_back(visit: Visits, number: int, fields: Sent) -> Response:
        visit.require(Right.DEFINE)
        _put_back(visit, number, fields.get("danh-sach", ""))
        return go_to(EARLIER)

    return routes


def _row(
    visit: Visit, row: OrganisationRevision, was: OrganisationRevision | None
) -> tuple[int, str, str, str]:
    """Its number, who, when, and how much it changed."""
    at = say.say_moment(row.applied_at, visit.desk.installation.zone)
    if was is None:
        return row.revision, row.author, at, _("danh sách đầu tiên còn giữ")
    told = unit_changes.counts(difference(organisation_of(was), organisation_of(row)))
    return row.revision, row.author, at, told


def _page(visit: Visit, number: int, asked: str) -> Response:
    issuer_id = visit.visitor.issuer_id
    with visit.desk.installation.database.read() as session:
        rows = load_history(session, issuer_id)
        row = next((one for one in rows if one.revision == number), None)
        if row is None:
            raise HTTPException(404)
        was = next((one for one in rows if one.revision < number), None)
        based_on = session.get_one(Issuer, issuer_id).units_revision
        before = load_in_force(session, issuer_id)
        wanted = organising.older(session, issuer_id, number)
    had, has = organisation_of(was or row), organisation_of(row)
    found, back = difference(had, has), difference(before, wanted)
    shown = sheet(unit_changes.in_order(found), asked, each=CHANGES)
    told = unit_changes.say_changes(shown.rows, had, has)
    return visit.page(
        "mot-lan-don-vi",
        row=_row(visit, row, was),
        based_on=based_on,
        changes=Sheet(told, shown.number, shown.pages),
        counts=unit_changes.counts(found),
        back=unit_changes.say_changes(unit_changes.in_order(back)[:CHANGES], before, wanted),
        back_counts=unit_changes.counts(back),
        may=visit.visitor.may(Right.DEFINE) and bool(back),
    )


def _put_back(visit: Visit, number: int, seen: str) -> None:
    based_on = number_of(seen)
    try:
        with visit.desk.installation.database.write() as session:
            organising.put_back(
                session,
                visit.visitor.issuer_id,
                number,
                based_on=-1 if based_on is None else based_on,
                by=visit.visitor.signature,
                now=visit.desk.now,
            )
    except LookupError:
        raise HTTPException(404) from None
    except DefinitionInvalid as error:
        raise Refusal(422, error.problems[0].reason) from None
    except UnitsChanged as error:
        raise Refusal(409, changed(error, zone=visit.desk.installation.zone)) from None
