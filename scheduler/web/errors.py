"""What is answered where no page is, or one fails: a page to people, a sentence to programs.

Which of our errors is told how is handed in; what a request itself can be refused for is told here. Machines that
watch us or bring us something hear of a wrong address what the framework says.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from scheduler.errors import ThiDuaError
from scheduler.language import _
from scheduler.web import respond
from scheduler.web.templates import Templates

MESSAGES = Templates()


class Refusal(HTTPException):
    """Raised by a route instead of a page: `said`, and what to do next where that does not say it."""

    def __init__(self, status: int, said: str, advice: str = "") -> None:
        super().__init__(status, said)
        self.said = said
        self.advice = advice


Frame = Callable[[Request, Refusal], Awaitable[Response]]


@dataclass(frozen=True)
class Refusing:
    """How an application refuses.

    `told`: status and sentence of an error of ours. `machines`: how paths of what reads neither page nor sentence
    begin. `is_program`: whether at that path programs read, which get a sentence. `frames`: by a path, who makes
    the page there and below.
    """

    told: Callable[[ThiDuaError], tuple[int, str]]
    machines: tuple[str, ...] = ()
    is_program: Callable[[str], bool] = lambda _path: False
    rehearsal: bool = False
    frames: Mapping[str, Frame] = field(default_factory=dict)

    async def answer(self, request: Request, refusal: Refusal) -> Response:
        """The refusal as a page, or as a sentence."""
        path: str = request.scope[
            "path"
        ]  # not the whole address, which a stranger's Host is part of
        if self.is_machine(request) or self.is_program(path):
            return respond.plain(refusal.status_code, refusal.said, request.method)
        for start, frame in self.frames.items():
            if path == start or path.startswith(f"{start}/"):
                return await frame(request, refusal)
        html = message(refusal.said, refusal.advice, rehearsal=self.rehearsal)
        return respond.page(html, request.method, status=refusal.status_code)

    def is_machine(self, request: Request) -> bool:
        """Whether it comes from a machine that knows the framework's own answers."""
        return str(request.scope["path"]).startswith(self.machines)


def message(said: str, advice: str = "", *, rehearsal: bool) -> str:
    """A page that holds nothing but this."""
    return MESSAGES.render("tin", rehearsal=rehearsal, said=said, advice=advice)


def install(app: FastAPI, refusing: Refusing) -> None:
    """Let `app` answer so."""

    @app.exception_handler(HTTPException)
    async def refuse(request: Request, error: HTTPException) -> Response:
        if refusing.is_machine(request) and not isinstance(error, Refusal):
            return await http_exception_handler(request, error)
        answer = await refusing.answer(request, _as_refusal(error))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def refuse_values(request: Request, error: RequestValidationError) -> Response:
        return await refusing.answer(request, Refusal(422, say_unread()))

    @app.exception_handler(ThiDuaError)
    async def refuse_deed(request: Request, error: ThiDuaError) -> Response:
        return await refusing.answer(request, Refusal(*refusing.told(error)))

    @app.exception_handler(ClientDisconnect)
    async def nobody_left(request: Request, error: ClientDisconnect) -> Response:
        return Response(status_code=400)  # who left before the request was whole reads it no more

    @app.exception_handler(Exception)
    async def tell_fault(request: Request, error: Exception) -> Response:
        return await refusing.answer(request, Refusal(500, say_fault()))


def _as_refusal(error: HTTPException) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if error.status_code == 404:
        return nothing_here()
    said = say_not_taken() if error.status_code == 405 else say_unread()
    return Refusal(error.status_code, said)


def nothing_here() -> Refusal:
    """The one refusal of every address that leads nowhere."""
    return Refusal(
        404,
        _("Không có gì ở địa chỉ này."),
        _("Kiểm tra lại xem địa chỉ có bị cắt mất đoạn cuối không."),
    )


def say_not_taken() -> str:
    """What is said to a form that nothing at that address takes, as one of a page from before."""
    return _("Địa chỉ này không nhận yêu cầu vừa gửi. Đề nghị tải lại trang rồi thực hiện lại.")


def say_unread() -> str:
    """What is said to a request that is none."""
    return _("Yêu cầu vừa gửi không đọc được. Đề nghị tải lại trang rồi thực hiện lại.")


def say_fault() -> str:
    """What is said of a fault of ours."""
    return _("Máy chủ gặp lỗi. Chưa có gì mất; đề nghị thử lại sau ít phút.")
