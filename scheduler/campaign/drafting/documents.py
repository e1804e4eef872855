"""Documents that definitions are made from, kept as evidence: the octets as they came, and the text as it was read."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from scheduler.directives.head import secrecy
from scheduler.directives.page.source import Source
from scheduler.errors import UnknownDocument
from scheduler.happenings import Happening
from scheduler.store import file_folder, ledger
from scheduler.store.file_names import NAME_LIMIT
from scheduler.store.tables import Document
from scheduler.text import cut


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


def keep(content: bytes, source: Source, *, folder: Path) -> KeptFile:
    """Put the octets of an open document into the folder; no session is needed, nor should one wait for the disk.

    What no document ends up owning is removed with the other files of nobody. Raises SecretDocument before anything
    is written, and OSError.
    """
    secrecy.require_open(source)
    digest = hashlib.sha256(content).hexdigest()
    file_folder.put(folder, digest, content)
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
    entry = ledger.Entry(Happening.DOCUMENT_KEPT, f"document/{document.id}", by, issuer_id, data)
    ledger.append(session, [entry], now=now)
    return Received(document, is_new=True)


def find(session: Session, document_id: int, issuer_id: str) -> Document:
    """The document of that number. Raises UnknownDocument, also where it is another issuer's."""
    found = session.exec(
        select(Document).where(Document.id == document_id, Document.issuer_id == issuer_id)
    ).first()
    if found is None:
        raise UnknownDocument(document_id)
    return found


def load(session: Session, issuer_id: str) -> list[Document]:
    """All of an issuer, latest first."""
    query = select(Document).where(Document.issuer_id == issuer_id)
    return list(session.exec(query.order_by(col(Document.kept_at).desc(), col(Document.id).desc())))


def source_of(document: Document) -> Source:
    """What it was read as, to be read again: `document.text` is what offsets count."""
    return Source(document.text, document.name, damaged="\ufffd" in document.text)
