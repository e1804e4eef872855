"""The first page of a definition in the making: its parts, what each says, and the ways on."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.editor.opened import Opened, may_change, open_working
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting import items
from scheduler.campaign.drafting.said import Telling
from scheduler.campaign.drafting.written import Part
from scheduler.campaign.editing import begin
from scheduler.web.respond import READ


def router(desk: Desk) -> APIRouter:
    """Where it is, and where the items of a draft become it."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS + "/{draft_id:int}/soan", methods=READ)
    def overview(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        opened = open_working(visit, draft_id)
        return visit.page("soan", opened=opened, rows=_rows(opened), may=may_change(visit, opened))

    @routes.post(DRAFTS + "/{draft_id:int}/dinh-nghia")
    def write_down(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)
        installation, issuer = desk.installation, visit.visitor.issuer_id
        with installation.database.write(issuer) as session:
            view = items.load(session, draft_id, issuer, installation=installation)
            begin.write_down(session, view, by=visit.visitor.signature, now=desk.now)
        return go_to(f"{DRAFTS}/{draft_id}/soan")

    return routes


def _rows(opened: Opened) -> list[tuple[str, tuple[str, ...]]]:
    """What each part is called, and what it says."""
    parts = [Part(one.kind, one.key, one.values) for one in opened.working.view.items]
    around = opened.around
    telling = Telling.of(parts, around.installation, units=around.units, blocks=around.blocks)
    return [(telling.title(one), tuple(telling.says(one))) for one in parts]
