"""What a request brings, read no further than it may be long."""

from collections.abc import AsyncIterable

from scheduler.errors import BodyTooBig
from scheduler.language import _

DIGITS = 15  # of a length that could be meant


async def read_body(pieces: AsyncIterable[bytes], *, declared: str | None, limit: int) -> bytes:
    """All of it, at most `limit` octets.

    Raises BodyTooBig: before the first octet when `declared`, its Content-Length, says so, else at the limit.
    """
    if declared is not None and (len(declared) > DIGITS or int(declared) > limit):
        raise BodyTooBig(limit)
    body = bytearray()
    async for piece in pieces:
        body += piece
        if len(body) > limit:
            raise BodyTooBig(limit)
    return bytes(body)


def say_too_big(limit: int) -> str:
    """How long it may be, and what to do."""
    return _("Nội dung gửi lên dài quá, tối đa {kilobytes} kB. Hãy rút ngắn rồi gửi lại.").format(
        kilobytes=limit // 1024
    )
