"""An invitation for a unit that nobody can be told for, drawn from the page that says so."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from config.desk.desk import DRAFTS, Desk, Visit
from config.desk.editor.opened import open_working
from config.desk.forms import Sent
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign import invitations
from scheduler.errors import UnknownUnit
from scheduler.posts import PostKind
from scheduler.store.organisation import find_unit
from scheduler.words import post


def router(desk: Desk) -> APIRouter:
    """Where one is drawn."""
    routes = APIRouter(include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.post(DRAFTS + "/{draft_id:int}/moi")
    def invite(draft_id: int, visit: Annotated[Visit, visiting], sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened, issuer = open_working(visit, draft_id), visit.visitor.issuer_id
        by, now, head = visit.visitor.signature, visit.desk.now, PostKind.HEAD
        with desk.installation.database.write(issuer) as session:
            try:
                unit = find_unit(session, sent.get("don_vi", ""), issuer_id=issuer)
            except UnknownUnit:
                raise HTTPException(404) from None
            made = invitations.make(session, unit, head, by=by, now=now)
        told = invitations.sentence(made, post.name(head))
        return visit.page("loi-moi", opened=opened, invited=made, told=told)

    return routes
