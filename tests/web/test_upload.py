"""A form with a file is read in memory alone, no further than it may be long."""

import tempfile
import tracemalloc

import httpx
import pytest
from fastapi import Request

from scheduler.errors import BodyTooBig
from scheduler.web.errors import Refusal
from scheduler.web.upload import AROUND, Upload, read_upload

Part = tuple[str, tuple[str | None, bytes]]


def form(*parts: Part, pieces: int = 1, declared: str | None = None, kind: str = "") -> "Sent":
    encoded = httpx.Request("POST", "http://x", files=list(parts))
    body = encoded.read()
    size = -(-len(body) // pieces) or 1
    cut = [body[at : at + size] for at in range(0, len(body), size)]
    headers = {"content-type": kind or encoded.headers["content-type"]}
    return Sent(cut, headers | ({"content-length": declared} if declared else {}))


class Sent:
    """A request in pieces, and how many of them were asked for."""

    def __init__(self, pieces: list[bytes], headers: dict[str, str]) -> None:
        self._pieces = iter(pieces)
        self.taken = 0
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": "POST", "path": "/", "headers": raw}
        self.request = Request(scope, self._receive)

    async def _receive(self) -> dict[str, object]:
        piece = next(self._pieces, b"")
        self.taken += bool(piece)
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}


FILE: Part = ("tep", ("Chỉ thị số 5.docx", b"PK\x03\x04" + bytes(range(256)) * 40))
TEXT: Part = ("noi_dung", (None, "Đợt 1\r\nĐợt 2".encode()))


@pytest.mark.parametrize("pieces", [1, 2, 7, 5000])
async def test_file_and_fields_arrive_as_they_were_sent(pieces: int) -> None:
    found = await read_upload(form(FILE, TEXT, pieces=pieces).request, limit=100_000)
    name, content = FILE[1]
    assert found == Upload(str(name), content, {"noi_dung": "Đợt 1\r\nĐợt 2"})


async def test_no_file_chosen_is_no_file() -> None:
    empty = b'--b\r\nContent-Disposition: form-data; name="tep"; filename=""\r\n\r\n\r\n'
    text = b'--b\r\nContent-Disposition: form-data; name="noi_dung"\r\n\r\na\r\n--b--\r\n'
    headers = {"content-type": "multipart/form-data; boundary=b"}
    found = await read_upload(Sent([empty + text], headers).request, limit=100)
    assert (found.name, found.content, len(found.fields)) == ("", b"", 1)


@pytest.mark.parametrize("name", ["C:\\Users\\a\\kh.pdf", "../../etc/kh.pdf", "/tmp/kh.pdf"])
async def test_name_is_without_folders(name: str) -> None:
    assert (await read_upload(form(("tep", (name, b"x"))).request, limit=9)).name == "kh.pdf"


@pytest.mark.parametrize("declared", [str(5000 + AROUND + 1), "9" * 400])
async def test_file_announced_as_too_large_is_not_read(declared: str) -> None:
    sent = form(FILE, declared=declared)
    with pytest.raises(BodyTooBig):
        await read_upload(sent.request, limit=5000)
    assert sent.taken == 0


async def test_file_that_grows_too_large_is_read_no_further() -> None:
    sent = form(("tep", ("a.txt", b"x" * 400_000)), pieces=40)
    with pytest.raises(BodyTooBig):
        await read_upload(sent.request, limit=100_000)
    assert 10 <= sent.taken <= 13


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data", "multipart/form-data; boundary=abc", "x" * 99]
)
async def test_what_is_no_form_is_refused(kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        await read_upload(form(FILE, kind=kind).request, limit=100_000)
    assert refused.value.status_code == 422


@pytest.mark.parametrize("count", [2, 12])
async def test_several_files_are_refused(count: int) -> None:
    with pytest.raises(Refusal):
        await read_upload(form(*[FILE] * count).request, limit=1_000_000)


async def test_half_a_form_is_refused() -> None:
    whole = form(FILE, pieces=4)
    pieces = list(whole._pieces)[:3]
    with pytest.raises(Refusal):
        await read_upload(Sent(pieces, dict(whole.request.headers)).request, limit=100_000)


async def test_nothing_is_written_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    large: Part = ("tep", ("a.pdf", b"%PDF" + bytes(5_000_000)))
    assert (
        len((await read_upload(form(large, pieces=90).request, limit=6_000_000)).content)
        == 5_000_004
    )


async def test_file_is_held_once() -> None:
    sent = form(("tep", ("a.pdf", bytes(8_000_000))), pieces=200)
    tracemalloc.start()
    try:
        found = await read_upload(sent.request, limit=9_000_000)
        _held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.content) == 8_000_000 and most < 12_000_000
