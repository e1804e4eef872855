"""A form that came after its session had lapsed is kept, shown once its sender is signed in again, and sent on.

Of a stranger nothing is read. The secrets of what is kept are in a cookie of their own, so that they are there
whichever way and in whichever tab somebody signs in.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from config.desk.desk import HOME, Desk, Visit, go_to, place_of
from config.desk.documents.uploads import BRINGING, may_be_stored
from config.desk.entrance.address import local
from config.desk.entrance.kept_fields import Row, rows_of
from config.desk.entrance.replay import send_again
from config.desk.refusals import frame
from config.desk.visiting import COOKIE, Visiting
from scheduler.access import kept_forms, sessions
from scheduler.access.kept_forms import KEPT, LARGEST, MOST, Form
from scheduler.access.visitor import Whose
from scheduler.dates import say
from scheduler.errors import BodyTooBig
from scheduler.language import _
from scheduler.web.body import MULTIPART, URLENCODED, Fields, parts_of, read_body, read_small_fields
from scheduler.web.errors import Refusal
from scheduler.web.respond import READ

PATH = f"{HOME}/giu-lai"
KEPT_COOKIE = "__Host-thidua-giu"
# Of what is sent there nothing is worth keeping, or it may not be: a password.
NEVER = tuple(f"{HOME}/{part}" for part in ("giu-lai", "mat-khau", "ngon-ngu", "phien", "ra"))


@dataclass(frozen=True)
class Shown:
    """One kept form as its page shows it; `number`: its place among those of the cookie."""

    number: int
    place: str  # the part of the desk it was sent in; empty for none
    kept_at: str
    rows: list[Row]
    more: int  # fields that are not shown


def router(desk: Desk) -> APIRouter:
    """The page of what was kept."""
    routes = APIRouter(prefix=HOME, include_in_schema=False)
    visiting = Depends(Visiting(desk))
    Visits = Annotated[Visit, visiting]
    Small = Annotated[Fields, Depends(read_small_fields)]

    @routes.api_route("/giu-lai", methods=READ)
    async def show(visit: Visits, toi: str = "") -> Response:
        forms = await run_in_threadpool(_look, visit)
        if not forms:  # perhaps of who signs in here next: the cookie runs out by itself
            return go_to(local(toi))
        return visit.page("giu-lai", forms=[await _shown(visit, *one) for one in forms])

    @routes.post("/giu-lai/gui")
    async def send(visit: Visits, fields: Small) -> Response:
        secret, left = _named(visit, fields)
        form = await run_in_threadpool(_take, visit, secret)
        if form is None:
            return go_to(PATH)
        answer = await send_again(visit, form)
        if answer.status_code >= 500:
            left.append(await run_in_threadpool(_keep, visit.desk, visit.visitor.whose, form))
        _remember(answer, left)
        return answer

    @routes.post("/giu-lai/bo")
    async def drop(visit: Visits, fields: Small) -> Response:
        secret, left = _named(visit, fields)
        await run_in_threadpool(_take, visit, secret)
        answer = go_to(PATH if left else HOME)
        _remember(answer, left)
        return answer

    return routes


async def keep(desk: Desk, request: Request, answer: Response) -> Response:
    """`answer`, with what was sent kept where the session that sent it lapsed; of others nothing is read."""
    kind = request.headers.get("content-type", "")
    whose = await run_in_threadpool(_lapsed, desk, request)
    path = str(request.scope["path"])
    if whose is None or not kind.startswith((URLENCODED, MULTIPART)) or path.startswith(NEVER):
        return answer
    try:
        body = await read_body(request, limit=LARGEST)
    except BodyTooBig:
        said = _("Phiên đăng nhập đã hết; nội dung vừa gửi quá lớn nên không giữ lại được.")
        return await _not_kept(desk, request, 413, said)
    if path == BRINGING and not await run_in_threadpool(may_be_stored, body, kind):
        said = _("Phiên đăng nhập đã hết; văn bản vừa gửi không được phép hoặc không thể giữ lại.")
        return await _not_kept(desk, request, 422, said)
    if request.url.query:
        path += f"?{request.url.query}"
    form = Form(path, kind, body, desk.wall.now())
    secret = await run_in_threadpool(_keep, desk, whose, form)
    _remember(answer, [*secrets_of(request), secret])
    return answer


async def _not_kept(desk: Desk, request: Request, status: int, said: str) -> Response:
    return await frame(desk)(request, Refusal(status, said, _("Đề nghị đăng nhập rồi gửi lại.")))


def secrets_of(request: Request) -> list[str]:
    """Of what this browser has sent and was kept, the oldest first."""
    return [one for one in request.cookies.get(KEPT_COOKIE, "").split(".") if one][-MOST:]


def has_lapsed(desk: Desk, request: Request) -> bool:
    """Whether who comes was signed in until their session ran out."""
    return _lapsed(desk, request) is not None


def was_ended(desk: Desk, request: Request) -> bool:
    """Whether the session of who comes was ended, from another device: nothing it sent since is kept."""
    if not (secret := request.cookies.get(COOKIE, "")):
        return False
    with desk.installation.database.read() as session:
        return sessions.was_ended(session, secret)


def _lapsed(desk: Desk, request: Request) -> Whose | None:
    secret = request.cookies.get(COOKIE, "")
    if not secret:
        return None
    with desk.installation.database.read() as session:
        return sessions.lapsed(session, secret, wall=desk.wall.now())


def _keep(desk: Desk, whose: Whose, form: Form) -> str:
    with desk.installation.database.write_unowned() as session:
        return kept_forms.keep(
            session,
            whose,
            path=form.path,
            content_type=form.content_type,
            body=form.body,
            wall=form.kept_at,
        )


def _look(visit: Visit) -> list[tuple[int, Form]]:
    wall = visit.desk.wall.now()
    with visit.desk.installation.database.read() as session:
        found = [
            (number, kept_forms.look(session, secret, visit.visitor, wall=wall))
            for number, secret in enumerate(secrets_of(visit.request))
        ]
    return [(number, form) for number, form in found if form]


def _take(visit: Visit, secret: str) -> Form | None:
    with visit.desk.installation.database.write_unowned() as session:
        return kept_forms.take(session, secret, visit.visitor, wall=visit.desk.wall.now())


def _named(visit: Visit, fields: Fields) -> tuple[str, list[str]]:
    """The secret that the form names by its number, and the others."""
    secrets, given = secrets_of(visit.request), fields.get("so", "")
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 3 else MOST
    if number >= len(secrets):
        return "", secrets
    return secrets.pop(number), secrets


async def _shown(visit: Visit, number: int, form: Form) -> Shown:
    rows, more = rows_of(await parts_of(form.body, form.content_type))
    at = say.say_moment(form.kept_at, visit.desk.installation.zone)
    return Shown(number, place_of(form.path), at, rows, more)


def _remember(answer: Response, secrets: list[str]) -> None:
    answer.set_cookie(
        KEPT_COOKIE,
        ".".join(secrets[-MOST:]),
        max_age=int(KEPT.total_seconds()) if secrets else 0,
        secure=True,
        httponly=True,
        samesite="lax",
    )
