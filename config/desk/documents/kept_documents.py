"""The kept documents of an issuer: their list, their octets, and a draft from one that is kept already."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Depends, Response
from fastapi.responses import StreamingResponse

from config.desk.desk import DOCUMENTS, DRAFTS, Desk, Visit, go_to, sheet
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting import bringing_in, documents
from scheduler.dates import say
from scheduler.store import drafts
from scheduler.store.file_names import download_name
from scheduler.store.tables import Document, Draft
from scheduler.web.headers import PRIVATE
from scheduler.web.respond import READ

ON_A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One document as the list shows it."""

    document: Document
    kept: str
    draft: Draft | None

    @property
    def kilobytes(self) -> int:
        """Its size, rounded up."""
        return -(-self.document.size // 1000)


def router(desk: Desk) -> APIRouter:
    """Where they are."""
    routes = APIRouter(prefix=DOCUMENTS, include_in_schema=False)
    Visits = Annotated[Visit, Depends(Visiting(desk))]

    @routes.api_route("", methods=READ)
    def show(visit: Visits, trang: str = "") -> Response:
        visit.require(Right.LOOK)
        with desk.installation.database.read() as session:
            found = documents.load(session, visit.visitor.issuer_id)
            shown = sheet(found, trang, each=ON_A_PAGE)
            begun = drafts.of_documents(session, [one.id or 0 for one in shown.rows])
            rows = [_row(visit, one, begun.get(one.id or 0)) for one in shown.rows]
        return visit.page(
            "van-ban", rows=rows, page=shown.number, pages=shown.pages, may=visit.visitor.may
        )

    @routes.api_route("/{document_id:int}/tep", methods=READ)
    def octets(visit: Visits, document_id: int) -> Response:
        visit.require(Right.LOOK)
        document = _find(visit, document_id)
        return _attachment(document, documents.open_octets(desk.files, document))

    @routes.api_route("/{document_id:int}/da-co", methods=READ)
    def tell(visit: Visits, document_id: int) -> Response:
        visit.require(Right.DEFINE)
        document = _find(visit, document_id)
        with desk.installation.database.read() as session:
            row = _row(visit, document, drafts.of_document(session, document_id))
        return visit.page("da-co", row=row)

    @routes.post("/{document_id:int}/ban-thao")
    def draft(visit: Visits, document_id: int) -> Response:
        visit.require(Right.DEFINE)
        installation, document = desk.installation, _find(visit, document_id)
        begun = bringing_in.draft_again(
            installation.database,
            document,
            bringing_in.read_for_a_draft(documents.source_of(document), installation),
            catalogue=installation.catalogue,
            by=visit.visitor.signature,
            now=desk.now,
        )
        return go_to(f"{DRAFTS}/{begun.id}")

    return routes


def _find(visit: Visit, document_id: int) -> Document:
    with visit.desk.installation.database.read() as session:
        return documents.find(session, document_id, visit.visitor.issuer_id)


def _row(visit: Visit, document: Document, draft: Draft | None) -> Row:
    return Row(document, say.say_moment(document.kept_at, visit.desk.installation.zone), draft)


def _attachment(document: Document, file: BinaryIO) -> Response:
    """To be saved, never shown: what a stranger made is not opened at our address (RFC 6266, RFC 8187)."""
    name = quote(download_name(document.name), safe="")
    sent = PRIVATE | {
        "Content-Disposition": f"attachment; filename=\"van-ban-{document.id}\"; filename*=UTF-8''{name}",
        "Content-Length": str(document.size),
        "Cache-Control": "private, no-store",
    }
    return StreamingResponse(_pieces(file), headers=sent, media_type="application/octet-stream")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(documents.BLOCK):
            yield piece
