"""The loopback Bot API over HTTP: /bot<token>/<method>, /file/bot<token>/<path> and /_control/…"""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.loopback import about, control, editing, line, params, receiving, sending
from tests.loopback.account import Account
from tests.loopback.envelope import BotApiError, accept, refuse, too_many
from tests.loopback.faults import Fault, FaultKind
from tests.loopback.params import Params
from tests.loopback.world import Loopback

Method = Callable[[Account, Params], Awaitable[object]]

METHODS: Final[dict[str, Method]] = {
    "getMe": about.get_me,
    "getChat": about.get_chat,
    "getChatMember": about.get_chat_member,
    "getChatAdministrators": about.get_chat_administrators,
    "leaveChat": about.leave_chat,
    "setMyCommands": about.set_my_commands,
    "getMyCommands": about.get_my_commands,
    "deleteMyCommands": about.delete_my_commands,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "getFile": receiving.get_file,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
}
BY_LOWER: Final = {name.lower(): name for name in METHODS}  # Telegram does not mind the case
LIMITED: Final = frozenset(
    {"sendMessage", "sendDocument", "sendPhoto", "editMessageText", "editMessageReplyMarkup"}
)
BEFORE: Final = {FaultKind.DROP_BEFORE: line.drop, FaultKind.STALL_BEFORE: line.stall}
AFTER: Final = {FaultKind.DROP_AFTER: line.drop, FaultKind.STALL_AFTER: line.stall}


def make_app(loopback: Loopback) -> Starlette:
    """The ASGI app. Runs under uvicorn only: faults of the line need its connection."""
    routes = [
        Route("/bot{token}/{method}", BotApi(loopback)),
        Route("/file/bot{token}/{path:path}", FileApi(loopback)),
        *control.routes(loopback),
    ]
    return Starlette(routes=routes)


class BotApi:
    """One method call: token, fault, limit, method, envelope; in this order."""

    def __init__(self, loopback: Loopback) -> None:
        self._loopback = loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        try:
            response = await self._answer(request)
        except BotApiError as error:
            response = _json(error.body(), error.code)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        account = self._loopback.account(request.path_params["token"])
        name = BY_LOWER.get(request.path_params["method"].lower())
        given = await params.read(request)
        fault = account.faults.take(name or "", given.chat_id)
        if fault is not None:
            early = await self._suffer(fault, request)
            if early is not None:
                return early
        if name is None:
            raise refuse(404, "method not found")
        self._limit(account, name, given)
        body = accept(await METHODS[name](account, given))
        if fault is not None and fault.kind in AFTER:
            await AFTER[fault.kind](request)
        return _json(body)

    async def _suffer(self, fault: Fault, request: Request) -> Response | None:
        """What a fault answers instead; None when the call goes on."""
        if fault.kind is FaultKind.LATENCY:
            await self._loopback.clock.sleep(fault.seconds)
        if fault.kind is FaultKind.BAD_GATEWAY:
            return HTMLResponse(fault.body, 502)
        if fault.kind is FaultKind.PAGE:
            return HTMLResponse(fault.body, fault.status)
        if fault.kind in BEFORE:
            await BEFORE[fault.kind](request)
            return Response(status_code=500)  # nobody is there to read it
        error = fault.error()
        if error is not None:
            raise error
        return None

    @staticmethod
    def _limit(account: Account, name: str, given: Params) -> None:
        if name not in LIMITED or given.chat_id is None:
            return
        wait = account.limits.admit(given.chat_id, now=account.clock.now())
        if wait:
            raise too_many(wait)


class FileApi:
    """The content of a file by the path getFile told."""

    def __init__(self, loopback: Loopback) -> None:
        self._loopback = loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        response = self._answer(request)
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        try:
            account = self._loopback.account(request.path_params["token"])
        except BotApiError as error:
            return _json(error.body(), error.code)
        file = account.files.at(request.path_params["path"])
        if file is None:
            return _json(refuse(404, "file not found").body(), 404)
        return Response(file.upload.content, media_type="application/octet-stream")


def _json(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")
