"""Signing in and out."""

from fastapi import APIRouter, FastAPI, Request, Response

from config.desk.desk import HOME, Desk, go_to
from config.desk.visiting import SignInNeeded
from scheduler.web.respond import READ

WAY_IN = f"{HOME}/vao"


def router(desk: Desk) -> APIRouter:
    """The page that asks for name and password."""
    routes = APIRouter(prefix=HOME, include_in_schema=False)

    @routes.api_route("/vao", methods=READ)
    def ask(request: Request) -> Response:
        return desk.show(request, "vao")

    return routes


def install(app: FastAPI) -> None:
    """Lead who is not signed in to where that is done."""

    @app.exception_handler(SignInNeeded)
    async def lead(request: Request, error: SignInNeeded) -> Response:
        return go_to(WAY_IN)
