"""What a request brings is read no further than it may be long."""

from collections.abc import AsyncIterator

import pytest
from fastapi import Request

from scheduler.errors import BodyTooBig
from scheduler.web.body import SentFile, parts_of, read_body, read_fields, read_form
from scheduler.web.errors import Refusal


class Brought:
    """A body in pieces, and how many of them were asked for."""

    def __init__(self, *pieces: bytes, declared: str | None = None) -> None:
        self._pieces = self._each(pieces)
        self.taken = 0
        length = [] if declared is None else [(b"content-length", declared.encode())]
        scope = {"type": "http", "method": "POST", "path": "/", "headers": length}
        self.request = Request(scope, self._receive)

    async def _each(self, pieces: tuple[bytes, ...]) -> AsyncIterator[bytes]:
        for piece in pieces:
            self.taken += 1
            yield piece

    async def _receive(self) -> dict[str, object]:
        piece = await anext(self._pieces, b"")
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}


async def test_body_that_fits_is_read_whole() -> None:
    assert await read_body(Brought(b"12", b"345", declared="5").request, limit=5) == b"12345"


@pytest.mark.parametrize("declared", ["6", "1500000000", "9" * 400])
async def test_body_announced_as_too_long_is_not_read(declared: str) -> None:
    brought = Brought(b"123456", declared=declared)
    with pytest.raises(BodyTooBig):
        await read_body(brought.request, limit=5)
    assert brought.taken == 0


async def test_body_that_grows_too_long_is_read_no_further() -> None:
    brought = Brought(b"123", b"456", b"789")
    with pytest.raises(BodyTooBig):
        await read_body(brought.request, limit=5)
    assert brought.taken == 2


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"ten=H%E1%BB%93ng+An&so=1", {"ten": "Hồng An", "so": "1"}),
        (b"", {}),
        (b"\xff=%FF", {"\ufffd": "\ufffd"}),
        (b"&".join(b"a%d=1" % n for n in range(30)), {}),
    ],
)
async def test_form_is_read_as_our_pages_send_it(body: bytes, fields: dict[str, str]) -> None:
    assert await read_form(Brought(body).request) == fields


async def test_large_form_keeps_empty_fields_and_repeated_names() -> None:
    fields = await read_fields(Brought(b"a=1&a=2&b=").request)
    assert (fields.getlist("a"), fields.getlist("b"), fields.getlist("c")) == (["1", "2"], [""], [])


MULTIPART = "multipart/form-data; boundary=xx"
PARTS = (
    b'--xx\r\nContent-Disposition: form-data; name="ten"\r\n\r\nS\xe1\xbb\x9f\r\n'
    b'--xx\r\nContent-Disposition: form-data; name="tep"; filename="KH.docx"\r\n\r\n12345\r\n--xx--\r\n'
)


async def test_parts_of_a_form_are_fields_and_files() -> None:
    assert await parts_of(PARTS, MULTIPART) == [("ten", "Sở"), ("tep", SentFile("KH.docx", 5))]


@pytest.mark.parametrize("body", [b"", b"nothing", PARTS[:60]])
async def test_broken_multipart_is_refused(body: bytes) -> None:
    for kind in (MULTIPART, "multipart/form-data"):
        try:
            assert await parts_of(body, kind) in ([], [("ten", "")])
        except Refusal as refusal:
            assert refusal.status_code == 422


async def test_more_fields_than_any_page_has_are_refused() -> None:
    with pytest.raises(Refusal):
        await parts_of(b"&".join(b"a=1" for _n in range(1001)), "application/x-www-form-urlencoded")
