"""A request made in place of another one, through the whole application."""

import logging
from dataclasses import dataclass

from fastapi import Request, Response
from starlette.types import Message

log = logging.getLogger(__name__)

KEPT = (b"cookie", b"host", b"user-agent", b"accept-language")


@dataclass(frozen=True)
class Again:
    """A form to be sent; `path` may have a query."""

    path: str
    content_type: str
    body: bytes


async def ask(request: Request, again: Again) -> Response:
    """What the application that `request` came to answers to a POST from a page of its own, by the same person."""
    path, _mark, query = again.path.partition("?")
    headers = [one for one in request.headers.raw if one[0] in KEPT]
    headers += [
        (b"content-type", again.content_type.encode("latin-1")),
        (b"content-length", str(len(again.body)).encode()),
        (b"sec-fetch-site", b"same-origin"),
    ]
    same = ("type", "asgi", "http_version", "scheme", "client", "server")
    scope = {name: request.scope[name] for name in same if name in request.scope} | {
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": headers,
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": again.body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    try:
        await request.app(scope, receive, send)
    except Exception:  # the application has told it to who asks, and raises it for the log
        if not sent:
            raise
        log.exception("a form that was sent again failed")
    answer = Response(b"".join(one.get("body", b"") for one in sent), sent[0]["status"])
    answer.raw_headers = list(sent[0]["headers"])
    return answer
