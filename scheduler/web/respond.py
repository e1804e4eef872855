"""How pages and feeds are answered over HTTP (RFC 9110); a feed by what the client holds already."""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property

from fastapi import Response

from scheduler.web.headers import FORMS, PAGE, PRIVATE

READ = ["GET", "HEAD"]
GZIPPED = "-gzip"

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_CODING = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q=([\d.]+)\s*)?")


@dataclass(frozen=True)
class Version:
    """What a client may already hold: `etag` without quotes, `last_modified` aware."""

    etag: str
    last_modified: datetime


class Document:
    """The bytes of a feed and which version they are; compressed once, when first asked for."""

    def __init__(self, plain: bytes, *, last_modified: datetime) -> None:
        self.plain = plain
        self.version = Version(etag_of(plain), last_modified)

    @cached_property
    def gzipped(self) -> bytes:
        # without the time, which would make the same document different bytes
        return gzip.compress(self.plain, 6, mtime=0)


def etag_of(plain: bytes) -> str:
    """ETag of these bytes, without quotes: the start of their SHA-256, so the same document is the same tag."""
    return hashlib.sha256(plain).hexdigest()[:32]


def respond(
    method: str,
    headers: Mapping[str, str],
    known: Version,
    document: Callable[[], Document],
    *,
    filename: str,
) -> Response:
    """Answer to a GET or HEAD for a feed at version `known`; `document` is called only when its bytes are needed.

    `headers` must be looked up in lower case. If-None-Match wins over If-Modified-Since (RFC 9110 13.2.2), which
    is ignored when malformed; nothing else of the request matters but Accept-Encoding. `filename` is ASCII.
    """
    gzipped = accepts_gzip(headers.get("accept-encoding", ""))
    if is_current(headers, known):
        return Response(status_code=304, headers=_validators(known, gzipped=gzipped))
    found = document()
    body = found.gzipped if gzipped else found.plain
    sent = _validators(found.version, gzipped=gzipped) | {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": f'inline; filename="{filename}"',
        "Content-Length": str(len(body)),
    }
    if gzipped:
        sent["Content-Encoding"] = "gzip"
    return Response(b"" if method == "HEAD" else body, 200, sent)


def page(html: str, method: str, *, status: int = 200, forms: bool = False) -> Response:
    """`html`, which may have `forms`; nobody keeps a copy. A HEAD gets the headers of the GET and no body."""
    return _whole(html.encode(), "text/html", FORMS if forms else PAGE, method, status)


def plain(status: int, sentence: str, method: str) -> Response:
    """A sentence instead of a feed, for who reads the log of a calendar program."""
    return _whole(sentence.encode() + b"\n", "text/plain", PRIVATE, method, status)


def _whole(
    body: bytes, kind: str, headers: Mapping[str, str], method: str, status: int
) -> Response:
    sent = {
        **headers,
        "Content-Type": f"{kind}; charset=utf-8",
        "Content-Length": str(len(body)),
    }
    return Response(b"" if method == "HEAD" else body, status, sent)


def _validators(version: Version, *, gzipped: bool) -> dict[str, str]:
    """Headers every answer about this version carries; the compressed form has a tag of its own."""
    return PRIVATE | {
        "ETag": f'"{version.etag}{GZIPPED if gzipped else ""}"',
        "Last-Modified": format_datetime(version.last_modified.astimezone(UTC), usegmt=True),
        "Vary": "Accept-Encoding",
    }


def is_current(headers: Mapping[str, str], version: Version) -> bool:
    """Whether the client holds `version`: any tag it names, weakly compared, else its date (RFC 9110 13.1)."""
    asked = headers.get("if-none-match")
    if asked is not None:
        tags = {tag.removesuffix(GZIPPED) for tag in _TAG.findall(asked)}
        return asked.strip() == "*" or version.etag in tags
    since = _http_date(headers.get("if-modified-since", ""))
    return since is not None and version.last_modified.replace(microsecond=0) <= since


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether gzip is named, or "*", with a weight above zero (RFC 9110 12.5.3)."""
    weights = {}
    for part in accept_encoding.lower().split(","):
        if found := _CODING.fullmatch(part):
            weights[found[1]] = _weight(found[2])
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _weight(text: str | None) -> float:
    try:
        return 1.0 if text is None else float(text)
    except ValueError:
        return 0.0


def _http_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
