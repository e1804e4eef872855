"""The language a request asks for with `?lang`: chosen once, spoken by whatever answers."""

from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from scheduler import language


class ChooseLanguage:
    """Chooses the language asked for, Vietnamese where none is; plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI calls it."""
        if scope["type"] == "http":
            language.choose(_asked(scope["query_string"]))
        await self._app(scope, receive, send)


def _asked(query: bytes) -> str:
    if b"lang" not in query:
        return "vi"
    return parse_qs(query.decode("latin-1")).get("lang", ["vi"])[-1]
