"""What is answered where no route answers, or one fails: a page to people, a sentence to programs.

Who watches us and who brings us updates hears of a wrong address what the framework says.
"""

from collections.abc import Callable, Mapping
from functools import partial
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from bots.telegram.hearing.routes import PATH as HOOK
from calendars.pages.answers import dressed, language_of, notice
from config.answers import answer
from scheduler import language
from scheduler.errors import ThiDuaError
from scheduler.language import _
from scheduler.web.respond import plain, say_nothing_here

MACHINES = ("/healthz", "/readyz", f"{HOOK}/")
Headers = Mapping[str, str]
Tell = Callable[..., Response]
NONE: Headers = {}


def install(app: FastAPI, *, zone: ZoneInfo, rehearsal: bool) -> None:
    """Let `app` answer so; moments are told in `zone`."""
    tell = partial(_tell, rehearsal=rehearsal)
    _install_refusals(app, tell)
    _install_faults(app, tell, zone)


def _install_refusals(app: FastAPI, tell: Tell) -> None:
    """What the framework refuses: no such address, not in this way, not with these values."""

    @app.exception_handler(HTTPException)
    async def refuse(request: Request, error: HTTPException) -> Response:
        if _is_machine(request):
            return await http_exception_handler(request, error)
        with language.use(language_of(request)):
            status, headers = error.status_code, error.headers or NONE
            kind = "unknown" if status == 404 else "refused"
            return tell(request, status, _say_refused(status), kind=kind, headers=headers)

    @app.exception_handler(RequestValidationError)
    async def refuse_values(request: Request, error: RequestValidationError) -> Response:
        with language.use(language_of(request)):
            return tell(request, 422, _say_refused(422))


def _install_faults(app: FastAPI, tell: Tell, zone: ZoneInfo) -> None:
    """What goes wrong on the way: an error of ours, a client that left, a fault nobody knew."""

    @app.exception_handler(ThiDuaError)
    async def refuse_deed(request: Request, error: ThiDuaError) -> Response:
        with language.use(language_of(request)):
            told = answer(error, zone=zone)
            return tell(request, told.status, told.text)

    @app.exception_handler(ClientDisconnect)
    async def nobody_left(request: Request, error: ClientDisconnect) -> Response:
        return Response(status_code=400)  # who left before the request was whole reads it no more

    @app.exception_handler(Exception)
    async def tell_fault(request: Request, error: Exception) -> Response:
        with language.use(language_of(request)):
            return tell(request, 500, _say_fault())


def _tell(
    request: Request,
    status: int,
    said: str,
    *,
    rehearsal: bool,
    kind: str = "refused",
    headers: Headers = NONE,
) -> Response:
    if _is_feed(request) or _is_machine(request):
        told = plain(status, said, request.method)
        response = Response(told.body, told.status, told.headers)
    else:
        response = dressed(notice(kind, said, rehearsal=rehearsal), status, request)
    response.headers.update(headers)
    return response


def _path(request: Request) -> str:
    path: str = request.scope["path"]  # not the whole address, which a stranger's Host is part of
    return path


def _is_machine(request: Request) -> bool:
    return _path(request).startswith(MACHINES)


def _is_feed(request: Request) -> bool:
    return _path(request).rstrip("/").endswith(".ics")


def _say_refused(status: int) -> str:
    """What a request hears that no route takes: a stranger's, or one of a page from before."""
    if status == 404:
        return say_nothing_here()
    if status == 405:
        return _("Địa chỉ này không nhận yêu cầu vừa gửi. Hãy tải lại trang rồi làm lại.")
    return _("Yêu cầu vừa gửi không đọc được. Hãy tải lại trang rồi làm lại.")


def _say_fault() -> str:
    """What is said of a fault of ours."""
    return _("Máy chủ gặp lỗi. Chưa có gì mất; hãy thử lại sau ít phút.")
