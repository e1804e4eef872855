"""Accounts: an admin's of the own issuer, an operator's of all."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Response
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from config.desk.desk import HOME, Desk, Visit, go_to, sheet
from config.desk.forms import DeskForm, said
from config.desk.visiting import Visiting
from scheduler.access import accounts, links
from scheduler.access.roles import GIVEN, Right, Role
from scheduler.errors import (
    BadName,
    NameTaken,
    RoleNeedsIssuer,
    RoleTakesNoIssuer,
    ThiDuaError,
)
from scheduler.language import _
from scheduler.store.organisation import issuer_names
from scheduler.store.tables import Account
from scheduler.text import capital
from scheduler.web.body import Fields, read_small_fields
from scheduler.web.errors import Refusal
from scheduler.web.respond import READ
from scheduler.words import access as words
from scheduler.words import desk_link, refusal

PATH = f"{HOME}/tai-khoan"
A_PAGE = 25
ADMITTED = (Role.ADMIN, Role.VIEWER)  # by an admin


class Adding(DeskForm):
    """A new account; its issuer is asked for where there is a choice."""

    name = StringField(said(lambda: _("Tên tài khoản")), [InputRequired(), Length(max=40)])
    role = SelectField(said(lambda: _("Vai trò")))
    issuer = SelectField(said(lambda: _("Cơ quan phát động")))


def router(desk: Desk) -> APIRouter:
    """Their page and what is done there."""
    routes = APIRouter(prefix=PATH, include_in_schema=False)
    Visits = Annotated[Visit, Depends(Visiting(desk))]
    Small = Annotated[Fields, Depends(read_small_fields)]

    @routes.api_route("", methods=READ)
    def listed(visit: Visits, trang: str = "") -> Response:
        return _page(visit, _form(visit, None), page=trang)

    @routes.post("")
    def add(visit: Visits, fields: Small) -> Response:
        form = _form(visit, fields)
        if not form.validate():
            return _page(visit, form, status=422)
        try:
            return _link(visit, _added(visit, form))
        except (BadName, NameTaken) as error:
            form.name.errors = [_say(visit, error)]
        except (RoleNeedsIssuer, RoleTakesNoIssuer):
            form.issuer.errors = [_say_issuer(form.role.data)]
        return _page(visit, form, status=422)

    @routes.post("/{number:int}/lien-ket")
    def link(visit: Visits, number: int) -> Response:
        return _link(visit, _find(visit, number))

    @routes.post("/{number:int}/dang-xuat")
    def sign_out(visit: Visits, number: int) -> Response:
        account = _find(visit, number)
        with desk.installation.database.write(*accounts.owners(account.issuer_id)) as session:
            accounts.sign_out(session, account, **_who(visit))
        return go_to(PATH)

    @routes.post("/{number:int}/dong")
    def close(visit: Visits, number: int) -> Response:
        account = _find(visit, number)
        if account.id == visit.visitor.account_id:
            raise Refusal(409, _("Không tự đóng được tài khoản đang dùng."))
        with desk.installation.database.write(*accounts.owners(account.issuer_id)) as session:
            accounts.close(session, session.merge(account), **_who(visit))
        return go_to(PATH)

    return routes


def _all(visit: Visit) -> bool:
    """Whether the visitor keeps accounts of every issuer. Raises Refusal (403) for who keeps none."""
    keeps_all = visit.visitor.may(Right.KEEP)
    if not keeps_all:
        visit.require(Right.ADMIT)
    return keeps_all


def _form(visit: Visit, fields: Fields | None) -> Adding:
    form, keeps_all = Adding(fields), _all(visit)
    roles = GIVEN if keeps_all else ADMITTED
    form.role.choices = [SelectChoice(str(role), words.role(role)) for role in roles]
    if not keeps_all:
        del form.issuer
        return form
    with visit.desk.installation.database.read() as session:
        names = issuer_names(session)
    none = SelectChoice("", _("(không thuộc cơ quan nào)"))
    form.issuer.choices = [none, *(SelectChoice(id_, name) for id_, name in names.items())]
    return form


def _page(visit: Visit, form: Adding, *, page: str = "", status: int = 200) -> Response:
    keeps_all = _all(visit)
    with visit.desk.installation.database.read() as session:
        rows = accounts.load(session, None if keeps_all else visit.visitor.issuer_id)
        names = issuer_names(session) if keeps_all else {}
    shown = sheet(rows, page, each=A_PAGE)
    return visit.page(
        "tai-khoan", status=status, form=form, rows=shown.rows,
        number=shown.number, pages=shown.pages, names=names, role=_say_role,
        zone=visit.desk.installation.zone,
    )  # fmt: skip


def _added(visit: Visit, form: Adding) -> Account:
    issuer_id = form.issuer.data or None if form.issuer else visit.visitor.issuer_id
    with visit.desk.installation.database.write(*accounts.owners(issuer_id)) as session:
        return accounts.add(
            session, name=form.name.data, role=form.role.data, issuer_id=issuer_id, **_who(visit)
        )


def _link(visit: Visit, account: Account) -> Response:
    """A way in for who the account is for: shown here and never again."""
    desk = visit.desk
    with desk.installation.database.write(*accounts.owners(account.issuer_id)) as session:
        secret = links.make(session, account_id=account.id, **_who(visit))
    with desk.installation.database.read() as session:
        guest = links.look(session, secret, wall=desk.wall.now(), now=desk.now)
    return visit.page(
        "lien-ket-moi", account=account, guest=guest, zone=desk.installation.zone,
        here_only="" if desk.installation.outside_url else desk_link.here_only(),
        link=links.address_of(desk.installation.base_url, secret),
    )  # fmt: skip


def _find(visit: Visit, number: int) -> Account:
    """An open account the visitor keeps; of all others it is said that nothing is there (404)."""
    keeps_all = _all(visit)
    with visit.desk.installation.database.read() as session:
        account = session.get(Account, number)
    if account is None or account.closed_at:
        raise HTTPException(404)
    if not keeps_all and account.issuer_id != visit.visitor.issuer_id:
        raise HTTPException(404)
    return account


def _who(visit: Visit) -> dict[str, Any]:
    return {"by": visit.visitor.signature, "wall": visit.desk.wall.now(), "now": visit.desk.now}


def _say(visit: Visit, error: ThiDuaError) -> str:
    return refusal.sentence(error, zone=visit.desk.installation.zone, now=visit.desk.now)


def _say_role(role: str) -> str:
    return capital(words.role(role))


def _say_issuer(role: str) -> str:
    if role == Role.OPERATOR:
        return _("Người vận hành không thuộc cơ quan phát động nào.")
    return _("Đề nghị chọn cơ quan phát động của tài khoản.")
