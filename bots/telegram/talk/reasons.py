"""A reason that goes out to people: taken at once when it is certainly meant, else repeated with buttons first."""

from collections.abc import Callable

from bots.telegram.event import Answer, Edit, Said, Say, Toast
from bots.telegram.press import Press, button
from bots.telegram.talk import intent, words
from bots.telegram.talk.intent import Intent
from bots.telegram.talk.scene import Scene, ask, choose
from scheduler.actions import Action
from scheduler.errors import NotAllowed
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.text import cut
from scheduler.workflow import questions

LIMIT = 500
Take = Callable[[Scene, Question, str], list[Answer]]


def is_meant(scene: Scene, question: Question, said: Said) -> bool:
    """Whether `said` is certainly the answer: a reply to the question, or the very next message after it.

    The very next: no reply to something else, nothing pressed, sent, typed or commanded there since, no card in
    between, and within ten minutes. A forward is somebody else's words and never certain.
    """
    if said.forwarded:
        return False
    if said.reply_to is not None:
        return said.reply_to == question.message_id
    return questions.is_last_said(scene.session, question, now=scene.now)


def again(question: Question) -> list[Answer]:
    """Thanks are no reason: where one waits for its button that is pointed at, else it is asked for again."""
    if questions.has_buttons(question):
        return [Say(_("Đề nghị bấm một nút ở tin hỏi lý do, hoặc /huy để hủy."))]
    return ask(question, words.type_reason())


def repeat(scene: Scene, question: Question, text: str) -> list[Answer]:
    """The reason again, with buttons; nothing goes out before one is pressed. Thanks and a yes are none."""
    if intent.read(text) is Intent.POLITE:
        return again(question)
    case, _actor = scene.case(question.obligation_id)
    reason = cut(text, LIMIT)
    scene.keep(question, questions.gathered(question) | {"reason": reason})
    asked = _("Lý do: “{reason}”. Gửi?").format(reason=words.esc(reason, LIMIT))
    lines = [f"<b>{words.title(case)}</b>", words.esc(case.unit.name), _what(question.kind), asked]
    rows = (
        (
            button(_("Đúng"), "qy", question.id),
            button(_("Sửa lại"), "qe", question.id),
            button(_("Hủy"), "qn", question.id),
        ),
    )
    return choose(question, "\n".join(lines), rows)


def chosen(scene: Scene, question: Question, press: Press, take: Take) -> list[Answer]:
    """Đúng: `take` the reason repeated, and say what came of it in its place. Sửa lại: ask again."""
    if press.action == "qe":
        return [Toast(), *ask(question, _("Đề nghị gõ lại lý do."))]
    reason = questions.gathered(question).get("reason")
    if press.action != "qy" or not isinstance(reason, str):
        raise NotAllowed(Action.CONFIRM)
    answers = take(scene, question, reason)
    return [Toast(), *(_over(scene, one) for one in answers)]


def _over(scene: Scene, answer: Answer) -> Answer:
    if isinstance(answer, Say) and scene.message_id:
        return Edit(scene.message_id, answer.text, answer.rows)
    return answer


def _what(kind: str) -> str:
    return {
        "give_back": _("Trả lại báo cáo."),
        "waive": _("Miễn báo cáo."),
        "refuse": _("Không đồng ý gia hạn."),
        "more_time": _("Đề nghị gia hạn."),
    }[kind]
