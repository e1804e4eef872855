"""Reviewing a draft: its page, and what one press does to an item."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to, number_in, number_of
from config.desk.drafts import merging
from config.desk.drafts.editing import open_form
from config.desk.drafts.review_page import Asked, led_to, may_change, open_draft, show
from config.desk.drafts.review_rows import next_left, rows_of
from config.desk.forms import Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting import deeds
from scheduler.errors import ItemChanged
from scheduler.store import drafts
from scheduler.web.respond import READ

DEEDS: Mapping[str, Callable[..., Any]] = {
    "nhan": deeds.accept,
    "bo": deeds.drop,
    "lay-lai": deeds.take_back,
}
ALL_SURE = "nhan-het"


def router(desk: Desk) -> APIRouter:
    """Where it is shown and done."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route(DRAFTS + "/{draft_id:int}", methods=READ)
    def review(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        opened = open_draft(visit, draft_id)
        if opened.view.is_written:
            return go_to(f"{opened.path}/soan")
        editing, place = None, number_in(visit.request, "cho")
        if may_change(visit, opened.view):
            editing = open_form(visit, opened)
        return show(visit, opened, Asked.of(visit.request), editing=editing, place=place)

    @routes.post(DRAFTS + "/{draft_id:int}/viec")
    def act(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        name, _dot, rest = sent.get("viec", "").partition(".")
        if name == ALL_SURE:
            return _accept_sure(visit, draft_id)
        item, revision = (number_of(one) for one in rest.partition(".")[::2])
        if name not in DEEDS or item is None or revision is None:
            raise HTTPException(422)
        return _do(visit, draft_id, name, item, revision)

    return routes


def _do(visit: Visit, draft_id: int, name: str, item: int, revision: int) -> Response:
    opened = open_draft(visit, draft_id)
    desk, issuer = visit.desk, visit.visitor.issuer_id
    try:
        with desk.installation.database.write(issuer) as session:
            draft = drafts.find(session, draft_id, issuer)
            by = visit.visitor.signature
            DEEDS[name](session, draft, item, revision, by=by, now=desk.now)
    except ItemChanged:
        return merging.ask_again(visit, open_draft(visit, draft_id), item, deed=name)
    ahead = None if name == "lay-lai" else next_left(rows_of(opened.view), item)
    return go_to(led_to(opened.path, ahead or item, done=item))


def _accept_sure(visit: Visit, draft_id: int) -> Response:
    desk, issuer = visit.desk, visit.visitor.issuer_id
    with desk.installation.database.write(issuer) as session:
        draft = drafts.find(session, draft_id, issuer)
        deeds.accept_sure(session, draft, by=visit.visitor.signature, now=desk.now)
    return go_to(f"{DRAFTS}/{draft_id}")
