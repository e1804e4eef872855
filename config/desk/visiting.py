"""Who asks: the cookie of a session becomes a visitor, or the way to sign in."""

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from config.desk.desk import Desk, Visit
from scheduler import language
from scheduler.access import sessions
from scheduler.access.visitor import Visitor

COOKIE = "__Host-thidua"  # RFC 6265bis 4.1.3.2: of this host only, over https (or loopback) only


class SignInNeeded(Exception):
    """Nobody is signed in; what was asked for is shown after that."""


class Visiting:
    """A dependency of routes: the visit, in the language and form of address of who asks. Raises SignInNeeded."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, request: Request) -> Visit:
        """As FastAPI calls it."""
        visitor = await run_in_threadpool(self._find, request.cookies.get(COOKIE, ""))
        if visitor is None:
            raise SignInNeeded
        if "lang" not in request.query_params:
            language.choose(visitor.language)
        language.address_as(visitor.address)
        return Visit(self._desk, request, visitor)

    def _find(self, secret: str) -> Visitor | None:
        if not secret:
            return None
        with self._desk.installation.database.read() as session:
            return sessions.find(session, secret, wall=self._desk.wall.now(), now=self._desk.now)
