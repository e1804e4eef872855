"""Feeds over HTTP: parse the address, look the feed up, answer."""

import logging
from datetime import datetime

from fastapi import APIRouter, HTTPException, Request, Response
from sqlmodel import Session

from calendars import subscriptions
from calendars.known_links import KnownLinks
from calendars.published import PublishedFeeds, Wish
from calendars.query import Scope, find_public
from calendars.subscriptions import Link
from scheduler import language
from scheduler.clock import Clock
from scheduler.errors import DatabaseBusy, DiskFull
from scheduler.language import _
from scheduler.store.database import Database
from scheduler.web.errors import Refusal
from scheduler.web.respond import READ, respond

log = logging.getLogger(__name__)


def secret_url(base_url: str, token: str) -> str:
    """The address to subscribe to: shown once, kept nowhere."""
    return f"{base_url.rstrip('/')}/lich/{token}.ics"


def manage_url(base_url: str, secret: str) -> str:
    """The address of the page that manages a link: shown once, kept nowhere."""
    return f"{base_url.rstrip('/')}/lien-ket/{secret}"


def public_url(base_url: str, issuer_id: str, campaign: str) -> str:
    """The address of the public part of a campaign."""
    return f"{base_url.rstrip('/')}/cong-khai/{issuer_id}/{campaign}.ics"


def router(database: Database, clock: Clock, *, base_url: str, feeds: PublishedFeeds) -> APIRouter:
    """Routes of the secret links and of the public feeds of campaigns. `base_url` is the address people see; empty:
    nobody elsewhere finds us, and no feed says where it comes from.

    A link takes `?nhac=1` (alarms) and `?lang=en`; all other parameters, and credentials, change nothing.
    """
    routes = APIRouter()
    links = KnownLinks()

    @routes.api_route("/lich/{token:path}.ics", methods=READ, include_in_schema=False)
    def secret(token: str, request: Request) -> Response:
        now = clock.now()
        with database.read() as session:
            found = links.find(session, token)
            if found is None:
                raise HTTPException(404)
            link, end = found
            if link.revoked:
                raise Refusal(410, say_revoked(), say_ask_anew())
            answer = _answer(session, _wish(link.scope, request), request, feeds, now, end)
        if link.is_due_a_note(now=now):
            _note(database, link, request, now)
            links.noted(token, now=now)
        return answer

    @routes.api_route("/cong-khai/{issuer}/{campaign}.ics", methods=READ, include_in_schema=False)
    def public(issuer: str, campaign: str, request: Request) -> Response:
        with database.read() as session:
            scope = find_public(session, issuer, campaign)
            if scope is None:
                raise HTTPException(404)
            source = public_url(base_url, issuer, campaign) if base_url else None
            wish = _wish(scope, request, source)
            return _answer(session, wish, request, feeds, clock.now())

    return routes


def say_revoked() -> str:
    """That a link was revoked."""
    return _("Liên kết lịch này đã bị thu hồi.")


def say_ask_anew() -> str:
    """What to do then."""
    return _(
        "Lịch trong máy sẽ không cập nhật nữa. Đề nghị liên hệ cơ quan thường trực để nhận liên kết mới."
    )


def _answer(
    session: Session,
    wish: Wish,
    request: Request,
    feeds: PublishedFeeds,
    now: datetime,
    end: int | None = None,
) -> Response:
    published = feeds.published(session, wish, now=now, end=end)
    if published is None:
        raise HTTPException(404)
    return respond(
        request.method,
        _headers(request),
        published.version,
        lambda: feeds.document(session, wish, now=now),
        filename=published.filename,
    )


def _headers(request: Request) -> dict[str, str]:
    """Headers of the request by name in lower case; one given twice is one list (RFC 9110 5.3)."""
    names = ("if-none-match", "if-modified-since", "accept-encoding")
    given = {name: request.headers.getlist(name) for name in names}
    return {name: ", ".join(values) for name, values in given.items() if values}


def _wish(scope: Scope, request: Request, source_url: str | None = None) -> Wish:
    return Wish(
        scope,
        language=language.current(),
        alarms=request.query_params.get("nhac") == "1",
        source_url=source_url,
    )


def _note(database: Database, found: Link, request: Request, now: datetime) -> None:
    """Remember the fetch; a database that cannot be written now is no reason to withhold the feed."""
    try:
        with database.write_unowned() as session:
            client = request.headers.get("user-agent", "")
            subscriptions.note_fetch(session, found, client, now=now)
    except (DatabaseBusy, DiskFull) as error:
        log.warning("fetch of subscription %s not noted: %r", found.id, error)
