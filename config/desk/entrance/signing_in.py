"""Signing in by name and password, or by a link that works once."""

import logging
import math
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Request, Response
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from config.desk.desk import HOME, Desk, asked_for, came_from, go_to
from config.desk.entrance import kept
from config.desk.entrance.address import arrives_safely, local, may_enter, say_unsafe
from config.desk.forms import DeskForm, said
from config.desk.visiting import SignInNeeded, find, set_cookie
from scheduler import language
from scheduler.access import asked_links, links, passwords, sessions, signing_in
from scheduler.errors import AWAY, LinkUsed, SignInRefused, SignInThrottled, ThiDuaError
from scheduler.language import _
from scheduler.web import templates
from scheduler.web.body import Fields, read_small_fields
from scheduler.web.headers import FORMS
from scheduler.web.respond import READ
from scheduler.words import desk_link, refusal

log = logging.getLogger(__name__)

WAY_IN = f"{HOME}/vao"
PASSWORD = f"{HOME}/mat-khau"
LONGEST = passwords.LONGEST  # also of a name or an address
# The address of such a page is a secret: a form of it must say where it comes from, but nothing behind the host.
SECRET = FORMS | {"Referrer-Policy": "strict-origin"}

Small = Annotated[Fields, Depends(read_small_fields)]


class SigningIn(DeskForm):
    """Name and password; `toi`: the page to come to."""

    name = StringField(said(lambda: _("Tên tài khoản")), [InputRequired(), Length(max=LONGEST)])
    password = PasswordField(said(lambda: _("Mật khẩu")), [InputRequired(), Length(max=LONGEST)])
    toi = HiddenField()


class AskingForALink(DeskForm):
    """Where a link is to be mailed to."""

    address = StringField(
        said(lambda: _("Địa chỉ thư điện tử")), [InputRequired(), Length(max=LONGEST)]
    )


def router(desk: Desk) -> APIRouter:
    """The pages that let somebody in."""
    routes = APIRouter(prefix=HOME, include_in_schema=False)

    @routes.api_route("/vao", methods=READ)
    def ask(request: Request, toi: str = "") -> Response:
        if find(desk, request):
            return go_to(local(toi))
        return _page(desk, request, SigningIn(data={"toi": local(toi)}))

    @routes.post("/vao")
    def sign_in(request: Request, fields: Small) -> Response:
        return _signed_in(desk, request, SigningIn(fields))

    @routes.post("/vao/lien-ket")
    def ask_for_link(request: Request, fields: Small) -> Response:
        return _asked(desk, request, AskingForALink(fields))

    @routes.api_route("/vao/lien-ket", methods=READ)
    def link_asked_for(request: Request) -> Response:
        return desk.show(request, "lien-ket-da-gui")

    @routes.api_route("/vao/{secret}", methods=READ)
    def show(request: Request, secret: str, toi: str = "") -> Response:
        try:
            return _shown(desk, request, secret)
        except LinkUsed:
            if toi and find(desk, request):  # opened again, for the page it leads to
                return go_to(local(toi))
            raise

    @routes.post("/vao/{secret}")
    def use(request: Request, secret: str) -> Response:
        return _used(desk, request, secret)

    return routes


def _page(
    desk: Desk,
    request: Request,
    form: SigningIn,
    *,
    asking: AskingForALink | None = None,
    status: int = 200,
) -> Response:
    asking = asking or AskingForALink()
    unsafe = not arrives_safely(request, desk.installation.base_url)
    return desk.show(
        request, "vao", status=status, form=form, asking=asking,
        unsafe=say_unsafe() if unsafe else "",
        lapsed=kept.has_lapsed(desk, request),
        ended=kept.was_ended(desk, request),
        kept=bool(kept.secrets_of(request)),
        more=_more(), translated=_led_to(local(form.toi.data or ""), templates.other_language()),
    )  # fmt: skip


def _signed_in(desk: Desk, request: Request, form: SigningIn) -> Response:
    if not form.validate():
        return _page(desk, request, form, status=422)
    try:
        secret = signing_in.by_password(
            desk.installation.database,
            form.name.data,
            form.password.data,
            came_from=came_from(request),
            device=request.headers.get("user-agent", ""),
            wall=desk.wall.now(),
        )
    except SignInRefused as error:
        form.name.errors = [_say(desk, error)]
        return _page(desk, request, form, status=422)
    except SignInThrottled as error:
        form.name.errors = [_say(desk, error)]
        return _told_to_wait(desk, error, _page(desk, request, form, status=429))
    return _entered(request, secret, local(form.toi.data or ""))


def _asked(desk: Desk, request: Request, asking: AskingForALink) -> Response:
    """Whether anybody is reached at the address is told to nobody."""
    form = SigningIn(data={"toi": HOME})
    if not asking.validate():
        return _page(desk, request, form, asking=asking, status=422)
    address, wall = asking.address.data, desk.wall.now()
    try:
        with desk.installation.database.write_unowned() as session:
            asked_links.count(session, address, came_from=came_from(request), wall=wall)
    except SignInThrottled as error:
        told = desk_link.asked_too_often(error.until_at, desk.installation.zone)
        asking.address.errors = [told]
        answer = _page(desk, request, form, asking=asking, status=429)
        return _told_to_wait(desk, error, answer)
    answer = go_to(f"{WAY_IN}/lien-ket" + _more())
    afterwards = BackgroundTasks()
    afterwards.add_task(_mail_link, desk, address, wall=wall)
    answer.background = afterwards
    return answer


def _mail_link(desk: Desk, address: str, *, wall: datetime) -> None:
    """Once who asked is answered: how long it takes would tell whether anybody reads there."""
    try:
        with desk.installation.database.read() as session:
            issuers = asked_links.load_issuers(session, address, now=desk.now)
        if issuers:
            with desk.installation.database.write(*issuers) as session:
                asked_links.send(session, address, wall=wall, now=desk.now)
    except AWAY as error:
        log.warning("a link that was asked for is not mailed: %s", type(error).__name__)


def _told_to_wait(desk: Desk, error: SignInThrottled, answer: Response) -> Response:
    wait = (error.until_at - desk.wall.now()).total_seconds()
    answer.headers["Retry-After"] = str(max(1, math.ceil(wait)))
    return answer


def _say(desk: Desk, error: ThiDuaError) -> str:
    return refusal.sentence(error, zone=desk.installation.zone, now=desk.now)


def _more() -> str:
    """What keeps a stranger's language."""
    return "?lang=en" if language.current() == "en" else ""


def _shown(desk: Desk, request: Request, secret: str, *, status: int = 200) -> Response:
    """Nothing is changed: programs that look for dangers open every link of a mail."""
    with desk.installation.database.read() as session:
        guest = links.look(session, secret, wall=desk.wall.now(), now=desk.now)
    if "lang" not in request.query_params:
        language.choose(guest.language)
    language.address_as(guest.address)
    unsafe = not arrives_safely(request, desk.installation.base_url)
    answer = desk.show(
        request, "lien-ket-vao", status=status, guest=guest,
        unsafe=say_unsafe() if unsafe else "", kept=bool(kept.secrets_of(request)),
        enters=may_enter(request, desk.installation.base_url), zone=desk.installation.zone,
    )  # fmt: skip
    answer.headers.update(SECRET)
    return answer


def _used(desk: Desk, request: Request, secret: str) -> Response:
    """Where no browser keeps the session that would begin, the link is not used up."""
    if not may_enter(request, desk.installation.base_url):
        return _shown(desk, request, secret, status=409)
    wall, now = desk.wall.now(), desk.now
    device = request.headers.get("user-agent", "")
    path = local(request.query_params.get("toi", ""))
    try:
        with desk.installation.database.write_unowned() as session:
            guest = links.look(session, secret, wall=wall, now=now)
            cookie = links.use(session, secret, device=device, wall=wall, now=now)
    except LinkUsed:
        if find(desk, request):  # pressed twice: the first time has let them in
            return go_to(path)
        raise
    return _entered(request, cookie, PASSWORD if guest.chooses_password else path)


def _entered(request: Request, secret: str, path: str) -> Response:
    """What they had sent when their session had lapsed comes before the page they wanted; a password before all."""
    if path != PASSWORD and kept.secrets_of(request):
        path = kept.PATH + (f"?{urlencode({'toi': path})}" if path != HOME else "")
    answer = go_to(path)
    # shown a day longer than it opens anything: what comes with a lapsed one is kept for its sender
    set_cookie(answer, secret, lasts=sessions.LASTS + sessions.REMEMBERED)
    return answer


def way_in(request: Request) -> str:
    """The page of signing in, which leads back to the page that was asked for."""
    path = local(asked_for(request)) if request.method in READ else HOME
    return _led_to(path, language.current() if language.current() != "vi" else "")


def _led_to(path: str, lang: str) -> str:
    given = {"toi": path if path != HOME else "", "lang": lang}
    said = {name: value for name, value in given.items() if value}
    return f"{WAY_IN}?{urlencode(said)}" if said else WAY_IN


def install(app: FastAPI, desk: Desk) -> None:
    """Lead who is not signed in to where that is done; what a lapsed session sent is kept."""

    @app.exception_handler(SignInNeeded)
    async def lead(request: Request, error: SignInNeeded) -> Response:
        answer = go_to(way_in(request))
        if request.method not in READ:
            return await kept.keep(desk, request, answer)
        return answer
