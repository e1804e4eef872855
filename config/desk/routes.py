"""The desk over HTTP: every part of it at its address below /ban."""

from fastapi import APIRouter, Depends, FastAPI

from config.desk import board, home
from config.desk.campaign import on_request, one_time, other_year, revisions, times
from config.desk.desk import STYLE, Desk
from config.desk.documents import document_page, kept_documents, uploads
from config.desk.drafts import drafts, editing, review
from config.desk.editor import (
    anniversaries,
    beginning,
    catching_up,
    deciding,
    difference,
    head,
    history_page,
    inviting,
    leaving,
    overview,
    parts,
    rehearsal_page,
    rehearsed_messages,
    templates_page,
    yaml_page,
)
from config.desk.entrance import accounts, kept, own, signing_in
from config.desk.units import bringing, earlier, lists, one_unit, units_page
from scheduler.web import numbers, static
from scheduler.web.below import RedirectBelow
from scheduler.web.origin import SameOrigin

PARTS = (
    signing_in,
    own,
    kept,
    accounts,
    home,
    kept_documents,
    uploads,
    document_page,
    drafts,
    review,
    editing,
    beginning,
    overview,
    anniversaries,
    head,
    history_page,
    leaving,
    templates_page,
    yaml_page,
    rehearsal_page,
    rehearsed_messages,
    parts,  # behind what else lies below "/soan"
    difference,
    deciding,
    catching_up,
    inviting,
    board,
    bringing,
    earlier,
    lists,
    on_request,
    one_time,
    units_page,
    one_unit,  # behind what else lies below "/don-vi"
    other_year,
    revisions,
    times,
)


def install(app: FastAPI, desk: Desk) -> None:
    """Add the desk to `app`."""
    if desk.root:
        app.add_middleware(RedirectBelow, root=desk.root)
    numbers.install()
    own = Depends(SameOrigin(desk.installation.base_url))
    routes = APIRouter(include_in_schema=False, dependencies=[own])
    for part in PARTS:
        routes.include_router(part.router(desk))
    app.include_router(static.router([STYLE, board.OWN_STYLE]))
    app.include_router(routes)
    signing_in.install(app, desk)
