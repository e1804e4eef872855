"""A form with one file in it (RFC 7578), read as it comes: in memory alone, once, and no further than it may be long.

The framework's own way writes large files to the disk, where what must not be stored would lie already.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from scheduler.errors import BodyTooBig
from scheduler.web.body import DIGITS, MULTIPART
from scheduler.web.errors import Refusal, say_unread

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks  # there for types alone

AROUND = 16 * 1024  # octets of what stands around file and fields
MOST_FIELDS = 10


@dataclass(frozen=True)
class Upload:
    """The file with the name that its sender gave it, both empty where none was chosen, and the other fields."""

    name: str
    content: bytes
    fields: Mapping[str, str]


async def read_upload(request: Request, *, limit: int) -> Upload:
    """What the form brings: at most one file, and `limit` octets of file and fields together.

    Raises BodyTooBig: before the first octet when its Content-Length says so, else at the limit; Refusal (422) for
    what is no such form; ClientDisconnect where the sender went away.
    """
    declared = request.headers.get("content-length", "0")
    if len(declared) > DIGITS or int(declared) > limit + AROUND:
        raise BodyTooBig(limit)
    form = _Form(request.headers.get("content-type", ""))
    length = 0
    async for piece in request.stream():
        length += len(piece)
        if length > limit + AROUND:
            raise BodyTooBig(limit)
        form.write(piece)
    return form.upload()


def upload_in(body: bytes, content_type: str) -> Upload:
    """What a form brings that is here already. Raises Refusal (422) for what is none."""
    form = _Form(content_type)
    form.write(body)
    return form.upload()


class _Form:
    """What was read so far. Raises Refusal (422) at what is no such form."""

    def __init__(self, content_type: str) -> None:
        self._parts: list[_Part] = []
        self._is_whole = False
        kind, options = parse_options_header(content_type)
        if kind.decode("latin-1") != MULTIPART:
            raise Refusal(422, say_unread())
        try:
            self._parser = MultipartParser(options.get(b"boundary", b""), self._callbacks)
        except FormParserError:
            raise Refusal(422, say_unread()) from None

    def write(self, piece: bytes) -> None:
        """A piece of the form."""
        try:
            self._parser.write(piece)
        except (FormParserError, ValueError):
            raise Refusal(422, say_unread()) from None

    @property
    def _callbacks(self) -> "MultipartCallbacks":
        """As the parser calls them: of octets, with where they begin and end in `data`."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._last.label(data[start:end]),
            "on_header_value": lambda data, start, end: self._last.value(data[start:end]),
            "on_header_end": lambda: self._last.end_header(),
            "on_part_data": lambda data, start, end: self._last.add(data[start:end]),
            "on_end": self._end,
        }

    @property
    def _last(self) -> "_Part":
        return self._parts[-1]

    def _begin(self) -> None:
        if len(self._parts) > MOST_FIELDS:
            raise FormParserError("too many")
        self._parts.append(_Part())

    def _end(self) -> None:
        self._is_whole = True

    def upload(self) -> Upload:
        """All of it.

        Raises Refusal (422) where its end is missing, there is more than one file or one without a name, or two fields
        have the same name: nobody would know which of them was read.
        """
        files = [part for part in self._parts if part.file_name is not None]
        names = [part.name for part in self._parts if part.file_name is None]
        nameless = any(part.file_name == "" and part.body.tell() for part in files)
        if not self._is_whole or len(files) > 1 or nameless or len(names) > len({*names}):
            raise Refusal(422, say_unread())
        chosen = next((part for part in files if part.file_name), None)
        return Upload(
            chosen.file_name or "" if chosen else "",
            chosen.body.getvalue() if chosen else b"",
            {
                part.name: part.body.getvalue().decode("utf-8", "replace")
                for part in self._parts
                if part.file_name is None
            },
        )


@dataclass
class _Part:
    """One field; `file_name` None: it is no file."""

    body: io.BytesIO = field(
        default_factory=io.BytesIO
    )  # hands its octets over without a second copy
    name: str = ""
    file_name: str | None = None
    _label: bytes = b""
    _value: bytes = b""

    def label(self, data: bytes) -> None:
        """A piece of the name of a header."""
        self._label += data

    def value(self, data: bytes) -> None:
        """A piece of what a header says."""
        self._value += data

    def end_header(self) -> None:
        """A header is whole."""
        if self._label.lower() == b"content-disposition":
            _kind, options = parse_options_header(self._value)
            self.name = options.get(b"name", b"").decode("utf-8", "replace")
            if b"filename" in options:
                whole = options[b"filename"].decode("utf-8", "replace")
                self.file_name = whole.replace("\\", "/").rpartition("/")[2]
        self._label = self._value = b""

    def add(self, data: bytes) -> None:
        """A piece of what it brings."""
        self.body.write(data)
