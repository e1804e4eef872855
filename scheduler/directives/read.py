"""Files and pasted pages become a source: text, .docx, .pdf with a text layer, web page."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import docx
import pypdf
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from pypdf.errors import PyPdfError
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scheduler.directives.source import Source
from scheduler.errors import ThiDuaError

MOST_BYTES = 30_000_000
MOST_UNPACKED = 120_000_000
MOST_PAGES = 400
LEAST_LETTERS = 20  # a text layer with less is none

_BLOCKS = {
    "p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
    "footer", "ul", "ol", "blockquote", "pre", "title", "dd", "dt", "figure", "figcaption", "aside", "nav", "main",
}  # fmt: skip
_UNREAD = ("script", "style", "noscript", "template", "svg", "head")
_WEB = (b"<!doctype html", b"<html", b"<body", b"<head", b"<div", b"<p>", b"<table")


class Reason(Enum):
    """Why a file cannot be read."""

    MISSING = "missing"
    TOO_LARGE = "too large"
    BROKEN = "broken"  # the format says one thing, the content another
    LOCKED = "locked"  # a password is asked for
    SCANNED = "scanned"  # pages are pictures, there is no text layer
    EMPTY = "empty"
    OLD_WORD = "old word"  # .doc of Word 97-2003


@dataclass
class UnreadableFile(ThiDuaError):
    """A file that gives no text."""

    file: str
    reason: Reason


def read(given: Path | str | bytes, *, name: str | None = None) -> Source:
    """The text of a file, or of bytes that came from one. Raises UnreadableFile.

    Text is decoded as UTF-8 (UTF-16 only with its mark); bytes that are none stand as U+FFFD. A file is
    known by its content, not by its name.
    """
    name = name or (Path(given).name if not isinstance(given, bytes) else "directive.txt")
    data = given if isinstance(given, bytes) else _bytes(Path(given), name)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(name, Reason.TOO_LARGE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(name, Reason.OLD_WORD)
    for mark, opened in _READERS:
        if data[:1024].lstrip().startswith(mark):
            return Source(opened(data, name), name)
    if any(tag in data[:3000].lower() for tag in _WEB):
        return Source(_page(_decoded(data)), name)
    return _text(data, name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(name, Reason.TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(name, Reason.MISSING) from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _text(data: bytes, name: str) -> Source:
    text = _decoded(data)
    if not text.strip():
        raise UnreadableFile(name, Reason.EMPTY)
    return Source(text, name, damaged="\ufffd" in text)


def _pdf(data: bytes, name: str) -> str:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(name, Reason.LOCKED)
        pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
    ) as error:
        # pypdf raises all of these on files whose objects contradict each other.
        raise UnreadableFile(name, Reason.BROKEN) from error
    text = "\n".join(pages)
    if sum(letter.isalpha() for letter in text) < LEAST_LETTERS:
        raise UnreadableFile(name, Reason.SCANNED)
    return text


def _word(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(item.file_size for item in package.infolist()) > MOST_UNPACKED:
                raise UnreadableFile(name, Reason.TOO_LARGE)
        text = "\n".join(_document_lines(docx.Document(io.BytesIO(data))))
    except (zipfile.BadZipFile, PackageNotFoundError, ValueError, KeyError, SyntaxError) as error:
        raise UnreadableFile(name, Reason.BROKEN) from error
    if not text.strip():
        raise UnreadableFile(name, Reason.EMPTY)
    return text


def _document_lines(document: Document) -> list[str]:
    lines: list[str] = []
    for part in document.iter_inner_content():
        lines += _table_lines(part) if isinstance(part, Table) else part.text.split("\n")
    return lines


def _table_lines(table: Table) -> list[str]:
    """Two columns are a letterhead or signatures: cell by cell. More are a table: one line a row."""
    lines: list[str] = []
    for row in table.rows:
        cells = [cell.text.strip() for cell in row.cells]
        if len(cells) <= 2:
            lines += [line for cell in cells for line in cell.split("\n")]
        else:
            lines.append("| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |")
    return lines


def _page(html: str) -> str:
    """What a page shows, one line a block, the cells of a row between bars."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(list(_UNREAD))
    parts: list[str] = []
    if tree.root is not None:
        for node in tree.root.traverse(include_text=True):
            parts.append(_shown(node))
    return "".join(parts)


def _shown(node: LexborNode) -> str:
    if node.tag == "-text":
        return " ".join((node.text_content or "").split("\n"))
    if node.tag in ("td", "th"):
        return " | "
    return "\n" if node.tag in _BLOCKS else ""


_READERS: tuple[tuple[bytes, Callable[[bytes, str], str]], ...] = (
    (b"%PDF", _pdf),
    (b"PK\x03\x04", _word),
)
