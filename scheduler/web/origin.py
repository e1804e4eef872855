"""What changes something is taken from our own pages only.

Browsers say where a form was sent from, and no page elsewhere can make them say otherwise: Sec-Fetch-Site (W3C Fetch
Metadata; only over https and loopback), before that Origin (RFC 6454). Who says neither is no page of ours.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from fastapi import Request

from scheduler.language import _
from scheduler.web.errors import Refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """A dependency of routes: lets through what reads, and what was sent from a page of this address.

    `base_url`: how people reach us where a proxy names another host. Raises Refusal (403).
    """

    def __init__(self, base_url: str = "") -> None:
        self._host = urlsplit(base_url).netloc.lower()

    async def __call__(self, request: Request) -> None:
        """As FastAPI calls it, before any of the body is read."""
        if request.method in SAFE:
            return
        if not is_same_origin(request.headers, own={self._host, request.headers.get("host", "")}):
            raise Refusal(403, say_elsewhere())


def is_same_origin(headers: Mapping[str, str], *, own: set[str]) -> bool:
    """Whether Sec-Fetch-Site says so or, where it is not sent, Origin names one of the hosts `own`.

    `headers` are looked up in lower case.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    host = headers.get("origin", "").partition("://")[2].lower()
    return bool(host) and host in own


def say_elsewhere() -> str:
    """That a form did not come from a page of ours, and what to do."""
    return _(
        "Yêu cầu không gửi từ trang này nên chưa làm gì. Đề nghị mở lại trang rồi bấm nút ở đó."
    )
