"""What every answer wears, whichever page or feed made it: plain ASGI, for each poll of a feed passes here."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scheduler import language


class Dress:
    """Chooses the language asked for, and adds headers that the answer does not have itself.

    `more` are made for each answer.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        headers: Mapping[str, str],
        more: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._app = app
        self._headers = _raw(headers)
        self._more = more

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI calls it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _value in message["headers"]}
                added = [*self._headers, *_raw(self._more())]
                message["headers"] += [one for one in added if one[0] not in given]
            await send(message)

        language.choose(_asked(scope["query_string"]))
        await self._app(scope, receive, dressed)


def _asked(query: bytes) -> str:
    if b"lang" not in query:
        return "vi"
    return parse_qs(query.decode("latin-1")).get("lang", ["vi"])[-1]


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
