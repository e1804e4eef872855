"""What is somebody's own at the desk: where they are signed in, their language, their password."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from config.desk.desk import HOME, Desk, Visit, came_from, go_to
from config.desk.entrance.address import local
from config.desk.entrance.devices import say_device
from config.desk.forms import DeskForm, said
from config.desk.visiting import Visiting, set_cookie
from scheduler.access import accounts, arrival, passwords, sessions, signing_in
from scheduler.access.visitor import Whose
from scheduler.errors import SignInRefused, SignInThrottled, WeakPassword
from scheduler.language import LANGUAGES, _
from scheduler.store.tables import DeskSession
from scheduler.web.body import Fields, read_small_fields
from scheduler.web.respond import READ
from scheduler.words import refusal

NOW = timedelta(0)
SHOWN = 40  # sessions of one person
LONGEST = passwords.LONGEST


class ChoosingPassword(DeskForm):
    """A new password, twice, for nobody sees it; the present one of who has not just come by a link."""

    present = PasswordField(
        said(lambda: _("Mật khẩu đang dùng")), [InputRequired(), Length(max=LONGEST)]
    )
    new = PasswordField(said(lambda: _("Mật khẩu mới")), [InputRequired(), Length(max=LONGEST)])
    again = PasswordField(said(lambda: _("Mật khẩu mới, lần thứ hai")), [InputRequired()])


def router(desk: Desk) -> APIRouter:
    """Their pages."""
    routes = APIRouter(prefix=HOME, include_in_schema=False)
    Visits = Annotated[Visit, Depends(Visiting(desk))]
    Small = Annotated[Fields, Depends(read_small_fields)]

    @routes.post("/ra")
    def leave(visit: Visits) -> Response:
        with desk.installation.database.write_unowned() as session:
            sessions.end(session, visit.visitor, visit.visitor.session_id, wall=desk.wall.now())
        return _out()

    @routes.api_route("/phien", methods=READ)
    def listed(visit: Visits) -> Response:
        with desk.installation.database.read() as session:
            found = sessions.load(session, visit.visitor, wall=desk.wall.now())
        rows = [(one, say_device(one.device)) for one in found[:SHOWN]]
        return visit.page("phien", rows=rows, zone=desk.installation.zone)

    @routes.post("/phien/{number:int}/ket-thuc")
    def end(visit: Visits, number: int) -> Response:
        with desk.installation.database.write_unowned() as session:
            row = session.get(DeskSession, number)
            if row is None or Whose(row.account_id, row.person_id) != visit.visitor.whose:
                raise HTTPException(404)
            sessions.end(session, visit.visitor, number, wall=desk.wall.now())
        return _out() if number == visit.visitor.session_id else go_to(f"{HOME}/phien")

    @routes.post("/phien/ket-thuc-khac")
    def end_others(visit: Visits) -> Response:
        _end_all(visit, but=visit.visitor.session_id)
        return go_to(f"{HOME}/phien")

    @routes.post("/phien/ket-thuc-het")
    def end_all(visit: Visits) -> Response:
        _end_all(visit)
        return _out()

    @routes.post("/ngon-ngu")
    def speak(visit: Visits, fields: Small) -> Response:
        if (wished := fields.get("lang")) in LANGUAGES:
            with desk.installation.database.write(
                *accounts.owners(visit.visitor.issuer_id)
            ) as session:
                accounts.choose_language(session, visit.visitor.whose, str(wished))
        return go_to(local(fields.get("toi", "")))

    @routes.api_route("/mat-khau", methods=READ)
    def ask_password(visit: Visits) -> Response:
        return visit.page("mat-khau", form=_password_form(visit, None))

    @routes.post("/mat-khau")
    def set_password(visit: Visits, fields: Small) -> Response:
        form = _password_form(visit, fields)
        if not form.validate() or not _is_set(visit, form):
            return visit.page("mat-khau", status=422, form=form)
        return go_to(f"{HOME}/mat-khau/xong")

    @routes.api_route("/mat-khau/xong", methods=READ)
    def password_is_set(visit: Visits) -> Response:
        return visit.page("mat-khau-xong")

    return routes


def _out() -> Response:
    answer = go_to(f"{HOME}/vao")
    set_cookie(answer, "", lasts=NOW)
    return answer


def _end_all(visit: Visit, *, but: int | None = None) -> None:
    whose, wall = visit.visitor.whose, visit.desk.wall.now()
    with visit.desk.installation.database.write_unowned() as session:
        sessions.end_all(
            session, account_id=whose.account_id, person_id=whose.person_id, but=but, wall=wall
        )


def _password_form(visit: Visit, fields: Fields | None) -> ChoosingPassword:
    """Who holds a post has no password to choose: nothing is there (404)."""
    visitor = visit.visitor
    if visitor.account_id is None:
        raise HTTPException(404)
    form = ChoosingPassword(fields)
    with visit.desk.installation.database.read() as session:
        trusted = arrival.came_by_link(session, visitor, wall=visit.desk.wall.now())
    if trusted or not visitor.has_password:
        del form.present
    return form


def _is_set(visit: Visit, form: ChoosingPassword) -> bool:
    """Whether the new password holds now; else the form says what is wrong."""
    desk, name = visit.desk, visit.visitor.signature
    new, wall = form.new.data, desk.wall.now()
    if form.again.data != new:
        form.again.errors = [_("Hai lần nhập mật khẩu mới không giống nhau.")]
        return False
    field = form.new
    try:
        passwords.require_good(new, name)
        if form.present is not None:
            field = form.present
            _require_present(visit, form.present.data)
        with desk.installation.database.read() as session:
            account = accounts.find(session, name)
        accounts.set_password(
            desk.installation.database, account, new,
            by=name, keep=visit.visitor.session_id, wall=wall, now=desk.now,
        )  # fmt: skip
    except SignInRefused:
        form.present.errors = [_("Mật khẩu đang dùng không đúng.")]
    except (SignInThrottled, WeakPassword) as error:
        field.errors = [refusal.sentence(error, zone=desk.installation.zone, now=desk.now)]
    return not form.faults


def _require_present(visit: Visit, password: str) -> None:
    """Counted like any sign-in; the session it begins ends with all others. Raises SignInRefused, SignInThrottled."""
    signing_in.by_password(
        visit.desk.installation.database,
        visit.visitor.signature,
        password,
        came_from=came_from(visit.request),
        device="",
        wall=visit.desk.wall.now(),
    )
