"""A kept document as it was read, opened at the place that somebody quotes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from config.desk.desk import DOCUMENTS, FOLDER, STYLE, Desk, Visit, number_in
from config.desk.documents.marked import Mark, Page, page_at, paragraphs_of
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting import documents
from scheduler.dates import say
from scheduler.directives.page.sentences import sentences_of
from scheduler.store import drafts
from scheduler.web import static, templates
from scheduler.web.respond import READ

WORDS_STYLE = static.read(FOLDER / "danh-dau.css")
STYLES = [templates.STYLE, STYLE, WORDS_STYLE]


def router(desk: Desk) -> APIRouter:
    """Its page, and the style sheet of pages that show a document."""
    routes = APIRouter(include_in_schema=False)
    routes.include_router(static.router([WORDS_STYLE]))
    visiting = Depends(Visiting(desk))

    @routes.api_route(DOCUMENTS + "/{document_id:int}", methods=READ)
    def document(document_id: int, visit: Annotated[Visit, visiting]) -> Response:
        visit.require(Right.LOOK)
        with desk.installation.database.read() as session:
            found = documents.find(session, document_id, visit.visitor.issuer_id)
            draft = drafts.of_document(session, document_id)
        place = number_in(visit.request, "cho")
        page = page_at(found.text, number=number_in(visit.request, "trang"), offset=place)
        marks = [] if place is None else _sentence_at(found.text, page, place)
        return visit.page(
            "mot-van-ban",
            styles=STYLES,
            document=found,
            draft=draft,
            kept=say.say_moment(found.kept_at, desk.installation.zone),
            page=page,
            paragraphs=paragraphs_of(found.text, page, marks),
        )

    return routes


def sentences_on(text: str, page: Page) -> list[tuple[int, int]]:
    """First place of each sentence of the page, and where it ends, in the whole text."""
    found = sentences_of(text[page.start : page.end])
    return [(page.start + first, page.start + last) for first, last in found]


def _sentence_at(text: str, page: Page, place: int) -> list[Mark]:
    """The sentence with that place; the rest of its line where none has it."""
    for first, last in sentences_on(text, page):
        if first <= place < last:
            return [Mark(first, last - first)]
    end = text.find("\n", place, page.end)
    return [Mark(place, (page.end if end < 0 else end) - place)]
