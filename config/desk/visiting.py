"""Who asks: the cookie of a session becomes a visitor, or the way to sign in."""

from datetime import timedelta

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from config.desk.desk import Desk, Visit
from scheduler import language
from scheduler.access import sessions

COOKIE = "__Host-thidua"  # RFC 6265bis 4.1.3.2: of this host only, over https (or loopback) only


class SignInNeeded(Exception):
    """Nobody is signed in; what was asked for is shown after that."""


class Visiting:
    """A dependency of routes: the visit, in the language and form of address of who asks. Raises SignInNeeded."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, request: Request) -> Visit:
        """As FastAPI calls it."""
        visit = await run_in_threadpool(find, self._desk, request)
        if visit is None:
            raise SignInNeeded
        return speak_to(visit)


def find(desk: Desk, request: Request) -> Visit | None:
    """The visit of who is signed in; None of anybody else."""
    secret = request.cookies.get(COOKIE, "")
    if not secret:
        return None
    visitor = sessions.visit(desk.installation.database, secret, wall=desk.wall.now(), now=desk.now)
    return Visit(desk, request, visitor) if visitor else None


def set_cookie(answer: Response, secret: str, *, lasts: timedelta) -> None:
    """Let the browser show that secret with every request; with an empty one it forgets what it had."""
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=int(lasts.total_seconds()),
        secure=True,
        httponly=True,
        samesite="lax",
    )


def speak_to(visit: Visit) -> Visit:
    """From here on in the language and the form of address of that visitor, unless the address asks for a language."""
    if "lang" not in visit.request.query_params:
        language.choose(visit.visitor.language)
    language.address_as(visit.visitor.address)
    return visit
