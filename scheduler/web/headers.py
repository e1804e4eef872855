"""Headers every answer has, whichever page or feed made it: plain ASGI, for each poll of a feed passes here."""

from collections.abc import Callable, Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Of what is no page: nothing may be loaded, nobody may be told where the reader came from.
EVERY = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
# Of a page: nothing from elsewhere, no script, no style inside the page; our own style sheets and icon only.
PAGE = EVERY | {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-store",
}
# Of a page with forms: with no referrer at all a browser sends "Origin: null" along with a form.
FORMS = PAGE | {"Referrer-Policy": "same-origin"}
# Of what a program fetches at a secret address.
PRIVATE = EVERY | {"Cache-Control": "private, no-cache"}
STATIC = EVERY | {"Cache-Control": "public, max-age=86400"}


class AddHeaders:
    """Adds `headers`, and `more` made for each answer, where the answer does not have them itself."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        headers: Mapping[str, str] = EVERY,
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

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _value in message["headers"]}
                added = [*self._headers, *_raw(self._more())]
                message["headers"] += [one for one in added if one[0] not in given]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
