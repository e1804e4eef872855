"""What every page of the desk is handed, and how it is answered."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from scheduler.access.roles import Right
from scheduler.access.visitor import Visitor
from scheduler.clock import Clock
from scheduler.dates import say
from scheduler.installation import Installation
from scheduler.language import _
from scheduler.web import respond, static
from scheduler.web.errors import Refusal
from scheduler.web.headers import FORMS
from scheduler.web.templates import Templates, other_language

FOLDER = Path(__file__).parent / "templates"
STYLE = static.read(FOLDER / "ban.css")
PAGES = Templates(FOLDER, styles=[STYLE])
HOME = "/ban"


@dataclass(frozen=True)
class Desk:
    """The installation behind the pages. `wall` tells the real time, also where the program runs at another.

    `files`: the folder of kept files.
    """

    installation: Installation
    wall: Clock
    files: Path

    @property
    def now(self) -> datetime:
        """The time of campaigns; that of sessions is `wall`."""
        return self.installation.clock.now()

    def render(self, template: str, request: Request, **values: object) -> str:
        """The template of that name (without ".html") as HTML, in the language spoken here."""
        installation = self.installation
        values.setdefault("translated", f"{request.url.path}?lang={other_language()}")
        return PAGES.render(
            template,
            rehearsal=installation.rehearsal,
            now=say.say_moment(self.now, installation.zone),
            root="",
            **values,
        )


@dataclass(frozen=True)
class Visit:
    """One request of somebody signed in."""

    desk: Desk
    request: Request
    visitor: Visitor

    def require(self, right: Right) -> None:
        """Raises Refusal (403) where that is not theirs to do."""
        if not self.visitor.may(right):
            raise Refusal(403, _("Việc này không thuộc quyền của tài khoản đang dùng."))

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """That page for who asks, in their language."""
        html = self.desk.render(template, self.request, visit=self, visitor=self.visitor, **values)
        return respond.page(html, self.request.method, status=status, forms=True)


def go_to(path: str) -> Response:
    """After a deed: the page that shows it, so that loading again or going back does nothing twice."""
    return RedirectResponse(path, status_code=303, headers=FORMS)
