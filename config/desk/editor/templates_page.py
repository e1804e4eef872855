"""The templates to pick from: what each would bring into this campaign, used, left, or copied to be changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from config.desk.desk import DRAFTS, Desk, Visit, go_to
from config.desk.editor.opened import Opened, may_change, open_working
from config.desk.editor.parts import LOST, seen_in, write
from config.desk.forms import Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting.said import Telling
from scheduler.campaign.drafting.written import Part
from scheduler.campaign.editing import ready_made
from scheduler.campaign.editing.doing import Changed
from scheduler.campaign.editing.ready_made import Offered
from scheduler.definition.problems import DefinitionInvalid, Problem
from scheduler.errors import CommentsLost, UnknownReference
from scheduler.web.body import Fields
from scheduler.web.respond import READ

_USE, _LEAVE, _COPY = "dung", "thoi", "chep"
_DEEDS: dict[str, Callable[..., Changed]] = {
    _USE: ready_made.use,
    _LEAVE: ready_made.leave,
    _COPY: ready_made.copy_out,
}


@dataclass(frozen=True)
class Row:
    """A part of a template: what it is called and says, and whether an own one goes before it."""

    title: str
    says: tuple[str, ...]
    stands_aside: bool


def router(desk: Desk) -> APIRouter:
    """Where they are; in front of the forms of parts."""
    routes = APIRouter(prefix=DRAFTS + "/{draft_id:int}/soan", include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("/mau", methods=READ)
    def templates(draft_id: int, visit: Annotated[Visit, visiting]) -> Response:
        return _show(visit, open_working(visit, draft_id))

    @routes.post("/mau")
    def change(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        return _change(visit, open_working(visit, draft_id), sent)

    return routes


def _change(visit: Visit, opened: Opened, sent: Fields) -> Response:
    pressed = sent.get("viec", "")
    deed, _dot, name = pressed.partition(".")
    if deed not in _DEEDS:
        raise HTTPException(422)
    more = {} if deed == _LEAVE else {"installation": visit.desk.installation}
    known = LOST in sent
    try:
        write(visit, opened, _DEEDS[deed], seen_in(sent), name, lost_is_known=known, **more)
    except CommentsLost as error:
        return _show(visit, opened, pressed=pressed, lost=error.comments, status=409)
    except UnknownReference as error:
        raise HTTPException(404) from error
    return go_to(f"{opened.path}/mau?vua={name}#{name}")


def _show(
    visit: Visit,
    opened: Opened,
    *,
    pressed: str = "",
    lost: tuple[str, ...] = (),
    status: int = 200,
) -> Response:
    found: tuple[Offered, ...] = ()
    broken: tuple[Problem, ...] = ()
    try:
        found = ready_made.offered(visit.desk.installation, opened.working)
    except DefinitionInvalid as error:  # a file of the office, which it puts right itself
        broken = error.problems
    return visit.page(
        "soan-mau",
        status=status,
        opened=opened,
        may=may_change(visit, opened),
        offered=[(one, tuple(_rows(opened, one))) for one in found],
        broken=[f"{one.file}: {one.reason}" for one in broken],
        year=ready_made.year_of(opened.working.values),
        done=visit.request.query_params.get("vua", ""),
        pressed=pressed,
        lost=lost,
    )


def _rows(opened: Opened, one: Offered) -> Iterator[Row]:
    around = opened.around
    own = [Part(item.kind, item.key, item.values) for item in around.view.items]
    joining = [each.part for each in one.parts if not each.stands_aside]
    telling = Telling.of(
        [*own, *joining], around.installation, units=around.units, blocks=around.blocks
    )
    for each in one.parts:
        says = () if each.stands_aside else tuple(telling.says(each.part))
        yield Row(telling.title(each.part), says, each.stands_aside)
