"""Files people send: judged by their content, kept under their content hash outside the web root, opened again."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from scheduler.errors import FileLost, FileTooBig, FileTypeRefused
from scheduler.store import file_folder
from scheduler.store.file_names import ENDINGS, NAME_LIMIT, OFFICE, OPEN_DOCUMENT, safe_name
from scheduler.text import cut

MOST_OCTETS = 20 * 1024 * 1024  # what a bot may fetch
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True)
class StoredFile:
    """A file already kept under its content hash."""

    content_hash: str
    name: str
    media_type: str
    octets: int


def store(content: bytes, *, name: str, folder: Path) -> StoredFile:
    """Keep `content` in `folder`, once however often it comes; what has no name is named by `name_for` later.

    Raises FileTooBig, FileTypeRefused.
    """
    require_size(len(content))
    kind = media_type(content, name)
    if kind is None:
        raise FileTypeRefused(cut(name, NAME_LIMIT))
    digest = hashlib.sha256(content).hexdigest()
    file_folder.put(folder, digest, content)
    return StoredFile(digest, safe_name(name, kind) if name else "", kind, len(content))


def open_kept(folder: Path | None, content_hash: str) -> BinaryIO:
    """What is kept under that hash, open for reading. Raises FileLost; its cause would tell the path."""
    if folder is None:
        raise FileLost("no folder")
    try:
        return file_folder.open_file(folder, content_hash)
    except OSError as error:
        raise FileLost(type(error).__name__) from None


def media_type(content: bytes, name: str) -> str | None:
    """What the content says it is; None for everything we do not take. The name decides only where
    the content leaves it open: one document within another, a locked one.
    """
    if content[4:8] == b"ftyp":
        return _photo(content)
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind(content, name.lower()) if callable(kind) else kind
    return None


def _photo(content: bytes) -> str | None:
    """An ISO media file: a photo as phones write them (HEIC, HEIF); None for films."""
    major, size = content[8:12], min(int.from_bytes(content[:4], "big"), 256)
    brands = {major, *(content[at : at + 4] for at in range(16, size, 4))}
    if major not in _HEIC | _HEIF:
        return None
    return "image/heic" if brands & _HEIC else "image/heif"


def _package(content: bytes, name: str) -> str | None:
    """A ZIP: an office document by what lies in it, else an archive; None for a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            declared = _declared(archive) if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None
    if declared.startswith(OPEN_DOCUMENT.encode()):
        kind = declared.decode("ascii", "replace").strip()
        return kind if kind in ENDINGS else None
    if any(one.startswith("word/") for one in names):
        return f"{OFFICE}wordprocessingml.document"
    if any(one.startswith("xl/") for one in names):
        return f"{OFFICE}spreadsheetml.sheet"
    if any(one.startswith("ppt/") for one in names):
        return f"{OFFICE}presentationml.presentation"
    return "application/zip"


def _declared(archive: zipfile.ZipFile) -> bytes:
    """What an OpenDocument says it is, which is never packed: nothing of a stranger is unpacked here.

    OpenDocument 1.3, part 2, 3.3.
    """
    member = archive.getinfo("mimetype")
    if member.compress_type != zipfile.ZIP_STORED:
        return b""
    with archive.open(member) as file:
        return file.read(80)


def _compound(content: bytes, name: str) -> str | None:
    """An OLE container: an old Office document by the streams its directory names, or a locked new one."""
    found = [kind for stream, kind in _STREAMS.items() if stream.encode("utf-16-le") in content]
    if not found and "EncryptedPackage".encode("utf-16-le") in content:
        found = ["application/msword", *(kind for kind in ENDINGS if kind.startswith(OFFICE))]
    if not found:
        return None  # an installer, a mail, a drawing
    named = (kind for kind in found if name.rpartition(".")[2] in ENDINGS[kind])
    return next(named, found[0])


def require_size(octets: int) -> None:
    """Raises FileTooBig for more than a bot may fetch."""
    if octets > MOST_OCTETS:
        raise FileTooBig(octets)


_HEIC = frozenset((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"))
_HEIF = frozenset((b"mif1", b"msf1"))
_STREAMS = {
    "WordDocument\0": "application/msword",
    "Workbook\0": "application/vnd.ms-excel",
    "Book\0": "application/vnd.ms-excel",
    "PowerPoint Document\0": "application/vnd.ms-powerpoint",
}
_Kind = str | Callable[[bytes, str], str | None]
_STARTS: dict[bytes, _Kind] = {
    b"%PDF-": "application/pdf",
    b"PK\x03\x04": _package,
    _OLE: _compound,
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"Rar!\x1a\x07": "application/vnd.rar",
    b"7z\xbc\xaf\x27\x1c": "application/x-7z-compressed",
    b"{\\rtf": "application/rtf",
}
