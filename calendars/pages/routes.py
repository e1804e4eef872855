"""Pages over HTTP: parse the address, load the calendar, answer. Works without scripts and cookies."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from calendars.pages import links, views
from calendars.pages.here import Here, by_link, by_name
from calendars.pages.paper import ICON, POLICY, STYLE, page
from calendars.query import NOWHERE
from calendars.routes import secret_url
from calendars.shown import Places
from scheduler import language
from scheduler.content_lines import one_line
from scheduler.errors import NotOfIssuer, UnknownSubscription
from scheduler.run.clock import Clock
from scheduler.store.database import Database

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
STATIC = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
READ = ["GET", "HEAD"]


def router(
    database: Database,
    clock: Clock,
    *,
    base_url: str,
    places: Places = NOWHERE,
    rehearsal: bool = False,
) -> APIRouter:
    """Pages of the secret links and of public campaigns; `?lang=en` for English. Include it behind the feeds."""
    routes = APIRouter(include_in_schema=False)
    desk = _Desk(database, clock, base_url, places, rehearsal)

    _add_style(routes)

    @routes.api_route("/cong-khai/{issuer}/{campaign}/muc/{kind}/{key:path}", methods=READ)
    def entry(issuer: str, campaign: str, kind: str, key: str, request: Request) -> Response:
        return desk.public(
            request, issuer, campaign, lambda of: views.entry(of, kind, key, rehearsal=rehearsal)
        )

    @routes.api_route("/cong-khai/{issuer}/{campaign}", methods=READ)
    @routes.api_route("/cong-khai/{issuer}/{campaign}/{view}", methods=READ)
    def public(issuer: str, campaign: str, request: Request, view: str = "") -> Response:
        return desk.public(request, issuer, campaign, _viewed(request, view, rehearsal=rehearsal))

    @routes.api_route("/lich/{token}/lien-ket", methods=READ)
    def listed(token: str, request: Request) -> Response:
        return desk.secret(request, token, desk.links)

    @routes.api_route("/lich/{token}", methods=READ)
    @routes.api_route("/lich/{token}/{view}", methods=READ)
    def secret(token: str, request: Request, view: str = "") -> Response:
        viewed = _viewed(request, view, rehearsal=rehearsal)
        return desk.secret(request, token, desk.loaded(viewed))

    @routes.post("/lich/{token}/doi")
    def reissue(token: str, request: Request) -> Response:
        return desk.change(request, token, lambda session, here: desk.reissued(session, here))

    @routes.post("/lich/{token}/thu-hoi")
    def revoke(token: str, request: Request, so: Annotated[int, Form()]) -> Response:
        return desk.change(request, token, lambda session, here: desk.revoked(session, here, so))

    @routes.post("/lich/{token}/lien-ket")
    def make(
        token: str,
        request: Request,
        ten: Annotated[str, Form()] = "",
        lich: Annotated[str, Form()] = "",
    ) -> Response:
        return desk.change(
            request, token, lambda session, here: desk.made(session, here, one_line(ten), lich)
        )

    return routes


def _add_style(routes: APIRouter) -> None:
    @routes.api_route("/giao-dien/lich.css", methods=READ)
    def style() -> Response:
        return Response(STYLE, media_type="text/css; charset=utf-8", headers=STATIC)

    @routes.api_route("/giao-dien/lich.svg", methods=READ)
    def icon() -> Response:
        return Response(ICON, media_type="image/svg+xml", headers=STATIC)


_Html = str | None
_Say = Callable[[Session, Here], _Html]


class _Desk:
    """What the routes share: where rows are, what time it is, and how an answer is dressed."""

    def __init__(
        self, database: Database, clock: Clock, base_url: str, places: Places, rehearsal: bool
    ) -> None:
        self._database = database
        self._clock = clock
        self._base_url = base_url
        self._places = places
        self._rehearsal = rehearsal

    def public(
        self, request: Request, issuer: str, campaign: str, say: Callable[[views.Loaded], _Html]
    ) -> Response:
        with language.use(_language(request)), self._database.read() as session:
            here = by_name(
                session, issuer, campaign, base_url=self._base_url, now=self._clock.now()
            )
            return self._answer(self.loaded(say)(session, here) if here else None, request)

    def secret(self, request: Request, token: str, say: _Say) -> Response:
        with language.use(_language(request)), self._database.read() as session:
            return self._told(request, token, session, say)

    def change(self, request: Request, token: str, say: _Say) -> Response:
        """What a form asks for, done in one transaction; a link that may not do it hears that nothing is there."""
        with language.use(_language(request)):
            try:
                with self._database.write() as session:
                    return self._told(request, token, session, say)
            except (UnknownSubscription, NotOfIssuer):
                return self._answer(None, request)

    def loaded(self, say: Callable[[views.Loaded], _Html]) -> _Say:
        def tell(session: Session, here: Here) -> _Html:
            of = views.load(session, here, self._places)
            return say(of) if of else None

        return tell

    def links(self, session: Session, here: Here, fault: bool = False) -> str:
        rows, more = links.load_rows(session, here)
        choices = links.load_choices(session, here)
        return self._page(
            "lien-ket", here, links.say_name(session, here), view="lien-ket",
            rows=rows, more=more, choices=choices, fault=fault,
        )  # fmt: skip

    def made(self, session: Session, here: Here, name: str, choice: str) -> str:
        if not name:
            return self.links(session, here, fault=True)
        token = links.make(session, here, name, choice, now=here.now)
        return self._new(session, here, token, name)

    def reissued(self, session: Session, here: Here) -> str:
        assert here.link is not None, "found by its token"
        token = links.reissue(session, here, now=here.now)
        return self._new(session, here, token, here.link.name)

    def revoked(self, session: Session, here: Here, number: int) -> str:
        assert here.link is not None, "found by its token"
        links.revoke(session, here, number, now=here.now)
        if number != here.link.id:
            return self.links(session, here)
        return page("tin", here=None, rehearsal=self._rehearsal, told="revoked")

    def _new(self, session: Session, here: Here, token: str, name: str) -> str:
        url = secret_url(self._base_url, token)
        page_url = url.removesuffix(".ics")
        return self._page(
            "moi", here, links.say_name(session, here), view="moi",
            feed_url=url, page_url=page_url, qr=views.qr(page_url), link=name,
        )  # fmt: skip

    def _told(self, request: Request, token: str, session: Session, say: _Say) -> Response:
        here = by_link(session, token, base_url=self._base_url, now=self._clock.now())
        if here is not None and here.link is not None and here.link.revoked:
            gone = page("tin", here=None, rehearsal=self._rehearsal, told="revoked")
            return _html(gone, 410, request)
        return self._answer(say(session, here) if here else None, request)

    def _answer(self, html: _Html, request: Request) -> Response:
        if html is None:
            lost = page("tin", here=None, rehearsal=self._rehearsal, told="unknown")
            return _html(lost, 404, request)
        return _html(html, 200, request)

    def _page(self, template: str, here: Here, name: str, **values: object) -> str:
        return page(template, here=here, name=name, rehearsal=self._rehearsal, **values)


def _viewed(request: Request, view: str, *, rehearsal: bool) -> Callable[[views.Loaded], _Html]:
    query = request.query_params
    asked = views.Asked(
        user_agent=request.headers.get("user-agent", ""),
        number=query.get("trang", ""),
        month=query.get("thang", ""),
        year=query.get("nam", ""),
    )
    return lambda of: (
        views.view(of, view, asked, rehearsal=rehearsal) if view in views.VIEWS else None
    )


def _language(request: Request) -> str:
    return request.query_params.get("lang", "vi")


def _html(html: str, status: int, request: Request) -> Response:
    body = html.encode()
    headers = HEADERS | {"Content-Length": str(len(body))}
    empty = request.method == "HEAD"
    return Response(b"" if empty else body, status, headers, "text/html; charset=utf-8")
