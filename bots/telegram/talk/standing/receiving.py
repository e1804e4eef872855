"""Ngày nhận: when the units that still owe it received the document; picked or typed, repeated, then entered."""

import re
from datetime import date, timedelta

from bots.telegram.event import Answer, Button, Toast
from bots.telegram.press import Press, button
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene, ask, choose
from bots.telegram.talk.standing.calling import find
from scheduler.actions import Action
from scheduler.dates import reading
from scheduler.dates.reading import Day
from scheduler.dates.say import say_day
from scheduler.errors import NotAllowed
from scheduler.language import _, ngettext
from scheduler.plan.model import WaitsFor
from scheduler.store.tables import Question
from scheduler.workflow import questions, receiving
from scheduler.workflow.waiting import Waiting

KIND = "receipt"


def begin(scene: Scene, press: Press) -> list[Answer]:
    """On which day?"""
    one, actor = find(scene, press.id, WaitsFor.RECEIPT)
    today = scene.now.astimezone(one.zone).date()
    days = (today, today - timedelta(days=1))
    data: dict[str, object] = {"occurrence": press.id, "days": [day.isoformat() for day in days]}
    question = scene.begin(KIND, actor, data=data)
    lines = [f"<b>{words.esc(one.occurrence.title)}</b>", _known(scene, one)]
    lines.append(_("Các đơn vị nhận được văn bản ngày nào? Chọn hoặc gõ ngày."))
    picks = tuple(_pick(question, number, say_day(day)) for number, day in enumerate(days))
    return [
        Toast(),
        *choose(question, "\n".join(lines), (*((one,) for one in picks), _no(question))),
    ]


def typed(scene: Scene, question: Question, text: str) -> list[Answer]:
    """The day typed, repeated with buttons."""
    data = questions.gathered(question)
    one, _actor = find(scene, _id(data), WaitsFor.RECEIPT)
    found = reading.read(text, now=scene.now, zone=one.zone, calendar=scene.rim.rules.calendar)
    if not isinstance(found, Day):
        return ask(question, _("Đề nghị gõ một ngày đã qua, ví dụ 05/3/2027."))
    day = _past(found.on, text, today=scene.now.astimezone(one.zone).date())
    scene.keep(question, data | {"days": [day.isoformat()]})
    told = _("Ngày nhận văn bản: <b>{day}</b>").format(day=say_day(day))
    rows = ((_pick(question, 0, _("Đúng")), *_no(question)),)
    return choose(question, told, rows)


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """Enter it for all that still owe the report."""
    data = questions.gathered(question)
    one, actor = find(scene, _id(data), WaitsFor.RECEIPT)
    days = data.get("days")
    if press.action != "qp" or not isinstance(days, list) or press.about >= len(days):
        raise NotAllowed(Action.CONFIRM)
    day = date.fromisoformat(str(days[press.about]))
    noted = receiving.enter(scene.session, one, day, scene.rim.rules, by=actor, now=scene.now)
    scene.end(question)
    told = ngettext("Đã ghi ngày nhận của {count} đơn vị.", len(noted)).format(count=len(noted))
    lines = [f"<b>{words.esc(one.occurrence.title)}</b>", f"{say_day(day)}. {told}"]
    return [Toast(_("Đã ghi ngày nhận.")), *scene.over("\n".join(lines))]


def _past(day: date, text: str, *, today: date) -> date:
    """The day meant: where no year was typed, the last of that name, not the next."""
    if day <= today or re.search(r"\d{4}", text) or (day.month, day.day) == (2, 29):
        return day
    return day.replace(year=day.year - 1)


def _known(scene: Scene, one: Waiting) -> str:
    found = receiving.load_receipts(scene.session, one)
    known = sum(receipt.on is not None for receipt in found)
    return _("Đã rõ ngày nhận: {known}/{total}").format(known=known, total=len(found))


def _pick(question: Question, number: int, label: str) -> Button:
    return button(label, "qp", question.id, 0, number)


def _no(question: Question) -> tuple[Button, ...]:
    return (button(_("Hủy"), "qn", question.id),)


def _id(data: dict[str, object]) -> int:
    wanted = data.get("occurrence")
    return wanted if isinstance(wanted, int) else 0
