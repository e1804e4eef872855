"""The drafts of an issuer: the list, what one still lacks, its file, and dropping it."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.drafts.review_page import may_change, open_draft
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting import compose, deeds
from scheduler.campaign.drafting.compose import Missing
from scheduler.campaign.editing.working import working_of
from scheduler.dates import say
from scheduler.language import _, ngettext
from scheduler.store import drafts
from scheduler.store.tables import Draft
from scheduler.web.headers import PRIVATE
from scheduler.web.respond import READ

_SHOWN = 60  # of what is missing; with all that a page would grow too long to be read


def router(desk: Desk) -> APIRouter:
    """Where they are."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS, methods=READ)
    def listed(visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.LOOK)
        with desk.installation.database.read() as session:
            found = drafts.load_open(session, visit.visitor.issuer_id)
            counts = drafts.count_states(session, [one.draft for one in found])
        rows = [(one, *_state(one.draft, counts), _changed(visit, one.draft)) for one in found]
        return visit.page(
            "ban-thao", rows=rows, address=address, may=visit.visitor.may(Right.DEFINE)
        )

    _add_finishing(routes, desk)
    _add_dropping(routes, desk)
    return routes


def address(draft: Draft) -> str:
    """Where it is worked on: as a text once it is written down, as items before."""
    return f"{DRAFTS}/{draft.id}" + ("/soan" if draft.source is not None else "")


def _state(draft: Draft, counts: Mapping[int, Mapping[str, int]]) -> tuple[str, str]:
    """What it waits for in words, and the kind of its shape (see `tag` of mau.html)."""
    if draft.state == "proposed":
        return _("đã trình, chờ phê duyệt"), "wait"
    if draft.source is not None:
        return _("đang soạn"), "wait"
    if left := counts.get(draft.id or 0, {}).get("found"):
        return ngettext("Còn {count} mục cần xem lại", left).format(count=left), "wait"
    return _("đã xem lại hết"), "done"


def _changed(visit: Visit, draft: Draft) -> str:
    return say.say_moment(draft.changed_at, visit.desk.installation.zone)


def _add_finishing(routes: APIRouter, desk: Desk) -> None:
    """What is missing, and the file."""
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS + "/{draft_id:int}/con-lai", methods=READ)
    def missing(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        opened = open_draft(visit, draft_id)
        found = compose.check(desk.installation, opened.view)
        return visit.page(
            "con-lai",
            opened=opened,
            view=opened.view,
            count=len(found),
            may=may_change(visit, opened.view),
            tasks=[_task(opened.path, one) for one in found[:_SHOWN]],
            is_ready=compose.is_ready(found),
        )

    @routes.api_route(DRAFTS + "/{draft_id:int}/ban-thao.yaml", methods=READ)
    def written(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.LOOK)
        with desk.installation.database.read() as session:
            draft = drafts.find(session, draft_id, visit.visitor.issuer_id)
            is_text = draft.source is not None
            text = working_of(draft).file if is_text else ""
        text = text or compose.compose(open_draft(visit, draft_id).view)
        named = f'attachment; filename="ban-thao-{draft_id}.yaml"'
        headers = PRIVATE | {"Content-Disposition": named, "Cache-Control": "private, no-store"}
        return Response(text, media_type="application/yaml; charset=utf-8", headers=headers)


def _add_dropping(routes: APIRouter, desk: Desk) -> None:
    """The question, and the deed."""
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS + "/{draft_id:int}/bo", methods=READ)
    def ask(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)
        return visit.page("bo-ban-thao", opened=open_draft(visit, draft_id))

    @routes.post(DRAFTS + "/{draft_id:int}/bo")
    def drop(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)
        issuer = visit.visitor.issuer_id
        with desk.installation.database.write(issuer) as session:
            draft = drafts.find(session, draft_id, issuer)
            deeds.drop_draft(session, draft, by=visit.visitor.signature, now=desk.now)
        return go_to(DRAFTS)


def _task(path: str, one: Missing) -> tuple[str, str, str, str]:
    """Address, what to do, and its state, as the task list shows them."""
    if one.item is None:
        return "", one.sentence, _("cần bổ sung"), "late"
    at = f"{path}?muc={one.item.id}#m{one.item.id}"
    return at, f"{one.item.title}: {one.sentence}", _("cần bổ sung"), "late"
