"""Asking for a new deadline: typed, repeated in full, confirmed by a button; the head and the approver alike."""

import html
from datetime import datetime
from zoneinfo import ZoneInfo

from bots.telegram.event import Answer, Button, Toast
from bots.telegram.press import Press, button
from bots.telegram.talk import reasons, words
from bots.telegram.talk.scene import Scene, ask, choose
from bots.telegram.talk.unit.typed_date import (
    Offer,
    Understood,
    example_day,
    examples,
    new_deadline,
    repeated,
)
from scheduler.actions import Action
from scheduler.dates.say import say_moment
from scheduler.errors import NotAllowed
from scheduler.language import _, ngettext
from scheduler.store.tables import Question
from scheduler.text import cut
from scheduler.workflow import questions
from scheduler.workflow.actor import Case
from scheduler.workflow.moved_deadline import deadline


def first(scene: Scene, question: Question, case: Case, heading: str) -> list[Answer]:
    """The question, with the deadline in force and examples."""
    lines = [
        f"<b>{words.title(case)}</b>",
        _present(case),
        heading,
        _examples(scene, case) + " " + _("Hủy: /huy"),
    ]
    return ask(question, "\n".join(lines), _example(scene, case))


def typed(
    scene: Scene, question: Question, case: Case, text: str, *, with_reason: bool = False
) -> list[Answer]:
    """The day typed: repeated with buttons, or asked for again; a reason typed with it is kept `with_reason`."""
    found = new_deadline(text, case, scene.rim.rules, now=scene.now)
    zone = words.zone_of(case)
    told_reason = _told_reason(found.reason, kept=with_reason)
    if isinstance(found, Understood):
        _keep(scene, question, [found.at], found.reason if with_reason else "")
        told = html.escape(repeated(found, zone), quote=False)
        said = _("Hạn mới: <b>{moment}</b>").format(moment=told)
        asked = _("Có đúng không?")
        rows = ((_pick(question, 0, _("Đúng")), *_other(question)),)
        return choose(question, "\n".join([said, *told_reason, asked]), rows)
    if found.offers:
        _keep(
            scene, question, [one.at for one in found.offers], found.reason if with_reason else ""
        )
        picks = tuple(
            (_pick(question, n, _label(one, zone)),) for n, one in enumerate(found.offers)
        )
        said = "\n".join([words.esc(found.text, 600), *told_reason])
        return choose(question, said, (*picks, _other(question)))
    shown = (words.esc(found.text, 600), _present(case), _examples(scene, case))
    return ask(question, "\n".join(part for part in shown if part), _example(scene, case))


def _told_reason(reason: str, *, kept: bool) -> list[str]:
    """The reason typed with the day, repeated; or that it goes nowhere."""
    if not reason:
        return []
    told = _("Lý do: “{reason}”") if kept else _("Phần “{reason}” không được gửi kèm.")
    return [told.format(reason=words.esc(reason, reasons.LIMIT))]


def _label(offer: Offer, zone: ZoneInfo) -> str:
    moment = say_moment(offer.at, zone)
    if not offer.added:
        return moment
    return ngettext("Thêm {count} ngày: {moment}", offer.added).format(
        count=offer.added, moment=moment
    )


def picked(scene: Scene, question: Question, press: Press) -> datetime | None:
    """The day confirmed; None when none was understood since. Raises NotAllowed for a forged number."""
    if press.action != "qp":
        return None
    found = questions.gathered(question).get("understood")
    if not isinstance(found, list) or press.about >= len(found):
        raise NotAllowed(Action.CONFIRM)
    return datetime.fromisoformat(str(found[press.about]))


def again(scene: Scene, question: Question, case: Case, heading: str) -> list[Answer]:
    """Sửa lại."""
    return [Toast(), *first(scene, question, case, heading)]


def _present(case: Case) -> str:
    due_at = deadline(case)
    present = say_moment(due_at, words.zone_of(case)) if due_at else _("chưa có")
    return _("Hạn hiện nay: {moment}.").format(moment=present)


def _examples(scene: Scene, case: Case) -> str:
    return examples(case, scene.rim.rules, now=scene.now)


def _example(scene: Scene, case: Case) -> str:
    """For the field one types in, while it is empty."""
    zone = words.zone_of(case)
    after = max(deadline(case) or scene.now, scene.now).astimezone(zone).date()
    return example_day(after, scene.rim.rules.calendar, now=scene.now, zone=zone)


def _keep(scene: Scene, question: Question, instants: list[datetime], reason: str) -> None:
    data = questions.gathered(question)
    data["understood"] = [at.isoformat() for at in instants]
    data["given_reason"] = cut(reason, reasons.LIMIT)
    scene.keep(question, data)


def _pick(question: Question, number: int, label: str) -> Button:
    return button(label, "qp", question.id, 0, number)


def _other(question: Question) -> tuple[Button, ...]:
    return button(_("Sửa lại"), "qe", question.id), button(_("Hủy"), "qn", question.id)
