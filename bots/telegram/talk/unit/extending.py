"""Đề nghị gia hạn: until when, confirmed by a button; then why, unless that was typed with the day."""

from datetime import datetime

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.press import Press
from bots.telegram.talk import reasons, words
from bots.telegram.talk.scene import Scene, ask
from bots.telegram.talk.unit import until_asked
from scheduler.actions import Action
from scheduler.dates.say import say_moment
from scheduler.errors import NotAllowed
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.text import cut
from scheduler.workflow import extension, questions
from scheduler.workflow.actor import Actor, Case

KIND = "more_time"


def start(scene: Scene, press: Press) -> list[Answer]:
    """The button, only before the cut-off."""
    case, actor = scene.case(press.id)
    question = _begin(scene, case, actor)
    return [Toast(), *until_asked.first(scene, question, case, _heading())]


def begin(scene: Scene, case: Case, actor: Actor, text: str) -> list[Answer]:
    """A wish typed where something else was asked: its day is repeated, or asked for. Raises what `start` raises."""
    question = _begin(scene, case, actor)
    return until_asked.typed(scene, question, case, text)


def typed(scene: Scene, question: Question, text: str) -> list[Answer]:
    """The day, or, when that is settled, the reason."""
    case, _actor = scene.case(question.obligation_id)
    wanted = questions.gathered(question).get("due_at")
    if not isinstance(wanted, str):
        return until_asked.typed(scene, question, case, text, with_reason=True)
    reason = cut(text, reasons.LIMIT)
    if not reason:
        return ask(question, _ask_reason())
    return [Say(_sent(scene, question, datetime.fromisoformat(wanted), reason))]


def _sent(scene: Scene, question: Question, due_at: datetime, reason: str) -> str:
    """The wish goes to the standing body; what is told of it."""
    case, actor = scene.case(question.obligation_id)
    rules = scene.rim.rules
    row = extension.ask(scene.session, case, actor, due_at, reason, rules, now=scene.now)
    scene.end(question)
    told = _(
        "Đã gửi đề nghị gia hạn đến {moment}.\nLý do: {reason}\n"
        "Trong khi chờ, thời hạn cũ vẫn có hiệu lực. Kết quả sẽ gửi vào đây."
    ).format(
        moment=say_moment(row.wanted_due_at, words.zone_of(case)),
        reason=words.esc(reason, reasons.LIMIT),
    )
    return f"<b>{words.title(case)}</b>\n{told}"


def unsure(scene: Scene, question: Question, text: str) -> list[Answer]:
    """Text that may be about something else: a day is repeated with buttons anyway, a reason is here."""
    if "due_at" not in questions.gathered(question):
        return typed(scene, question, text)
    extension.can_ask(scene.case(question.obligation_id)[0], now=scene.now)
    return reasons.repeat(scene, question, text)


def chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    """Đúng, Sửa lại: of the day, then of the reason."""
    if "due_at" in questions.gathered(question):
        return reasons.chosen(scene, question, press, typed)
    case, _actor = scene.case(question.obligation_id)
    due_at = until_asked.picked(scene, question, press)
    if due_at is None:
        scene.keep(question, {})
        return until_asked.again(scene, question, case, _heading())
    reason = questions.gathered(question).get("given_reason")
    if isinstance(reason, str) and reason:
        return [Toast(), *scene.over(_sent(scene, question, due_at, reason))]
    scene.keep(question, {"due_at": due_at.isoformat()})
    moment = say_moment(due_at, words.zone_of(case))
    done = scene.over(_("Đề nghị gia hạn đến <b>{moment}</b>.").format(moment=moment))
    return [Toast(), *done, *ask(question, _ask_reason())]


def _begin(scene: Scene, case: Case, actor: Actor) -> Question:
    if actor.tenure_for(case.obligation) is None:
        raise NotAllowed(Action.EXTEND)
    extension.can_ask(case, now=scene.now)
    return scene.begin(KIND, actor, case)


def _heading() -> str:
    return _("Đề nghị gia hạn đến ngày nào?")


def _ask_reason() -> str:
    return _("Đề nghị ghi lý do gia hạn. Ví dụ: chờ số liệu của ba xã")
