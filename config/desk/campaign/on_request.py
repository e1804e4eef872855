"""A report on request in two clicks: the form comes filled in and says whom it touches; the second click sends."""

from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Response
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from config.desk.campaign import day_ahead, one_time, steered
from config.desk.campaign.steered import open_campaign, page_of
from config.desk.desk import Desk, Visit, go_to
from config.desk.forms import DeskForm, Sent, said
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting import typed_units
from scheduler.campaign.drafting.around import Around, around
from scheduler.campaign.editing import on_request, steering
from scheduler.campaign.editing.on_request import Asked, Touched
from scheduler.campaign.editing.steering import InForce
from scheduler.dates import say
from scheduler.definition.organisation import STANDING_BODY
from scheduler.errors import NotUnderstood, ThiDuaError
from scheduler.language import _
from scheduler.plan.model import WaitsFor
from scheduler.text import one_line
from scheduler.web.body import Fields
from scheduler.web.respond import READ
from scheduler.words import due, refusal
from scheduler.workflow import calling
from scheduler.workflow.moved_deadline import Rules
from scheduler.workflow.waiting import Waiting, load_of_campaign

NEW = "moi"


class Asking(DeskForm):
    """What is asked for; it comes filled in."""

    duty = SelectField(said(lambda: _("Loại báo cáo")))
    title = StringField(said(lambda: _("Tên báo cáo")), [Length(max=300)])
    due = StringField(said(lambda: _("Thời hạn")), [DataRequired(), Length(max=100)])
    units = TextAreaField(said(lambda: _("Đơn vị phải báo cáo")), [Length(max=5000)])
    to = StringField(said(lambda: _("Nơi nhận")), [Length(max=300)])
    reason = TextAreaField(said(lambda: _("Nội dung, căn cứ yêu cầu")), [Length(max=300)])
    key = HiddenField()


@dataclass(frozen=True)
class Shown:
    """What the second click does: until when, whom it touches, and the seal of that; `rolled`: off a day off."""

    due: str
    touched: tuple[Touched, ...]
    seal: str
    rolled: bool = False
    word: str = ""

    @property
    def unreached(self) -> list[Touched]:
        """Who cannot be told."""
        return [one for one in self.touched if not one.reachable]

    @property
    def told_today(self) -> list[Touched]:
        """Who was told something today already."""
        return [one for one in self.touched if one.told_today]


@dataclass(frozen=True)
class Open:
    """The campaign with the duties of it that wait to be called, and what typed words lean on."""

    of: InForce
    waiting: dict[str, Waiting]
    around: Around


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(prefix=page_of("{code}"), include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("/dot-xuat", methods=READ)
    def form(visit: Annotated[Visit, visiting], code: str, loai: str = "") -> Response:
        visit.require(Right.DEFINE)
        opened = _open(visit, code)
        return _page(visit, opened, _filled(visit, opened, loai))

    @routes.post("/dot-xuat")
    def send(visit: Annotated[Visit, visiting], code: str, sent: Sent) -> Response:
        visit.require(Right.DEFINE)
        opened = _open(visit, code)
        asking = _form(opened, sent)
        asked = _read(visit, opened, asking) if asking.validate() else None
        if asked is None:
            return _page(visit, opened, asking, status=422)
        shown = _look(visit, opened, asking, asked)
        wanted = shown is not None and "gui" in sent
        if wanted and (done := _send(visit, opened, asking, asked, sent)):
            return done
        anew = _("Khác với nội dung vừa xem: đề nghị xem lại rồi gửi.") if wanted else ""
        status = 409 if wanted else 200 if shown else 422
        return _page(visit, opened, asking, anew=anew, status=status)

    return routes


def _open(visit: Visit, code: str) -> Open:
    of = open_campaign(visit, code)
    with visit.desk.installation.database.read() as session:
        found = load_of_campaign(session, f"{of.issuer_id}/{of.code}", WaitsFor.REQUEST)
        leaning = around(session, of.view, visit.desk.installation)
    return Open(of, {one.occurrence.duty: one for one in found}, leaning)


def _form(opened: Open, sent: Fields | None = None) -> Asking:
    form = Asking(sent)
    choices = [(duty, one.occurrence.title) for duty, one in opened.waiting.items()]
    form.duty.choices = [*choices, (NEW, _("Báo cáo khác (nhiệm vụ mới)"))]
    return form


def _filled(visit: Visit, opened: Open, kind: str) -> Asking:
    """As an office would mostly have it: the first that waits, else a new one; from all, to the standing body."""
    form = _form(opened)
    first = next(iter(opened.waiting), NEW)
    form.duty.data = kind if kind in (*opened.waiting, NEW) else first
    waiting = opened.waiting.get(form.duty.data)
    rule = waiting.duty.due if waiting else None
    calendar, today = visit.desk.installation.calendar, day_ahead.today(visit, opened.of)
    day = on_request.usual_day(calendar, today, rule.working_days if rule else None)
    form.due.data = say.in_numbers(day)
    if waiting is None:
        form.title.data = _("Báo cáo đột xuất")
    return form


def _read(visit: Visit, opened: Open, form: Asking) -> Asked | None:
    """What was asked; None where the form tells what is wrong with it."""
    day = day_ahead.read(visit, opened.of, form.due, opened.around)
    units = _ids(form.units, opened.around.receivers | dict(opened.around.blocks))
    to = _ids(form.to, opened.around.receivers)
    is_new = form.duty.data == NEW
    if is_new and not one_line(form.title.data or ""):
        form.title.errors = [_("Đề nghị ghi mục này.")]
    if day is None or units is None or to is None or form.title.errors:
        return None
    blocks = tuple(one for one in units if one in opened.around.blocks)
    return Asked(
        title=form.title.data or "",
        due=day,
        units=tuple(one for one in units if one not in blocks),
        blocks=blocks,
        to=to[0] if to else STANDING_BODY,
        reason=" ".join((form.reason.data or "").split()),
    )


def _ids(field: StringField, known: dict[str, str]) -> list[str] | None:
    try:
        return typed_units.ids(field.data or "", known)
    except NotUnderstood as error:
        field.errors = [error.reason]
        return None


def _look(visit: Visit, opened: Open, form: Asking, asked: Asked) -> Shown | None:
    """What sending would do; None where the form tells why it cannot be."""
    if waiting := opened.waiting.get(form.duty.data):
        return _look_at_call(visit, opened, form, waiting, asked)
    return _look_at_new(visit, opened, form, asked)


def _look_at_call(
    visit: Visit, opened: Open, form: Asking, waiting: Waiting, asked: Asked
) -> Shown | None:
    now, zone, issuer = visit.desk.now, ZoneInfo(opened.of.zone), opened.of.issuer_id
    with visit.desk.installation.database.read() as session:
        try:
            call = calling.preview(session, waiting, asked.wish, _rules(visit), now=now)
        except ThiDuaError as error:
            form.due.errors = [refusal.sentence(error, zone=zone, now=now)]
            return None
        touched = on_request.load_touched(session, issuer, call.units, zone=zone, now=now)
        seal = on_request.seal(session, call, asked)
    moment = due.moment(call.due_at, zone)
    return Shown(moment, tuple(touched), seal, call.rolled, _("Gửi yêu cầu"))


def _look_at_new(visit: Visit, opened: Open, form: Asking, asked: Asked) -> Shown | None:
    now, zone, of = visit.desk.now, ZoneInfo(opened.of.zone), opened.of
    by, key = visit.visitor.signature, form.key.data
    if not key or on_request.is_taken(of, key, asked, by=by):
        key = on_request.new_id(of, asked.title)
    form.key.data = key
    done = on_request.added(of, key, asked, by=by)
    found = steering.look(visit.desk.installation, of.written(done.text))
    created = [
        one.after
        for one in (found.preview.changes.occurrences if found.preview else ())
        if one.after and one.after.duty == key
    ]
    if found.problems or not (created or steering.is_in_force(of, done.text)):
        form.title.errors = [one.reason for one in found.problems] or [_("Không có gì thay đổi.")]
        return None
    units = created[0].units if created else ()
    with visit.desk.installation.database.read() as session:
        touched = on_request.load_touched(session, of.issuer_id, units, zone=zone, now=now)
    moment = due.moment(created[0].due_at, zone) if created else ""
    rolled = bool(created and created[0].rolled)
    word = _("Gửi yêu cầu") if steered.puts_into_force(visit) else _("Trình phê duyệt")
    return Shown(moment, tuple(touched), found.digest, rolled, word)


def _rules(visit: Visit) -> Rules:
    return Rules(visit.desk.installation.calendar, visit.desk.installation.policies)


def _send(visit: Visit, opened: Open, form: Asking, asked: Asked, sent: Fields) -> Response | None:
    """Do exactly what was shown; None where it would do something else by now."""
    seal, of = sent.get("dau", ""), opened.of
    if form.duty.data not in opened.waiting:
        if form.key.data != sent.get("key"):
            return None  # somebody else's is called so meanwhile
        done = on_request.added(of, form.key.data, asked, by=visit.visitor.signature)
        led_to = f"{one_time.address(of.code, form.key.data, 'once')}?xong=moi"
        if steering.is_in_force(of, done.text):
            return go_to(led_to)
        return steered.put(visit, of.written(done.text), seal, led_to=led_to)
    now, installation = visit.desk.now, visit.desk.installation
    with installation.database.write(of.issuer_id) as session:
        found = load_of_campaign(session, f"{of.issuer_id}/{of.code}", WaitsFor.REQUEST)
        waiting = next((one for one in found if one.occurrence.duty == form.duty.data), None)
        if waiting is None:
            return None
        call = calling.preview(session, waiting, asked.wish, _rules(visit), now=now)
        key = None
        if on_request.seal(session, call, asked) == seal:
            by = visit.visitor.signature
            row = calling.call(session, waiting, asked.wish, _rules(visit), by=by, now=now)
            key = row.key
        elif "gui" in sent:
            key = on_request.same_call(session, call, asked, now=now)
    return go_to(f"{one_time.address(of.code, form.duty.data, key)}?xong=goi") if key else None


def _page(
    visit: Visit,
    opened: Open,
    form: Asking,
    *,
    anew: str = "",
    status: int = 200,
) -> Response:
    faulty = bool(form.errors) or status == 422
    asked = None if faulty else _read(visit, opened, form)
    shown = _look(visit, opened, form, asked) if asked else None
    return visit.page(
        "dot-xuat",
        status=status if shown else 422,
        of=opened.of,
        back=page_of(opened.of.code),
        here=f"{page_of(opened.of.code)}/dot-xuat",
        form=form,
        shown=shown,
        anew=anew,
        is_new=form.duty.data == NEW,
        several=len(form.duty.choices) > 1,
        receivers=list(opened.around.receivers.values()),
        blocks=list(opened.around.blocks.values()),
    )
