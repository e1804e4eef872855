"""What a request brings, read no further than it may be long."""

import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.datastructures import Headers, ImmutableMultiDict, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from scheduler.errors import BodyTooBig
from scheduler.web.errors import Refusal, say_unread

DIGITS = 15  # of a length that could be meant
FORM_LIMIT = 64 * 1024  # octets; our largest forms fill a few kB
FIELDS = 20
LARGE_FORM_LIMIT = 512 * 1024  # of a person who writes texts, signed in
LARGE_FORM_FIELDS = 1000
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"

# A form is in UTF-8, as our pages are; other codecs can make what UTF-8 has not, as half a surrogate pair.
_CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)

Fields = ImmutableMultiDict[str, str]  # as sent, empty ones and repeated names too


@dataclass(frozen=True)
class SentFile:
    """A file among the fields of a form; its size in octets."""

    name: str
    size: int


async def read_body(request: Request, *, limit: int) -> bytes:
    """All of it, at most `limit` octets.

    Raises BodyTooBig: before the first octet when its Content-Length says so, else at the limit.
    """
    declared = request.headers.get("content-length", "0")
    if len(declared) > DIGITS or int(declared) > limit:
        raise BodyTooBig(limit)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise BodyTooBig(limit)
    return bytes(body)


async def read_form(
    request: Request, *, limit: int = FORM_LIMIT, fields: int = FIELDS
) -> dict[str, str]:
    """The fields as small forms send them, none of what is encoded otherwise. Raises BodyTooBig."""
    body = await read_body(request, limit=limit)
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=fields))
    except ValueError:
        return {}


async def read_fields(request: Request) -> Fields:
    """The fields of a large form, urlencoded or multipart; a dependency of routes, behind that of who asks.

    Raises BodyTooBig, and Refusal (422) for what is no form.
    """
    return await _fields(request, LARGE_FORM_LIMIT)


async def read_small_fields(request: Request) -> Fields:
    """The same of a form of a few lines, as anybody may send it."""
    return await _fields(request, FORM_LIMIT)


async def _fields(request: Request, limit: int) -> Fields:
    body = await read_body(request, limit=limit)
    parts = await parts_of(body, request.headers.get("content-type", URLENCODED))
    return ImmutableMultiDict([(name, value) for name, value in parts if isinstance(value, str)])


async def parts_of(body: bytes, content_type: str) -> list[tuple[str, str | SentFile]]:
    """Fields and files of a form in their order. Raises Refusal (422) for what is none."""
    try:
        if content_type.startswith(MULTIPART):
            return await _parts(body, content_type)
        return [*parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=LARGE_FORM_FIELDS
        )]  # fmt: skip
    except (ValueError, MultiPartException):
        raise Refusal(422, say_unread()) from None


async def _parts(body: bytes, content_type: str) -> list[tuple[str, str | SentFile]]:
    async def pieces() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(
        Headers({"content-type": _CHARSET.sub("", content_type)}),
        pieces(),
        max_files=LARGE_FORM_FIELDS,
        max_fields=LARGE_FORM_FIELDS,
        max_part_size=max(len(body), 1),
    )
    form = await parser.parse()
    try:
        return [
            (name, SentFile(v.filename or "", v.size or 0) if isinstance(v, UploadFile) else v)
            for name, v in form.multi_items()
        ]
    finally:
        await form.close()
