"""Pages over HTTP that read: parse the address, load the calendar, answer. Works without scripts and cookies."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from calendars.contents import Places
from calendars.pages import answers, managing, views
from calendars.pages.reader import Reader, by_link, by_name
from calendars.query import NOWHERE
from scheduler.clock import Clock
from scheduler.store.database import Database
from scheduler.web import static
from scheduler.web.errors import Refusal
from scheduler.web.respond import READ
from scheduler.words.links import say_only_reads

_View = Callable[[views.Loaded], str | None]


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
    reading = _Reading(database, clock, base_url, places)

    routes.include_router(static.router([answers.STYLE]))
    routes.include_router(managing.router(database, clock, base_url=base_url, rehearsal=rehearsal))

    @routes.api_route("/cong-khai/{issuer}/{campaign}/muc/{kind}/{key:path}", methods=READ)
    def entry(issuer: str, campaign: str, kind: str, key: str, request: Request) -> Response:
        return reading.public(
            request, issuer, campaign, lambda of: views.entry(of, kind, key, rehearsal=rehearsal)
        )

    @routes.api_route("/cong-khai/{issuer}/{campaign}", methods=READ)
    @routes.api_route("/cong-khai/{issuer}/{campaign}/{view}", methods=READ)
    def public(issuer: str, campaign: str, request: Request, view: str = "") -> Response:
        return reading.public(
            request, issuer, campaign, _viewed(request, view, rehearsal=rehearsal)
        )

    @routes.api_route("/lich/{token}/lien-ket", methods=READ)
    def moved(token: str) -> Response:
        return reading.managed_elsewhere(token)

    @routes.api_route("/lich/{token}", methods=READ)
    @routes.api_route("/lich/{token}/{view}", methods=READ)
    def secret(token: str, request: Request, view: str = "") -> Response:
        return reading.secret(request, token, _viewed(request, view, rehearsal=rehearsal))

    return routes


class _Reading:
    """What the routes share: where rows are, and what time it is."""

    def __init__(self, database: Database, clock: Clock, base_url: str, places: Places) -> None:
        self._database = database
        self._clock = clock
        self._base_url = base_url
        self._places = places

    def public(self, request: Request, issuer: str, campaign: str, say: _View) -> Response:
        with self._database.read() as session:
            reader = by_name(
                session, issuer, campaign, base_url=self._base_url, now=self._clock.now()
            )
            return self._told(request, session, reader, say)

    def secret(self, request: Request, token: str, say: _View) -> Response:
        with self._database.read() as session:
            return self._told(request, session, self._of(session, token), say)

    def managed_elsewhere(self, token: str) -> Response:
        """Links were once managed with what reads them; who comes back for that hears where it is done now."""
        with self._database.read() as session:
            answers.require(self._of(session, token))
        raise Refusal(410, say_only_reads())

    def _of(self, session: Session, token: str) -> Reader | None:
        return by_link(session, token, base_url=self._base_url, now=self._clock.now())

    def _told(
        self, request: Request, session: Session, reader: Reader | None, say: _View
    ) -> Response:
        of = views.load(session, answers.require(reader), self._places)
        return answers.found(say(of) if of else None, request)


def _viewed(request: Request, view: str, *, rehearsal: bool) -> _View:
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
