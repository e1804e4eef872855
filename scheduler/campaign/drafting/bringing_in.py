"""A document is brought in: kept as evidence, and a draft begun from what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from scheduler import language
from scheduler.campaign.drafting import begin, documents
from scheduler.campaign.drafting.documents import KeptFile
from scheduler.dates.anniversaries import Anniversary
from scheduler.directives.draft.draft import Draft as ReadDraft
from scheduler.directives.draft.draft import draft_of
from scheduler.directives.importer import import_directive
from scheduler.directives.model import ReadDirective
from scheduler.directives.page.source import Source
from scheduler.installation import Installation
from scheduler.store import drafts
from scheduler.store.database import Database
from scheduler.store.tables import Document, Draft


@dataclass(frozen=True)
class BroughtIn:
    """The number of the document, and of the draft that is worked on: None where an older one is applied or dropped."""

    document_id: int
    draft_id: int | None
    is_new: bool  # it was not kept before


def bring_in(
    database: Database,
    kept: KeptFile,
    directive: ReadDirective,
    *,
    issuer_id: str,
    catalogue: Mapping[str, Anniversary],
    by: str,
    now: datetime,
) -> BroughtIn:
    """Keep the document and begin a draft from `directive`, what was read in it: both or neither.

    One that is kept already is not drafted again. Raises the database's errors.
    """
    draft = _drafted(directive, catalogue)
    with language.use("vi"), database.write(issuer_id) as session:
        received = documents.receive(session, kept, issuer_id=issuer_id, by=by, now=now)
        document, worked_on = received.document, _open_draft(session, received.document)
        if received.is_new:
            worked_on = begin.begin(session, document, directive, draft, by=by, now=now)
        number = worked_on.id if worked_on else None
        return BroughtIn(document.id or 0, number, received.is_new)


def draft_again(
    database: Database,
    document: Document,
    directive: ReadDirective,
    *,
    catalogue: Mapping[str, Anniversary],
    by: str,
    now: datetime,
) -> Draft:
    """A new draft of a document that is kept, `directive` being read from its text; the open one where there is one.

    Raises the database's errors.
    """
    draft = _drafted(directive, catalogue)
    with language.use("vi"), database.write(document.issuer_id) as session:
        found = _open_draft(session, document)
        return found or begin.begin(session, document, directive, draft, by=by, now=now)


def read_for_a_draft(source: Source, installation: Installation) -> ReadDirective:
    """What a document says, its doubts in Vietnamese: they are stored, and said again to who reads."""
    with language.use("vi"):
        return import_directive(
            source, catalogue=installation.catalogue, workdays=installation.calendar
        )


def _drafted(directive: ReadDirective, catalogue: Mapping[str, Anniversary]) -> ReadDraft:
    with language.use("vi"):
        return draft_of(directive, catalogue=catalogue)


def _open_draft(session: Session, document: Document) -> Draft | None:
    assert document.id is not None, "it is kept"
    return drafts.of_document(session, document.id)
