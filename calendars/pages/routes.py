"""Pages over HTTP: parse the address, load the calendar, answer. Works without scripts and cookies."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlmodel import Session

from calendars.limits import say_too_many
from calendars.pages import links, views
from calendars.pages.here import Here, by_link, by_name
from calendars.pages.paper import ICON, POLICY, STYLE, page
from calendars.query import NOWHERE
from calendars.routes import secret_url
from calendars.shown import Places
from scheduler import language
from scheduler.body import read_body, say_too_big
from scheduler.content_lines import one_line
from scheduler.errors import BodyTooBig, NotOfIssuer, TooManyLinks, UnknownSubscription
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
FORM_LIMIT = 64 * 1024  # octets; ours fill 2 kB
FIELDS = 20


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
    async def reissue(token: str, request: Request) -> Response:
        return await desk.change(request, token, desk.reissued)

    @routes.post("/lich/{token}/thu-hoi")
    async def revoke(token: str, request: Request) -> Response:
        return await desk.change(request, token, desk.revoked)

    @routes.post("/lich/{token}/lien-ket")
    async def make(token: str, request: Request) -> Response:
        return await desk.change(request, token, desk.made)

    return routes


def _add_style(routes: APIRouter) -> None:
    @routes.api_route("/giao-dien/lich.css", methods=READ)
    def style() -> Response:
        return Response(STYLE, media_type="text/css; charset=utf-8", headers=STATIC)

    @routes.api_route("/giao-dien/lich.svg", methods=READ)
    def icon() -> Response:
        return Response(ICON, media_type="image/svg+xml", headers=STATIC)


_Html = str | None
_Form = Mapping[str, str]
_Say = Callable[[Session, Here], _Html]
_Do = Callable[[Session, Here, _Form], _Html]


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

    async def change(self, request: Request, token: str, do: _Do) -> Response:
        """What a form asks for. Of a stranger's nothing is read, and nobody waits for the database to be written."""
        refusal = await run_in_threadpool(self._refusal, request, token)
        if refusal is not None:
            return refusal
        try:
            form = await _form(request)
        except BodyTooBig as error:
            with language.use(_language(request)):
                said = say_too_big(error.limit)
                return _html(self._notice("refused", said), 413, request)
        return await run_in_threadpool(self._changed, request, token, do, form)

    def _refusal(self, request: Request, token: str) -> Response | None:
        """What is answered where the link does not hold; None where it does."""
        with language.use(_language(request)), self._database.read() as session:
            here = by_link(session, token, base_url=self._base_url, now=self._clock.now())
            return self._refused(here, request)

    def _changed(self, request: Request, token: str, do: _Do, form: _Form) -> Response:
        """Done in one transaction; a link that may not do it hears that nothing is there."""
        with language.use(_language(request)):
            try:
                with self._database.write() as session:
                    return self._told(
                        request, token, session, lambda session, here: do(session, here, form)
                    )
            except (UnknownSubscription, NotOfIssuer):
                return self._answer(None, request)
            except TooManyLinks as error:
                return _html(self._notice("refused", say_too_many(error.most)), 429, request)

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

    def made(self, session: Session, here: Here, form: _Form) -> str:
        name = one_line(form.get("ten", ""))
        if not name:
            return self.links(session, here, fault=True)
        token = links.make(session, here, name, form.get("lich", ""), now=here.now)
        return self._new(session, here, token, name)

    def reissued(self, session: Session, here: Here, form: _Form) -> str:
        assert here.link is not None, "found by its token"
        token = links.reissue(session, here, now=here.now)
        return self._new(session, here, token, here.link.name)

    def revoked(self, session: Session, here: Here, form: _Form) -> str:
        assert here.link is not None, "found by its token"
        number = _number(form.get("so", ""))
        links.revoke(session, here, number, now=here.now)
        if number != here.link.id:
            return self.links(session, here)
        return self._notice("revoked")

    def _new(self, session: Session, here: Here, token: str, name: str) -> str:
        url = secret_url(self._base_url, token)
        page_url = url.removesuffix(".ics")
        return self._page(
            "moi", here, links.say_name(session, here), view="moi",
            feed_url=url, page_url=page_url, qr=views.qr(page_url), link=name,
        )  # fmt: skip

    def _told(self, request: Request, token: str, session: Session, say: _Say) -> Response:
        here = by_link(session, token, base_url=self._base_url, now=self._clock.now())
        refusal = self._refused(here, request)
        if refusal is not None:
            return refusal
        assert here is not None, "not refused"
        return self._answer(say(session, here), request)

    def _refused(self, here: Here | None, request: Request) -> Response | None:
        if here is None:
            return self._answer(None, request)
        if here.link is not None and here.link.revoked:
            return _html(self._notice("revoked"), 410, request)
        return None

    def _answer(self, html: _Html, request: Request) -> Response:
        if html is None:
            return _html(self._notice("unknown"), 404, request)
        return _html(html, 200, request)

    def _notice(self, told: str, said: str = "") -> str:
        """A page without a calendar: that of a revoked link, of an unknown one, or a sentence of its own."""
        return page("tin", here=None, rehearsal=self._rehearsal, told=told, said=said)

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


async def _form(request: Request) -> _Form:
    """The fields as our pages send them; none of what is encoded otherwise. Raises BodyTooBig."""
    length = request.headers.get("content-length")
    body = await read_body(request.stream(), declared=length, limit=FORM_LIMIT)
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=FIELDS))
    except ValueError:
        return {}


def _number(given: str) -> int:
    """The number of a link; 0, which none has, for what is no number."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0


def _language(request: Request) -> str:
    return request.query_params.get("lang", "vi")


def _html(html: str, status: int, request: Request) -> Response:
    body = html.encode()
    headers = HEADERS | {"Content-Length": str(len(body))}
    empty = request.method == "HEAD"
    return Response(b"" if empty else body, status, headers, "text/html; charset=utf-8")
