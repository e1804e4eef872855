"""One time of a duty: what it is, who owes it, and moving or cancelling it, which is seen before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import quote
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, HTTPException, Response
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from config.desk.campaign import day_ahead, steered
from config.desk.campaign.steered import Following, open_campaign, page_of
from config.desk.desk import Desk, Visit, go_to
from config.desk.forms import DeskForm, Sent, said
from config.desk.visiting import Visiting
from scheduler.access.roles import Right
from scheduler.campaign.drafting.around import around
from scheduler.campaign.editing import one_time, steering
from scheduler.campaign.editing.looking import Look
from scheduler.campaign.editing.meaning import meaning
from scheduler.campaign.editing.one_time import OneTime
from scheduler.campaign.editing.steering import InForce
from scheduler.dates import say
from scheduler.definition.models import Amendment
from scheduler.definition.rewrite import Rewritten
from scheduler.errors import NotCalled
from scheduler.language import _
from scheduler.plan.diff import ChangeKind, OccurrenceChange
from scheduler.plan.model import Roll
from scheduler.states import OWED
from scheduler.text import one_line
from scheduler.web.body import Fields
from scheduler.web.respond import READ
from scheduler.words import due, origin, state
from scheduler.workflow.called import find_called, withdraw

MOVE, CANCEL, BACK = "doi", "huy", "lai"
_MOST = 300  # letters of a reason: people read it on a card


class Deciding(DeskForm):
    """Another day, and why; cancelling asks for the reason alone."""

    due = StringField(said(lambda: _("Hạn mới")), [Length(max=100)])
    reason = TextAreaField(
        said(lambda: _("Lý do, căn cứ (người nhận đọc được)")),
        [DataRequired(), Length(max=_MOST)],
        filters=[lambda text: one_line(text) if text else text],  # it stands within a sentence
    )


@dataclass(frozen=True)
class Decision:
    """What was decided, ready to be seen: which deed, its text, and the day typed where it moves."""

    deed: str
    done: Rewritten
    day: date | None = None


@dataclass(frozen=True)
class Shown:
    """The same with what it means, in sentences."""

    deed: str
    says: tuple[str, ...]


def router(desk: Desk) -> APIRouter:
    """Where it is."""
    routes = APIRouter(prefix=f"{page_of('{code}')}/lan", include_in_schema=False)
    visiting = Depends(Visiting(desk))

    @routes.api_route("/{duty}/{key}", methods=READ)
    def shown(visit: Annotated[Visit, visiting], code: str, duty: str, key: str) -> Response:
        of, one = _open(visit, code, duty, key)
        return _page(visit, of, one, Deciding())

    @routes.post("/{duty}/{key}")
    def decide(
        visit: Annotated[Visit, visiting], code: str, duty: str, key: str, sent: Sent
    ) -> Response:
        visit.require(Right.DEFINE)
        of, one = _open(visit, code, duty, key)
        return _decide(visit, of, one, sent)

    return routes


def address(code: str, duty: str, key: str) -> str:
    """Of the page of that time."""
    return f"{page_of(code)}/lan/{quote(duty)}/{quote(key)}"


def _open(visit: Visit, code: str, duty: str, key: str) -> tuple[InForce, OneTime]:
    of = open_campaign(visit, code)
    with visit.desk.installation.database.read() as session:
        try:
            issuer, now = of.issuer_id, visit.desk.now
            return of, one_time.load(session, code, duty, key, issuer_id=issuer, now=now)
        except NotCalled:
            raise HTTPException(404) from None


def _decide(visit: Visit, of: InForce, one: OneTime, sent: Fields) -> Response:
    form, deed = Deciding(sent), sent.get("viec", "")
    if one.called:
        return _take_back(visit, of, one, form)
    decided = _decision(visit, of, one, form, deed)
    if decided is None:
        return _page(visit, of, one, form, status=422)
    anew = ""
    written = of.written(decided.done.text)
    if "chac" in sent:
        led_to = f"{address(of.code, one.duty, one.key)}?xong={deed}"
        if steering.is_in_force(of, written.source):
            return go_to(led_to)
        if done := steered.put(visit, written, sent.get("dau", ""), led_to=led_to):
            return done
        anew = _("Có người vừa thay đổi phong trào hoặc đơn vị: đề nghị xem lại trước khi áp dụng.")
    found = steering.look(visit.desk.installation, written)
    change = _change_of(found, one)
    if fault := _fault(visit, of, decided, found, change):
        form.due.errors = [fault]
        return _page(visit, of, one, form, status=422)
    shown = Shown(decided.deed, tuple(_says(visit, of, one, decided.day, change)))
    follows = steered.following(visit, of, found)
    status = 422 if follows.problems else 409 if anew else 200
    return _page(visit, of, one, form, decided=shown, follows=follows, anew=anew, status=status)


def _take_back(visit: Visit, of: InForce, one: OneTime, form: Deciding) -> Response:
    """What was called for is in no definition: the call itself is taken back, once."""
    if not form.validate():
        return _page(visit, of, one, form, status=422)
    with visit.desk.installation.database.write(of.issuer_id) as session:
        row = find_called(session, f"{of.issuer_id}/{of.code}", one.duty, one.key)
        if not row.withdrawn:
            by, now = visit.visitor.signature, visit.desk.now
            withdraw(session, row, form.reason.data, by=by, now=now)
    return go_to(f"{address(of.code, one.duty, one.key)}?xong=thu-hoi")


def _decision(
    visit: Visit, of: InForce, one: OneTime, form: Deciding, deed: str
) -> Decision | None:
    """What was asked; None where the form tells what is wrong with it."""
    if _stands_still(one):
        return None
    if deed == BACK:
        return Decision(deed, one_time.restored(of, one.duty, one.key))
    is_right = form.validate()
    if deed == CANCEL:
        if not is_right:
            return None
        return Decision(deed, one_time.cancelled(of, one.duty, one.key, form.reason.data))
    with visit.desk.installation.database.read() as session:
        leaning = around(session, of.view, visit.desk.installation)
    day = day_ahead.read(visit, of, form.due, leaning)
    if day is None or not is_right:
        return None
    return Decision(MOVE, one_time.moved(of, one.duty, one.key, day, form.reason.data), day)


def _change_of(found: Look, one: OneTime) -> OccurrenceChange | None:
    """What happens to that time; None where nothing does, or it cannot be planned."""
    changes = found.preview.changes.occurrences if found.preview else ()
    return next((each for each in changes if each.duty == (one.duty, one.key)), None)


def _fault(
    visit: Visit, of: InForce, decided: Decision, found: Look, change: OccurrenceChange | None
) -> str:
    """Why it is not done; empty where it can be. What cannot be planned tells so itself."""
    if found.problems:
        return ""
    moving = (ChangeKind.MOVED, ChangeKind.CREATED)
    if decided.deed == MOVE and (change is None or change.kind not in moving):
        return _("Hạn hiện nay đã là ngày này.")
    at = change.after.due_at if change and change.after else None
    if decided.deed != BACK or at is None or change is None or change.kind not in moving:
        return ""
    day = at.astimezone(ZoneInfo(of.zone)).date()
    if day >= day_ahead.today(visit, of):
        return ""
    told = _("Hạn quy định của lần này, {day}, đã qua: đề nghị ghi hạn mới còn ở phía trước.")
    return told.format(day=say.say_day(day))


def _stands_still(one: OneTime) -> bool:
    """Whether no definition says when it is: it was called for, or waits for somebody's word."""
    return one.called or (one.waits_for != "" and one.due_at is None)


def _says(
    visit: Visit, of: InForce, one: OneTime, day: date | None, change: OccurrenceChange | None
) -> Iterator[str]:
    """What a new day means: in full, how far it is, where it goes if it is a day off, and when units owe it."""
    if day is None:
        return
    calendar, today = visit.desk.installation.calendar, day_ahead.today(visit, of)
    rolled = change.after.rolled if change and change.after else None
    last = rolled.to_on if rolled else day
    _named, *distance = meaning(last, today=today, calendar=calendar)
    told = _("Hạn mới là {day}").format(day=say.say_day(last))
    yield f"{', '.join([told, *distance])}."
    if rolled:
        yield f"{origin.went(rolled)}."
    if one_time.is_consolidated(of, one.duty):
        yield _("Hạn của đơn vị sớm hơn ngày này để kịp tổng hợp, như ghi dưới đây.")


def _page(
    visit: Visit,
    of: InForce,
    one: OneTime,
    form: Deciding,
    *,
    decided: Shown | None = None,
    follows: Following | None = None,
    anew: str = "",
    status: int = 200,
) -> Response:
    zone = ZoneInfo(of.zone)
    amended = one_time.amendment_of(of, one.duty, one.key)
    is_gone = one.withdrawn and amended is None  # its duty has no such time any more
    return visit.page(
        "mot-lan",
        status=status,
        of=of,
        one=one,
        back=page_of(of.code),
        here=address(of.code, one.duty, one.key),
        due=due.moment(one.due_at, zone) if one.due_at else due.waiting(one.waits_for),
        why=_why(one, zone),
        amended=_amended(amended, one.rolled),
        states=_states(one),
        form=form,
        decided=decided,
        follows=follows,
        anew=anew,
        done=visit.request.query_params.get("xong", ""),
        may=visit.visitor.may(Right.DEFINE) and not _stands_still(one) and not is_gone,
        stands_still=_stands_still(one) and not one.called,
        may_take_back=visit.visitor.may(Right.DEFINE) and one.called and not one.withdrawn,
    )


def _why(one: OneTime, zone: ZoneInfo) -> str:
    decided = one.decided_at.astimezone(zone).date() if one.decided_at else None
    return origin.reason(one.origin, one.origin_text, decided)


def _amended(one: Amendment | None, rolled: Roll | None) -> str:
    """What was decided of it, and where that day went."""
    if one is None:
        return ""
    if one.due is None:
        return _("Lần này đã được hủy: {reason}.").format(reason=one.origin.text)
    told = _("Hạn của riêng lần này đã dời đến {day}: {reason}.")
    went = f" {origin.went(rolled)}." if rolled else ""
    return told.format(day=say.say_day(one.due), reason=one.origin.text) + went


def _states(one: OneTime) -> list[tuple[str, str, list[str]]]:
    """How many units stand where: the word, its shape, and their names."""
    found: dict[str, list[str]] = {}
    for each in one.owing:
        found.setdefault(each.state, []).append(each.name)
    return [
        (state.word(name), "wait" if name in OWED else "done", units)
        for name, units in found.items()
    ]
