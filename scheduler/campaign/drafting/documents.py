"""Documents that definitions are made from, kept as evidence: the octets as they came, and the text as it was read."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import Session, col, select

from scheduler.directives.head import secrecy
from scheduler.directives.page.source import Source
from scheduler.errors import (
    DocumentAltered,
    Fault,
    FaultKind,
    FileLost,
    LedgerBroken,
    NotKept,
    UnknownDocument,
)
from scheduler.happenings import Happening
from scheduler.store import file_folder, files, ledger
from scheduler.store.file_names import NAME_LIMIT
from scheduler.store.tables import Document, LedgerEntry
from scheduler.text import cut

BLOCK = 1024 * 1024  # octets read at once
_TEXT = cast("QueryableAttribute[str]", Document.text)


@dataclass(frozen=True)
class KeptFile:
    """Octets that lie in the folder of kept files already, with what was read in them. Made by `keep` only."""

    content_hash: str
    size: int
    source: Source


@dataclass(frozen=True)
class Received:
    """A document, and whether it was not kept before."""

    document: Document
    is_new: bool


def digest_of(content: bytes) -> str:
    """The hash that documents are known by: SHA-256, in hex."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes, source: Source, *, folder: Path) -> KeptFile:
    """Put the octets of an open document into the folder; no session is needed, nor should one wait for the disk.

    What no document ends up owning is removed with the other files of nobody. Raises SecretDocument before anything
    is written, and NotKept.
    """
    secrecy.require_open(source)
    digest = digest_of(content)
    try:
        file_folder.put(folder, digest, content)
    except OSError as error:
        raise NotKept(type(error).__name__) from error
    return KeptFile(digest, len(content), source)


def receive(
    session: Session, kept: KeptFile, *, issuer_id: str, by: str, now: datetime
) -> Received:
    """The document of these octets, with its line in the ledger; the same octets of one issuer are one document.

    One that was kept before stays as it was read then: offsets of quotes count its text.
    """
    found = session.exec(
        select(Document).where(
            Document.issuer_id == issuer_id, Document.content_hash == kept.content_hash
        )
    ).first()
    if found is not None:
        return Received(found, is_new=False)
    document = Document(
        issuer_id=issuer_id,
        content_hash=kept.content_hash,
        name=cut(kept.source.name, NAME_LIMIT),
        size=kept.size,
        text=kept.source.text,
        by=by,
        kept_at=now,
    )
    session.add(document)
    session.flush()
    data: dict[str, object] = {"sha256": kept.content_hash, "octets": kept.size}
    entry = ledger.Entry(Happening.DOCUMENT_KEPT, _subject(document.id), by, issuer_id, data)
    ledger.append(session, [entry], now=now)
    return Received(document, is_new=True)


def find(session: Session, document_id: int, issuer_id: str) -> Document:
    """The document of that number. Raises UnknownDocument, also where it is another issuer's."""
    found = session.get(Document, document_id) if 0 <= document_id < 2**31 else None
    if found is None or found.issuer_id != issuer_id:
        raise UnknownDocument(document_id)
    return found


def load(session: Session, issuer_id: str) -> list[Document]:
    """All of an issuer, latest first, without their texts, which may be long."""
    query = (
        select(Document)
        .where(Document.issuer_id == issuer_id)
        .options(defer(_TEXT, raiseload=True))
        .order_by(col(Document.kept_at).desc(), col(Document.id).desc())
    )
    return list(session.exec(query))


def open_octets(folder: Path, document: Document) -> BinaryIO:
    """The file as it came, at its beginning, after a look whether it is still that.

    Raises FileLost, DocumentAltered.
    """
    file = files.open_kept(folder, document.content_hash)
    if _digest(file) != document.content_hash:
        file.close()
        raise DocumentAltered(document.id or 0)
    file.seek(0)
    return file


def require_whole(session: Session, folder: Path, issuer_id: str | None) -> None:
    """Raises LedgerBroken with each document, of one issuer or (None) of all, whose file is gone or is not what the
    ledger says was brought in; that the ledger itself is whole was seen before.
    """
    if faults := tuple(_altered(session, folder, issuer_id)):
        raise LedgerBroken(faults)


def _altered(session: Session, folder: Path, issuer_id: str | None) -> Iterator[Fault]:
    told = {
        str(line.subject): json.loads(line.data)["sha256"]
        for line in session.exec(
            select(LedgerEntry).where(LedgerEntry.kind == Happening.DOCUMENT_KEPT)
        )
    }
    query = select(Document.id, Document.issuer_id, Document.content_hash).order_by(
        col(Document.id)
    )
    if issuer_id:
        query = query.where(Document.issuer_id == issuer_id)
    for number, issuer, content_hash in session.exec(query):
        if told.get(_subject(number)) != content_hash or not _is_whole(folder, content_hash):
            yield Fault(FaultKind.DOCUMENT, issuer, number or 0, detail=content_hash)


def _is_whole(folder: Path, content_hash: str) -> bool:
    try:
        with files.open_kept(folder, content_hash) as file:
            return _digest(file) == content_hash
    except (FileLost, ValueError):
        return False


def _subject(number: int | None) -> str:
    return f"document/{number}"


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    for block in iter(partial(file.read, BLOCK), b""):
        digest.update(block)
    return digest.hexdigest()


def source_of(document: Document) -> Source:
    """What it was read as, to be read again: `document.text` is what offsets count."""
    return Source(document.text, document.name, damaged="\ufffd" in document.text)
