"""Asking for a new deadline: typed, repeated in full, confirmed by a button; the head and the approver alike."""

import html
from datetime import datetime

from bots.telegram.event import Answer, Button, Toast
from bots.telegram.talk import words
from bots.telegram.talk.press import Press, button
from bots.telegram.talk.scene import Scene, ask, choose
from bots.telegram.talk.typed_date import Understood, examples, new_deadline, repeated
from scheduler.dates.say import say_moment
from scheduler.errors import NotAllowed
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.workflow import questions
from scheduler.workflow.actor import Case
from scheduler.workflow.rules import deadline


def first(scene: Scene, question: Question, case: Case, heading: str) -> list[Answer]:
    """The question, with the deadline in force and examples."""
    lines = [
        f"<b>{words.title(case)}</b>",
        _present(case),
        heading,
        _examples(scene, case) + " " + _("Thôi: /huy"),
    ]
    return ask(question, "\n".join(lines), _("lùi 3 ngày làm việc"))


def typed(scene: Scene, question: Question, case: Case, text: str) -> list[Answer]:
    """The day typed: repeated with buttons, or asked for again."""
    found = new_deadline(text, case, scene.desk.rules, now=scene.now)
    zone = words.zone_of(case)
    if isinstance(found, Understood):
        _keep(scene, question, [found.at])
        told = html.escape(repeated(found, zone), quote=False)
        said = _("Hạn mới: <b>{moment}</b>\nCó đúng không?").format(moment=told)
        rows = ((_pick(question, 0, _("Đúng")), *_other(question)),)
        return choose(question, said, rows)
    if found.alternatives:
        _keep(scene, question, list(found.alternatives))
        picks = tuple(
            (_pick(question, n, say_moment(at, zone)),) for n, at in enumerate(found.alternatives)
        )
        return choose(question, words.esc(found.text, 600), (*picks, _other(question)))
    shown = (words.esc(found.text, 600), _present(case), _examples(scene, case))
    return ask(question, "\n".join(part for part in shown if part), _("lùi 3 ngày làm việc"))


def picked(scene: Scene, question: Question, press: Press) -> datetime | None:
    """The day confirmed; None when none was understood since. Raises NotAllowed for a forged number."""
    if press.action != "qp":
        return None
    found = questions.gathered(question).get("understood")
    if not isinstance(found, list) or press.about >= len(found):
        raise NotAllowed("confirm")
    return datetime.fromisoformat(str(found[press.about]))


def again(scene: Scene, question: Question, case: Case, heading: str) -> list[Answer]:
    """Sửa lại."""
    return [Toast(), *first(scene, question, case, heading)]


def _present(case: Case) -> str:
    due_at = deadline(case)
    present = say_moment(due_at, words.zone_of(case)) if due_at else _("chưa có")
    return _("Hạn hiện nay: {moment}.").format(moment=present)


def _examples(scene: Scene, case: Case) -> str:
    return examples(case, scene.desk.rules, now=scene.now)


def _keep(scene: Scene, question: Question, instants: list[datetime]) -> None:
    data = questions.gathered(question)
    data["understood"] = [at.isoformat() for at in instants]
    scene.keep(question, data)


def _pick(question: Question, number: int, label: str) -> Button:
    return button(label, "qp", question.id, 0, number)


def _other(question: Question) -> tuple[Button, ...]:
    return button(_("Sửa lại"), "qe", question.id), button(_("Hủy"), "qn", question.id)
