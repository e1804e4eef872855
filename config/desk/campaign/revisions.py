"""The definitions a campaign had: what each changed, its text, and the ways to a draft of one of them."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, HTTPException, Response

from config.desk.campaign import steered
from config.desk.campaign.steered import open_campaign, page_of
from config.desk.desk import DRAFTS, Desk, Visit, go_to, number_of, sheet
from config.desk.editor.shown_lines import lines_on_page
from config.desk.editor.yaml_page import STYLES
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.editing import begin, revisions, steering
from scheduler.campaign.editing.planned import Written
from scheduler.campaign.editing.steering import InForce
from scheduler.campaign.names import Names
from scheduler.definition.line_changes import line_changes
from scheduler.errors import UnknownRevision
from scheduler.store.agenda import find_campaign
from scheduler.store.tables import DefinitionRevision
from scheduler.web.respond import READ

A_PAGE = 15
LINES = 300  # of a text on one page
_CHANGED = 10_000  # octets of lines that changed; the text stands on the same page
SAYS = 12  # of what one changed, in the list


def router(desk: Desk) -> APIRouter:
    """Where they are."""
    routes = APIRouter(prefix=page_of("{code}"), include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("/dinh-nghia", methods=READ)
    def listed(visit: Annotated[Visit, visiting], code: str, trang: str = "") -> Response:
        return _list(visit, open_campaign(visit, code), number_of(trang) or 1)

    @routes.api_route("/dinh-nghia/{number:int}", methods=READ)
    def shown(
        visit: Annotated[Visit, visiting], code: str, number: int, trang: str = ""
    ) -> Response:
        return _one(visit, open_campaign(visit, code), number, trang)

    @routes.post("/dinh-nghia/{number:int}/lay-lai")
    def take_back(visit: Annotated[Visit, visiting], code: str, number: int) -> Response:
        visit.require(Right.DEFINE)
        return _take_back(visit, open_campaign(visit, code), number)

    @routes.post("/sua")
    def change(visit: Annotated[Visit, visiting], code: str) -> Response:
        visit.require(Right.DEFINE)
        of, by = open_campaign(visit, code), visit.visitor.signature
        with desk.installation.database.write(of.issuer_id) as session:
            draft = begin.from_campaign(
                session, code, issuer_id=of.issuer_id, by=by, now=visit.desk.now
            )
        return go_to(f"{DRAFTS}/{draft.id}/soan")

    return routes


def _list(visit: Visit, of: InForce, page: int) -> Response:
    pages = max(1, -(-of.revision // A_PAGE))
    page = max(1, min(page, pages))
    last = of.revision - (page - 1) * A_PAGE
    with visit.desk.installation.database.read() as session:
        campaign = find_campaign(session, of.code, issuer_id=of.issuer_id)
        found = revisions.load(session, campaign, first=max(1, last - A_PAGE + 1), last=last)
    return visit.page(
        "cac-lan",
        of=of,
        back=page_of(of.code),
        here=f"{page_of(of.code)}/dinh-nghia",
        rows=found,
        says=SAYS,
        page=page,
        pages=pages,
        zone=ZoneInfo(of.zone),
    )


def _one(visit: Visit, of: InForce, number: int, page: str) -> Response:
    row, written, before = _find(visit, of, number)
    found = revisions.difference(visit.desk.installation, before, written)
    zone = ZoneInfo(of.zone)
    rows, more = steered.changes(found.shown, zone, found.names or Names())
    said = revisions.say_between(before.source if before else None, row.source)
    lines = sheet(row.source.splitlines(), page, each=LINES)
    changed = line_changes(before.source, row.source) if before else ()
    asked = visit.request.query_params.get("dong", "")
    return visit.page(
        "mot-lan-ap-dung",
        of=of,
        row=row,
        back=f"{page_of(of.code)}/dinh-nghia",
        here=f"{page_of(of.code)}/dinh-nghia/{number}",
        zone=zone,
        says=said,
        problems=[one.reason for one in found.problems],
        rows=rows,
        more=more,
        lines=lines,
        changed=lines_on_page(changed, asked, octets=_CHANGED),
        styles=STYLES,
        may=visit.visitor.may(Right.DEFINE) and number != of.revision,
    )


def _find(
    visit: Visit, of: InForce, number: int
) -> tuple[DefinitionRevision, Written, Written | None]:
    """That revision, its text, and the one before; each begun from the newest. Raises HTTPException (404)."""
    with visit.desk.installation.database.read() as session:
        campaign = find_campaign(session, of.code, issuer_id=of.issuer_id)
        try:
            row = revisions.find(session, campaign, number)
        except UnknownRevision:
            raise HTTPException(404) from None
        earlier = revisions.find_before(session, row)
        before = revisions.written(campaign, earlier) if earlier else None
        return row, revisions.written(campaign, row), before


def _take_back(visit: Visit, of: InForce, number: int) -> Response:
    """A draft of the older text: what it would change is seen, and put into force as any other."""
    _row, written, _before = _find(visit, of, number)
    with visit.desk.installation.database.write(of.issuer_id) as session:
        by, now = visit.visitor.signature, visit.desk.now
        draft = steering.write_draft(session, written, by=by, now=now)
    return go_to(f"{DRAFTS}/{draft.id}/thay-doi")
