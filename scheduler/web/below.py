"""Redirects where a proxy serves us below a path of its own: plain ASGI."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class RedirectBelow:
    """Puts `root`, without a slash at the end, before the paths that answers lead to."""

    def __init__(self, app: ASGIApp, *, root: str) -> None:
        self._app = app
        self._root = root.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI calls it."""

        async def send_below(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    (name, self._root + value if _leads(name, value) else value)
                    for name, value in message["headers"]
                ]
            await send(message)

        await self._app(scope, receive, send_below)


def _leads(name: bytes, value: bytes) -> bool:
    return name == b"location" and value.startswith(b"/") and not value.startswith(b"//")
