"""The webhook: Telegram brings updates to an address a lane, with a secret in the header."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence

from fastapi import APIRouter, Request, Response

from bots.telegram.hearing.poller import as_update
from scheduler.store.inbox import Update
from scheduler.web.body import read_body

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT = 1 << 20  # octets; Telegram's own are far smaller
PATH = "/telegram"

Keep = Callable[[Sequence[Update]], Awaitable[None]]


def address(base_url: str, lane: str) -> str:
    """Where Telegram brings the updates of `lane`."""
    return f"{base_url}{PATH}/{lane}"


def router(lanes: Mapping[str, Keep], *, secret: str) -> APIRouter:
    """Takes updates for these lanes; 200 says that they are in the database.

    Without the secret there is nothing here (404), whatever lane is named. Raises BodyTooBig.
    """
    routes = APIRouter()

    @routes.post(PATH + "/{lane}")
    async def hear(lane: str, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        keep = lanes.get(lane)
        # compared before anything is said about the lane
        if not hmac.compare_digest(given.encode(), secret.encode()) or keep is None:
            return Response(status_code=404)
        body = await read_body(request, limit=BODY_LIMIT)
        update = await asyncio.to_thread(_update, body)
        if update is None:
            return Response(status_code=400)
        await keep([update])
        return Response(status_code=200)

    return routes


def _update(body: bytes) -> Update | None:
    try:
        return as_update(json.loads(body))
    except (ValueError, RecursionError):
        return None
