"""What a request brings, read no further than it may be long."""

from urllib.parse import parse_qsl

from fastapi import Request

from scheduler.errors import BodyTooBig

DIGITS = 15  # of a length that could be meant
FORM_LIMIT = 64 * 1024  # octets; our largest forms fill a few kB
FIELDS = 20


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
    """The fields as our pages send them; none of what is encoded otherwise. Raises BodyTooBig."""
    body = await read_body(request, limit=limit)
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=fields))
    except ValueError:
        return {}
