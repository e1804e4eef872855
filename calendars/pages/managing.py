"""The page that manages a link over HTTP, at an address of its own: what reads a calendar manages nothing."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlmodel import Session

from calendars.pages import answers, clients, links, views
from calendars.pages.reader import Reader, by_secret
from calendars.routes import say_ask_anew, say_revoked, secret_url
from calendars.subscriptions import find_managed
from scheduler.clock import Clock
from scheduler.errors import NotOfIssuer, UnknownSubscription
from scheduler.store.database import Database
from scheduler.text import one_line
from scheduler.web.body import read_form
from scheduler.web.errors import message
from scheduler.web.origin import SameOrigin
from scheduler.web.respond import READ
from scheduler.web.templates import other_language
from scheduler.words.links import say_manages, say_once, say_reads

_Form = Mapping[str, str]
_Do = Callable[[Session, Reader, _Form], str]


def router(
    database: Database, clock: Clock, *, base_url: str, rehearsal: bool = False
) -> APIRouter:
    """The page of each secret that manages, and its forms; `?lang=en` for English."""
    routes = APIRouter(include_in_schema=False, dependencies=[Depends(SameOrigin(base_url))])
    managing = _Managing(database, clock, base_url, rehearsal)

    @routes.api_route("/lien-ket/{secret}", methods=READ)
    def listed(secret: str, request: Request) -> Response:
        return managing.show(request, secret)

    @routes.post("/lien-ket/{secret}/moi")
    async def make(secret: str, request: Request) -> Response:
        return await managing.change(request, secret, managing.made)

    @routes.post("/lien-ket/{secret}/doi")
    async def exchange(secret: str, request: Request) -> Response:
        return await managing.change(request, secret, managing.exchanged)

    @routes.post("/lien-ket/{secret}/thu-hoi")
    async def revoke(secret: str, request: Request) -> Response:
        return await managing.change(request, secret, managing.revoked)

    return routes


class _Managing:
    """What the routes share: where rows are, and what time it is."""

    def __init__(self, database: Database, clock: Clock, base_url: str, rehearsal: bool) -> None:
        self._database = database
        self._clock = clock
        self._base_url = base_url
        self._rehearsal = rehearsal

    def show(self, request: Request, secret: str) -> Response:
        with self._database.read() as session:
            html = self._links(session, self._reader(session, secret))
            return answers.found(html, request, forms=True)

    async def change(self, request: Request, secret: str, do: _Do) -> Response:
        """What a form asks for. Of a stranger's nothing is read, and nobody waits for the database to be written."""
        await run_in_threadpool(self._require, secret)
        form = await read_form(request)
        return await run_in_threadpool(self._changed, request, secret, do, form)

    def made(self, session: Session, reader: Reader, form: _Form) -> str:
        name = one_line(form.get("ten", ""))
        if not name:
            return self._links(session, reader, fault=True)
        token = links.make(session, reader, name, form.get("lich", ""), now=reader.now)
        return self._new(session, reader, token, name)

    def exchanged(self, session: Session, reader: Reader, form: _Form) -> str:
        name, token = links.exchange(session, reader, _number(form.get("so", "")), now=reader.now)
        return self._new(session, reader, token, name)

    def revoked(self, session: Session, reader: Reader, form: _Form) -> str:
        assert reader.link is not None, "found by its secret"
        number = _number(form.get("so", ""))
        links.revoke(session, reader, number, now=reader.now)
        if number != reader.link.id:
            return self._links(session, reader)
        return message(say_revoked(), say_ask_anew(), rehearsal=self._rehearsal)

    def _links(self, session: Session, reader: Reader, fault: bool = False) -> str:
        rows, more = links.load_rows(session, reader)
        choices = links.load_choices(session, reader)
        return self._page(
            "lien-ket", session, reader,
            rows=rows, more=more, choices=choices, fault=fault, manages=say_manages(),
            translated=reader.url(lang=other_language()),
        )  # fmt: skip

    def _new(self, session: Session, reader: Reader, token: str, name: str) -> str:
        url = secret_url(self._base_url, token)
        page_url, reaches_us = url.removesuffix(".ics"), clients.reaches_us(url)
        return self._page(
            "moi", session, reader,
            feed_url=url, page_url=page_url, qr=views.qr(page_url) if reaches_us else "",
            here_only="" if reaches_us else clients.say_here_only(),
            link=name, reads=say_reads(), once=say_once(),
        )  # fmt: skip

    def _page(self, template: str, session: Session, reader: Reader, **values: object) -> str:
        name = links.say_name(session, reader)
        return answers.page(
            template, reader=reader, name=name, view="", rehearsal=self._rehearsal, **values
        )

    def _reader(self, session: Session, secret: str) -> Reader:
        return answers.require(
            by_secret(session, secret, base_url=self._base_url, now=self._clock.now())
        )

    def _require(self, secret: str) -> None:
        with self._database.read() as session:
            self._reader(session, secret)

    def _changed(self, request: Request, secret: str, do: _Do, form: _Form) -> Response:
        """Done in one transaction; a link that may not do it hears that nothing is there."""
        try:
            with self._writing(secret) as session:
                html = do(session, self._reader(session, secret), form)
        except (UnknownSubscription, NotOfIssuer):
            raise HTTPException(404) from None
        return answers.found(html, request, forms=True)

    def _writing(self, secret: str) -> AbstractContextManager[Session]:
        """For the issuer of the link it manages; a secret that manages none changes nothing."""
        with self._database.read() as session:
            link = find_managed(session, secret)
        return self._database.write(link.issuer_id) if link else self._database.write_unowned()


def _number(given: str) -> int:
    """The number of a link; 0, which none has, for what is no number."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
