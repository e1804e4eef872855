"""What every page of the desk is handed, and how it is answered."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlencode, urlsplit

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
from scheduler.web.respond import READ
from scheduler.web.templates import Templates, other_language

FOLDER = Path(__file__).parent / "templates"
STYLE = static.read(FOLDER / "ban.css")
PAGES = Templates(FOLDER, styles=[STYLE])
HOME = "/ban"
T = TypeVar("T")
DOCUMENTS, DRAFTS = f"{HOME}/van-ban", f"{HOME}/ban-thao"

_DIGITS = 9  # of a number that a row can have
_LED_TO = re.compile(r'( (?:href|action|formaction|src)=")(?=/ban[/"?#])')


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

    @property
    def root(self) -> str:
        """What stands before our paths where a proxy serves us below its own."""
        return urlsplit(self.installation.base_url).path.rstrip("/")

    def render(self, template: str, request: Request, **values: object) -> str:
        """The template of that name (without ".html") as HTML, in the language spoken here.

        Without a `visit` it is a page for anybody, linked to in the other language.
        """
        installation = self.installation
        values = {"visit": None, "visitor": None} | values
        if values["visit"] is None:
            path = asked_for(request)
            join = "&" if "?" in path else "?"
            values.setdefault("translated", f"{path}{join}lang={other_language()}")
        html = PAGES.render(
            template,
            rehearsal=installation.rehearsal,
            now=say.say_moment(self.now, installation.zone),
            root=self.root,
            **values,
        )
        # templates name our paths as they are; what people typed has no bare quotation mark
        return _LED_TO.sub(lambda found: found[1] + self.root, html) if self.root else html

    def show(
        self, request: Request, template: str, *, status: int = 200, **values: object
    ) -> Response:
        """That page for anybody."""
        html = self.render(template, request, **values)
        return respond.page(html, request.method, status=status, forms=True)


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

    @property
    def here(self) -> str:
        """The path of the page that is shown, to come back to; the first page below a form that was sent."""
        return asked_for(self.request) if self.request.method in READ else HOME

    @property
    def places(self) -> Iterator[tuple[str, str, bool]]:
        """Path and name of what they may open from everywhere, and whether they are there."""
        path = str(self.request.scope["path"])
        for at, name, rights in _PLACES:
            if not rights or self.visitor.rights & rights:
                yield at, name(), path == at or (at != HOME and path.startswith(f"{at}/"))

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """That page for who asks, in their language."""
        return self.desk.show(
            self.request, template, status=status, visit=self, visitor=self.visitor, **values
        )


_PLACES: tuple[tuple[str, Callable[[], str], frozenset[Right]], ...] = (
    (HOME, lambda: _("Trang đầu"), frozenset()),
    (DOCUMENTS, lambda: _("Văn bản"), frozenset({Right.LOOK})),
    (DRAFTS, lambda: _("Bản thảo"), frozenset({Right.LOOK})),
    (f"{HOME}/don-vi", lambda: _("Đơn vị"), frozenset({Right.LOOK})),
    (f"{HOME}/tai-khoan", lambda: _("Tài khoản"), frozenset({Right.ADMIT, Right.KEEP})),
    (f"{HOME}/phien", lambda: _("Phiên đăng nhập"), frozenset()),
)


def place_of(path: str) -> str:
    """The name of the part of the desk that a path belongs to; empty for none."""
    return next((name() for at, name, _r in _PLACES[1:] if path.startswith(at)), "")


def asked_for(request: Request) -> str:
    """The path and query of a request, but for the language."""
    asked = request.query_params.multi_items()
    query = urlencode([one for one in asked if one[0] != "lang"])
    return str(request.scope["path"]) + (f"?{query}" if query else "")


def came_from(request: Request) -> str:
    """The address of the far side, as the server or the proxy it trusts tells; empty where nothing does."""
    return request.client.host if request.client else ""


def number_of(text: str) -> int | None:
    """The whole number that an address or a form tells; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def number_in(request: Request, name: str) -> int | None:
    """The whole number that the address gives for `name`; None where it gives none."""
    return number_of(request.query_params.get(name, ""))


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """One page of a list: its number from 1, of how many."""

    rows: Sequence[T]
    number: int
    pages: int


def sheet(rows: Sequence[T], asked: str, *, each: int) -> Sheet[T]:
    """The page of `rows` that an address asks for; the nearest there is for any other."""
    pages = max(1, math.ceil(len(rows) / each))
    number = min(max(number_of(asked) or 1, 1), pages)
    return Sheet(rows[(number - 1) * each : number * each], number, pages)


def go_to(path: str) -> Response:
    """After a deed: the page that shows it, so that loading again or going back does nothing twice."""
    return RedirectResponse(path, status_code=303, headers=FORMS)
