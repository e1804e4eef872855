"""/duyet: what waits for the standing body: reports, wishes for more time, reports to superiors."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.keyboard import (
    MOST_NUMBERED,
    Row,
    escalation_row,
    report_row,
    waive_row,
    wish_row,
)
from bots.telegram.press import Press
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from scheduler.actions import Action
from scheduler.dates.say import say_moment
from scheduler.errors import NotAllowed, NotPossible, ThiDuaError
from scheduler.language import _, ngettext
from scheduler.store.inbox import Transaction
from scheduler.text import capital
from scheduler.words import due, proof, superior
from scheduler.words.state import short_moment, told_coming
from scheduler.workflow import escalation
from scheduler.workflow.actor import Actor
from scheduler.workflow.cards import is_card
from scheduler.workflow.cases import Handed, Wish, load_handed, load_wishes
from scheduler.workflow.report import days_late
from scheduler.workflow.superior import Escalation, EscalationState, load_escalations

Waiting = Handed | Wish | Escalation


class Settle(Protocol):
    """What may be done with a report to a superior; how many items that are."""

    def __call__(
        self, session: Transaction, reminder_id: int, actor: Actor, *, now: datetime
    ) -> int: ...


def show(scene: Scene, argument: str = "") -> list[Answer]:
    """/duyet, ten at a time, oldest first within each kind."""
    scene.standing_actor()
    text, rows = _page(scene)
    return [Say(text, rows)]


def refreshed(scene: Scene) -> list[Answer]:
    """The queue again after a decision, in place of the one whose button was pressed; cards are edited elsewhere."""
    if is_card(scene.session, scene.lanes, scene.place.chat, scene.message_id):
        return []
    text, rows = _page(scene)
    return scene.over(text, rows)


def send_escalation(scene: Scene, press: Press) -> list[Answer]:
    """Gửi báo cáo cấp trên."""
    count = _settle(scene, press, escalation.send)
    told = ngettext("Sẽ gửi báo cáo cấp trên, {count} mục.", count).format(count=count)
    nobody = _(
        "Cấp trên chưa có kênh nhận tin nên không gửi được. Nhiệm vụ này còn ở /duyet đến khi bấm Đã báo cáo "
        "bằng hình thức khác hoặc Không gửi."
    )
    return [Toast(told if count else nobody, alert=not count), *refreshed(scene)]


def drop_escalation(scene: Scene, press: Press) -> list[Answer]:
    """Bỏ."""
    _settle(scene, press, escalation.drop)
    return [Toast(_("Đã quyết định không gửi.")), *refreshed(scene)]


def tell_another_way(scene: Scene, press: Press) -> list[Answer]:
    """Đã báo cáo bằng hình thức khác."""
    _settle(scene, press, escalation.tell_another_way)
    return [Toast(_("Đã ghi vào sổ: báo cáo cấp trên bằng hình thức khác.")), *refreshed(scene)]


def _settle(scene: Scene, press: Press, act: Settle) -> int:
    refused: ThiDuaError = NotAllowed(Action.ESCALATE)
    for actor in scene.standing:
        try:
            return act(scene.session, press.id, actor, now=scene.now)
        except NotAllowed:
            continue
        except NotPossible as error:
            refused = error
    raise refused


def _page(scene: Scene) -> tuple[str, tuple[Row, ...]]:
    waiting = [one for actor in scene.standing for one in _waiting(scene, actor)]
    if not waiting:
        return _("Không có gì chờ duyệt."), ()
    blocks, rows = [], []
    for number, one in enumerate(waiting[:MOST_NUMBERED], start=1):
        text, row = _item(scene, one, number)
        blocks.append(text)
        rows.append(row)
    heading = _("<b>Chờ duyệt: {count}</b>").format(count=len(waiting))
    page = words.pages([heading, *blocks], limit=words.PAGE)[0]
    shown = len(page) - 1
    if shown < len(waiting):
        page.append(_("… và {count} mục nữa.").format(count=len(waiting) - shown))
    return words.joined(page), tuple(rows[:shown])


def _waiting(scene: Scene, actor: Actor) -> Iterator[Waiting]:
    yield from load_handed(scene.session, actor)
    yield from load_wishes(scene.session, actor)
    yield from load_escalations(scene.session, actor, now=scene.now)


def _item(scene: Scene, one: Waiting, number: int) -> tuple[str, Row]:
    match one:
        case Handed():
            return _handed(scene, one, number)
        case Wish():
            return _wish(scene, one, number)
        case Escalation():
            return _escalation(scene, one, number), escalation_row(one, number)


def _handed(scene: Scene, one: Handed, number: int) -> tuple[str, Row]:
    case, row = one.case, one.submission
    zone = words.zone_of(case)
    late = days_late(row, scene.rim.rules.calendar, zone)
    came = told_coming(on_time=row.on_time, days_late=late, time=one.time)
    told = _("{unit} gửi lúc {moment}").format(
        unit=words.esc(case.unit.name),
        moment=short_moment(row.submitted_at, zone=zone, now=scene.now),
    )
    lines = [
        f"<b>{number}. {words.title(case)}</b>",
        ", ".join(part for part in (told, came) if part),
        told_report(row.number, one.files, row.note),
    ]
    id_, revision = case.obligation.id or 0, case.obligation.revision
    keys = report_row(id_, revision, row.id or 0, number, files=one.files)
    return "\n".join(line for line in lines if line), keys


def told_report(number: str | None, files: int, note: str | None) -> str:
    """ "số 12/BC-STC, 1 tệp": HTML."""
    parts = [
        proof.given(words.esc(number or ""), files),
        _("ghi chú: {note}").format(note=words.esc(note)) if note else "",
    ]
    return ", ".join(part for part in parts if part)


def _wish(scene: Scene, one: Wish, number: int) -> tuple[str, Row]:
    case, row = one.case, one.extension
    zone = words.zone_of(case)
    lines = [
        f"<b>{number}. {words.title(case)}</b>",
        _("{unit} đề nghị gia hạn đến {moment}").format(
            unit=words.esc(case.unit.name), moment=say_moment(row.wanted_due_at, zone)
        ),
        capital(words.told_deadline(case, scene.rim.rules.calendar, now=scene.now)),
        _("Lý do: {reason}").format(reason=words.esc(row.reason, 600)),
    ]
    id_, revision = case.obligation.id or 0, case.obligation.revision
    keys = wish_row(id_, revision, row.id or 0, number) + waive_row(id_, revision, number)
    return "\n".join(lines), keys


def _escalation(scene: Scene, one: Escalation, number: int) -> str:
    waits = one.state is EscalationState.WAITING
    told = (
        ngettext("Báo cáo cấp trên: {count} đơn vị chưa gửi, hạn {moment}", len(one.units))
        if waits
        else ngettext(
            "Chưa gửi được báo cáo cấp trên: {count} đơn vị chưa gửi, hạn {moment}", len(one.units)
        )
    )
    lines = [
        f"<b>{number}. {words.esc(one.duty)}</b>",
        told.format(count=len(one.units), moment=due.moment(one.due_at, scene.zone)),
        *(words.esc(line, 900) for line in superior.lines(one)),
    ]
    return "\n".join(lines)
