"""Leaving a part out, and moving it: what names it and which comments go with it are said before."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.drafts.review_rows import kind_names
from config.desk.editor.opened import Opened, may_change, open_working
from config.desk.editor.overview import lines_of
from config.desk.editor.parts import done, entry_at, seen_in, write
from config.desk.forms import Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting.items import Item
from scheduler.campaign.editing import deeds, parts
from scheduler.errors import CommentsLost
from scheduler.web.body import Fields
from scheduler.web.respond import READ


def router(desk: Desk) -> APIRouter:
    """Below the address of each part."""
    routes = APIRouter(prefix=DRAFTS + "/{draft_id:int}/soan", include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("/chua-doc/bo", methods=READ)
    def passed_over(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        return go_to(f"{open_working(visit, draft_id).path}#chua-doc")  # as after loading again

    @routes.post("/chua-doc/bo")
    def pass_over(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = open_working(visit, draft_id)
        without(visit, opened, sent.get("cau", ""), seen_in(sent))
        return go_to(f"{opened.path}#chua-doc")

    @routes.api_route("/{step}/bo", methods=READ)
    def ask(draft_id: int, step: str, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.DEFINE)
        opened = open_working(visit, draft_id)
        return _ask(visit, opened, entry_at(opened, step))

    @routes.post("/{step}/bo")
    def drop(draft_id: int, step: str, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = open_working(visit, draft_id)
        item = opened.entry(step)  # none: left out already, as by a second click
        return _drop(visit, opened, item, sent) if item else go_to(opened.path)

    @routes.post("/{step}/doi-cho")
    def move(draft_id: int, step: str, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = open_working(visit, draft_id)
        key, up = entry_at(opened, step).key, sent.get("len") == "1"
        return done(opened, write(visit, opened, deeds.move_entry, seen_in(sent), key, up=up))

    return routes


def without(visit: Visit, opened: Opened, sentence: str, seen: int) -> None:
    """One sentence less among what no duty says yet; none where it is gone already."""
    left = [one for one in lines_of(opened.working, "unplaced") if one != sentence]
    write(visit, opened, deeds.write_list, seen, ("unplaced",), left)


def _ask(visit: Visit, opened: Opened, item: Item, lost: tuple[str, ...] = ()) -> Response:
    titles = {one.id: one.title for one in opened.around.view.items}
    naming = parts.named_by(opened.working, item.key)
    return visit.page(
        "soan-bo",
        status=409 if lost else 200,
        opened=opened,
        item=item,
        kind=kind_names()[item.kind],
        naming=[(opened.part_path(one.key), titles[one.id]) for one in naming],
        lost=lost,
        may=may_change(visit, opened),
    )


def _drop(visit: Visit, opened: Opened, item: Item, sent: Fields) -> Response:
    known = "mat" in sent
    try:
        write(visit, opened, deeds.drop_entry, seen_in(sent), item.key, lost_is_known=known)
    except CommentsLost as error:
        return _ask(visit, opened, item, error.comments)
    return go_to(f"{opened.path}#{item.kind}")
