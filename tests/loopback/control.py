"""The hands of people and the orders of testers, over HTTP: POST JSON to /_control/<what>.

Every order may carry `token`; without it the only bot is meant. `user` and `forward` are a User object or an id.
"""

import base64
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.loopback import people
from tests.loopback.account import Account
from tests.loopback.chats import person
from tests.loopback.envelope import BotApiError, JsonDict
from tests.loopback.faults import Fault, FaultKind
from tests.loopback.params import Upload
from tests.loopback.world import Loopback

Act = Callable[[Account, JsonDict], object]


def routes(loopback: Loopback) -> list[Route]:
    control = Control(loopback)
    return [
        Route("/_control/sent", control.sent, methods=["GET"]),
        Route("/_control/answers", control.answers, methods=["GET"]),
        Route("/_control/refusals", control.refusals, methods=["GET"]),
        Route("/_control/{what}", control.act, methods=["POST"]),
    ]


class Control:
    """Reads of what happened, and acts by name."""

    def __init__(self, loopback: Loopback) -> None:
        self._loopback = loopback

    async def sent(self, request: Request) -> Response:
        """?from=N leaves out the first N messages; ?chat=ID keeps one chat."""
        chat = request.query_params.get("chat")
        seen = self._loopback.sent[int(request.query_params.get("from", 0)) :]
        return JSONResponse([s.as_json() for s in seen if chat in (None, str(s.chat))])

    async def answers(self, request: Request) -> Response:
        told = self._loopback.answers
        return JSONResponse([{**asdict(answer), "at": _iso(answer.at)} for answer in told])

    async def refusals(self, request: Request) -> Response:
        """How many calls each bot lost to the limits."""
        accounts = self._loopback.accounts.values()
        return JSONResponse({str(a.id): a.limits.refusals for a in accounts})

    async def act(self, request: Request) -> Response:
        """{"result": …}, or 400 with {"error": …} for an order that makes no sense."""
        what, order = request.path_params["what"], await request.json()
        try:
            if what == "refuse":
                self._loopback.shut_for(float(order["seconds"]))
                return JSONResponse({"result": True})
            account = self._loopback.account(order.pop("token", ""))
            result = ACTS[what](account, _with_user(order))
        except (LookupError, TypeError, ValueError, BotApiError) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, 400)
        return JSONResponse({"result": result})


def _with_user(order: JsonDict) -> JsonDict:
    people_by_id = {name: order[name] for name in ("user", "forward") if name in order}
    known = {name: person(id_) for name, id_ in people_by_id.items() if isinstance(id_, int)}
    return {**order, **known}


def _fault(account: Account, order: JsonDict) -> None:
    account.faults.order(Fault(**{**order, "kind": FaultKind(order["kind"])}))


def _upload(account: Account, order: JsonDict) -> int:
    content = base64.b64decode(order.pop("content"))
    mime = order.pop("mime", "application/octet-stream")
    file = Upload(order.pop("name", "file"), mime, content)
    return people.upload(account, order.pop("chat"), file, **order)


def _on(action: Callable[..., Any]) -> Act:
    """An act of people about one chat."""

    def act(account: Account, order: JsonDict) -> object:
        return action(account, order.pop("chat"), **order)

    return act


ACTS: dict[str, Act] = {
    "start": _on(people.start),
    "say": _on(people.say),
    "press": _on(people.press),
    "forge": _on(people.forge),
    "block": _on(people.block),
    "unblock": _on(people.unblock),
    "add_to_group": _on(people.add_to_group),
    "kick": _on(people.kick),
    "migrate": _on(people.migrate),
    "open_topic": _on(people.open_topic),
    "send": _on(people.send),
    "edit": _on(people.edit),
    "upload": _upload,
    "fault": _fault,
    "clear_faults": lambda account, order: account.faults.clear(),
    "repeat_updates": lambda account, order: account.updates.repeat(order.get("count", 1)),
    "reverse_updates": lambda account, order: account.updates.reverse(),
}


def _iso(instant: datetime) -> str:
    return instant.isoformat()
