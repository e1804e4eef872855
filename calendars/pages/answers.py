"""How the pages of a calendar are answered: on the frame of all pages, and where its address holds no more."""

from pathlib import Path

from fastapi import HTTPException, Request, Response

from calendars.pages.reader import Reader
from calendars.routes import say_ask_anew, say_revoked
from scheduler.dates import say
from scheduler.web import respond, static
from scheduler.web.errors import Refusal
from scheduler.web.templates import Templates

FOLDER = Path(__file__).parent / "templates"
STYLE = static.read(FOLDER / "lich.css")
PAGES = Templates(FOLDER, styles=[STYLE])


def page(
    template: str,
    *,
    reader: Reader,
    rehearsal: bool,
    **values: object,
) -> str:
    """The template of that name as HTML, in the language spoken here."""
    return PAGES.render(
        template,
        rehearsal=rehearsal,
        now=say.say_moment(reader.now, reader.zone),
        root=reader.root,
        reader=reader,
        **values,
    )


def found(html: str | None, request: Request, *, forms: bool = False) -> Response:
    """`html`, where there is any. Raises HTTPException: the one page of what is not there."""
    if html is None:
        raise HTTPException(404)
    return respond.page(html, request.method, forms=forms)


def require(reader: Reader | None) -> Reader:
    """The reader of an address that holds. Raises HTTPException where it leads nowhere, Refusal where no more."""
    if reader is None:
        raise HTTPException(404)
    if reader.link is not None and reader.link.revoked:
        raise Refusal(410, say_revoked(), say_ask_anew())
    return reader
