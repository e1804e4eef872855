"""The first page."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk.desk import HOME, Desk, Visit
from config.desk.visiting import Visiting
from scheduler.web.respond import READ


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(prefix=HOME, include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("", methods=READ)
    def home(visit: Annotated[Visit, visiting]) -> Response:
        return visit.page("trang-dau")

    return routes
