"""The text of a definition in the making as it stood: who changed which part, line by line, and back to it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to, number_in, number_of, sheet
from config.desk.editor.opened import Opened, may_change, open_working
from config.desk.editor.shown_lines import lines_on_page
from config.desk.editor.yaml_page import STYLES
from config.desk.forms import Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.editing import deeds, history
from scheduler.campaign.editing.history import Version
from scheduler.dates import say
from scheduler.definition.line_changes import line_changes
from scheduler.definition.part_names import part_name
from scheduler.errors import DraftChanged
from scheduler.language import _
from scheduler.store import drafts
from scheduler.text import capital
from scheduler.web.respond import READ
from scheduler.words import drafting

_A_PAGE = 20
_OCTETS = 20_000  # of lines on a page; with the list below some 40 kB


@dataclass(frozen=True)
class Row:
    """One revision as it is listed."""

    revision: int
    what: str
    by: str
    at: str
    is_first: bool


def router(desk: Desk) -> APIRouter:
    """The list with one of them, and the way back to it."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS + "/{draft_id:int}/lich-su", methods=READ)
    def listed(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        return _page(visit, open_working(visit, draft_id))

    @routes.post(DRAFTS + "/{draft_id:int}/lich-su")
    def go_back(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = open_working(visit, draft_id)
        seen, to = (number_of(sent.get(name, "")) or 0 for name in ("revision", "ban"))
        issuer, by = opened.working.issuer_id, visit.visitor.signature
        try:
            with desk.installation.database.write(issuer) as session:
                draft = drafts.find(session, draft_id, issuer)
                deeds.go_back(session, draft, seen, to, by=by, now=desk.now)
        except DraftChanged as error:
            told = drafting.draft_changed(error, zone=desk.installation.zone)
            return _page(visit, open_working(visit, draft_id), refused=told)
        return go_to(f"{opened.base}/lich-su")

    return routes


def _page(visit: Visit, opened: Opened, *, refused: str = "") -> Response:
    wanted = number_in(visit.request, "ban")
    with visit.desk.installation.database.read() as session:
        draft = drafts.find(session, opened.working.id, opened.working.issuer_id)
        versions = history.history(session, draft)
        text = history.text_at(session, draft, wanted) if wanted else None
        before = history.text_at(session, draft, wanted - 1) if wanted else None
    if wanted and text is None:
        raise HTTPException(404)
    asked = visit.request.query_params
    rows = {one.revision: _row(visit, opened, one) for one in versions}
    lines = line_changes(before or "", text) if text else ()
    return visit.page(
        "lich-su",
        status=409 if refused else 200,
        styles=STYLES,
        opened=opened,
        may=may_change(visit, opened),
        refused=refused,
        chosen=rows[wanted] if wanted else None,
        page=lines_on_page(lines, asked.get("dong", ""), octets=_OCTETS),
        sheet=sheet(list(rows.values()), asked.get("trang", ""), each=_A_PAGE),
    )


def _row(visit: Visit, opened: Opened, one: Version) -> Row:
    is_first = one.revision == 1
    if is_first:
        what = _("bản đầu tiên")
    elif one.back_to is not None:
        what = _("lấy lại bản {revision}").format(revision=one.back_to)
    else:
        what = part_name(one.part, opened.working.values)
    at = say.say_moment(one.at, visit.desk.installation.zone)
    return Row(one.revision, capital(what), one.by, at, is_first)
