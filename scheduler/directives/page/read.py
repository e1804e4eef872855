"""Files and pasted pages become a source: text, .docx, .pdf with a text layer, web page."""

import os
import re
from pathlib import Path

from scheduler.definition.foreign import marked_kind, packed_kind
from scheduler.directives.page import apart
from scheduler.directives.page.source import Source
from scheduler.errors import UnreadableFile, WhyUnreadable

MOST_BYTES = 30_000_000
OPENING = Path(__file__).with_name("opening.py")  # only run: its libraries are slow to import
_DEFINITION = re.compile(r"(?:\s|\ufeff|#.*\n|---)*campaign:[ \t]*[\w-]+\s")
_MIME = re.compile(rb"(?:[\w-]+: [^\r\n]*\r?\n[ \t]*)*MIME-Version:", re.I)
HEAD_OCTETS = 12_000  # of a text, where its stamps stand
OLDER = (
    "cp1258",
    "latin-1",
    "utf-16-le",
    "utf-16-be",
)  # the second shows letters of VNI and TCVN3 by their octets
_WEB = (b"<!doctype html", b"<html", b"<body", b"<head", b"<div", b"<p>", b"<table")

_FOREIGN = {
    "old word": WhyUnreadable.OLD_WORD,
    "sheet": WhyUnreadable.SHEET,
    "picture": WhyUnreadable.SCANNED,
    "packed": WhyUnreadable.PACKED,
    "database": WhyUnreadable.BROKEN,
}


def read(given: Path | str | bytes, *, name: str | None = None) -> Source:
    """The text of a file, or of bytes that came from one. Raises UnreadableFile.

    Text is decoded as UTF-8 (UTF-16 only with its mark); bytes that are none stand as U+FFFD. A file is
    known by its content, not by its name.
    """
    name = name or (_name(Path(given)) if not isinstance(given, bytes) else "directive.txt")
    data = given if isinstance(given, bytes) else _bytes(Path(given), name)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(name, WhyUnreadable.TOO_LARGE)
    if reason := _FOREIGN.get(marked_kind(data) or packed_kind(data)):
        raise UnreadableFile(name, reason)
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile(name, WhyUnreadable.OLD_WORD)
    if _MIME.match(data[:HEAD_OCTETS]):  # a mail, or a page with all its pictures in one file
        raise UnreadableFile(name, WhyUnreadable.BROKEN)
    for mark, kind in _READERS:
        if data[:1024].lstrip().startswith(mark):
            return _opened(kind, data, name)
    if any(tag in data[:3000].lower() for tag in _WEB):
        page = _opened("page", _decoded(data).encode("utf-8", "replace"), name)
        return Source(page.text, name, beside=_otherwise(data, page.text))
    return _text(data, name)


def _name(path: Path) -> str:
    """Its name as it can be printed: older machines and archives spell Vietnamese in octets of their own."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # a device has no size, and no end
    except OSError as error:
        raise UnreadableFile(name, WhyUnreadable.MISSING) from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _text(data: bytes, name: str) -> Source:
    text = _decoded(data)
    if not text.strip():
        raise UnreadableFile(name, WhyUnreadable.EMPTY)
    if _DEFINITION.match(text):
        raise UnreadableFile(name, WhyUnreadable.DEFINITION)
    # no database keeps a NUL; the mark in its place is as long, and read over as well
    beside = _otherwise(data, text)
    return Source(text.replace("\0", "\u200b"), name, damaged="\ufffd" in text, beside=beside)


def _otherwise(data: bytes, text: str) -> str:
    """The beginning as older encodings have it, where `text` is not it: we do not read them, but see a stamp."""
    if "\ufffd" not in text and "\0" not in text:
        return ""
    lines = re.sub(rb"<[^<>]{0,400}>", b"\n", data[:HEAD_OCTETS])
    return "\n".join(
        (data if "16" in name else lines)[:HEAD_OCTETS].decode(name, "ignore") for name in OLDER
    )


def _opened(kind: str, data: bytes, name: str) -> Source:
    """The text of a file of that kind, taken out by a process that may die of it. Raises UnreadableFile."""
    try:
        said = apart.run(OPENING, kind, data)
    except apart.NotOpened as error:
        raise UnreadableFile(name, _reason(error.word)) from error
    text, _nul, beside = said.partition("\0")
    return Source(text, name, beside=beside)


def _reason(word: str) -> WhyUnreadable:
    known = {reason.value for reason in WhyUnreadable}
    return WhyUnreadable(word) if word in known else WhyUnreadable.BROKEN


_READERS = ((b"%PDF", "pdf"), (b"PK\x03\x04", "word"), (b"PK\x05\x06", "word"))
