"""How a page is answered: its headers, its language, and the pages that are no calendar."""

from fastapi import Request, Response

from calendars.pages.paper import POLICY, page
from calendars.pages.reader import Reader

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
READ = ["GET", "HEAD"]

Html = str | None


def language_of(request: Request) -> str:
    """The language a page is asked for in."""
    return request.query_params.get("lang", "vi")


def found(html: Html, request: Request, *, rehearsal: bool, referrer: str = "") -> Response:
    """`html`, where there is any; else the one page of what is not there, whatever was asked for."""
    if html is None:
        return dressed(notice("unknown", rehearsal=rehearsal), 404, request)
    return dressed(html, 200, request, referrer=referrer)


def refusal(reader: Reader | None, request: Request, *, rehearsal: bool) -> Response | None:
    """What is answered at an address that leads nowhere, or no more; None where it holds."""
    if reader is None:
        return found(None, request, rehearsal=rehearsal)
    if reader.link is not None and reader.link.revoked:
        return dressed(notice("revoked", rehearsal=rehearsal), 410, request)
    return None


def notice(told: str, said: str = "", *, rehearsal: bool) -> str:
    """A page without a calendar: that of a revoked link, of an unknown one, or a sentence of its own."""
    return page("tin", reader=None, rehearsal=rehearsal, told=told, said=said)


def dressed(html: str, status: int, request: Request, *, referrer: str = "") -> Response:
    """`html` as it is sent; `referrer` for pages with forms, whose origin the browser would hide else."""
    body = html.encode()
    headers = HEADERS | {"Content-Length": str(len(body))}
    if referrer:
        headers["Referrer-Policy"] = referrer
    empty = request.method == "HEAD"
    return Response(b"" if empty else body, status, headers, "text/html; charset=utf-8")
