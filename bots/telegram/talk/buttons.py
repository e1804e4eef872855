"""Buttons: what each does. Who pressed decides, never where; what is forged or old changes nothing."""

from collections.abc import Callable, Mapping

from bots.telegram import press
from bots.telegram.event import Answer, Pressed, Toast
from bots.telegram.press import Press
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from bots.telegram.talk.standing import calling, deciding, each_unit, nudging, queue, receiving
from bots.telegram.talk.unit import (
    agenda,
    delegating,
    duties,
    extending,
    onboarding,
    opening,
    reporting,
    taking_back,
)
from scheduler.actions import Action, is_fulfilled
from scheduler.errors import NotAllowed, NotPossible
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.text import cut
from scheduler.words import refusal
from scheduler.words.state import short_moment
from scheduler.workflow import questions

TOAST = 200
OnPress = Callable[[Scene, Press], list[Answer]]
Refreshed = Callable[[Scene], list[Answer]]
Chosen = Callable[[Scene, Question, Press], list[Answer]]


def handle(scene: Scene, event: Pressed) -> list[Answer]:
    """The answer to a tap: always a toast first. Raises what the core raises; then nothing was changed."""
    pressed = press.read(event.data)
    if pressed is None:
        raise NotAllowed(Action.PRESS)
    if pressed.action in _QUESTION:
        return _toasted(_answer(scene, pressed))
    act = ACTIONS.get(pressed.action)
    if act is None or not scene.actors:
        scene.refuse_former()
        raise NotAllowed(Action.PRESS)
    try:
        return _toasted(act(scene, pressed))
    except NotPossible as error:
        if not is_fulfilled(error.action, error.state):
            raise
        told = refusal.fulfilled(error, zone=scene.zone, now=scene.now)
        shown = pressed.action in REFRESHED and scene.message_id is not None
        again = REFRESHED[pressed.action](scene) if shown else []
        return [Toast(cut(told, TOAST)), *again]


def _answer(scene: Scene, pressed: Press) -> list[Answer]:
    question = questions.find(scene.session, pressed.id, scene.person_ids)
    if question is None or question.chat != scene.place.chat:
        raise NotAllowed(Action.ANSWER)
    if not questions.is_open(question, now=scene.now):
        scene.refuse_former(question.obligation_id)
        return [_told_over(scene, question, pressed)]
    if pressed.action == "qn":
        scene.end(question)
        questions.note_done(scene.session, question, by=pressed.encode())
        told = words.nothing_sent()
        if question.kind == onboarding.KIND:
            told = _("Đã hủy. Liên kết vẫn dùng được: đề nghị chuyển cho đúng người.")
        return [Toast(_("Đã hủy.")), *scene.over(told)]
    if question.kind != reporting.KIND and scene.is_outdated(question):
        return [Toast(words.has_changed(), alert=True)]
    if question.kind not in CHOSEN:
        raise NotAllowed(Action.ANSWER)
    answers = CHOSEN[question.kind](scene, question, pressed)
    refused = any(isinstance(one, Toast) and one.alert for one in answers)
    if question.ended_at is not None and not refused:
        questions.note_done(scene.session, question, by=pressed.encode())
    return answers


def _told_over(scene: Scene, question: Question, pressed: Press) -> Toast:
    """To the button that did it, and is tapped or delivered once more: that it did, and when."""
    if question.ended_at is None or not questions.is_done(question, by=pressed.encode()):
        return Toast(_("Nội dung này đã xử lý hoặc đã quá 24 giờ. Xem lại: /viec"), alert=True)
    moment = short_moment(question.ended_at, zone=scene.zone, now=scene.now)
    if pressed.action == "qn":
        return Toast(_("Đã hủy lúc {moment}, chưa có gì được gửi đi.").format(moment=moment))
    return Toast(_("Đã ghi nhận lúc {moment}.").format(moment=moment))


def _toasted(answers: list[Answer]) -> list[Answer]:
    return answers if any(isinstance(one, Toast) for one in answers) else [Toast(), *answers]


_QUESTION = ("qy", "qn", "qe", "qo", "qp")  # yes, no, again, a note, one of several
ACTIONS: Mapping[str, OnPress] = {
    "se": duties.see,
    "su": reporting.start,
    "ex": extending.start,
    "de": delegating.start,
    "op": duties.open_one,
    "fi": opening.send_files,
    "ac": deciding.accept,
    "gb": deciding.give_back,
    "wa": deciding.waive,
    "eg": deciding.grant,
    "er": deciding.refuse,
    "ed": deciding.other_day,
    "ds": queue.send_escalation,
    "dd": queue.drop_escalation,
    "dt": queue.tell_another_way,
    "nh": nudging.preview,
    "ow": each_unit.show,
    "ca": calling.begin,
    "cw": calling.withdraw,
    "re": receiving.begin,
    "fl": agenda.make_link,
    "up": delegating.pick_post,
    "tb": taking_back.take_back,
    "iv": onboarding.confirm_group,
}
# Lists that are brought up to date where what a button does was done by somebody else.
REFRESHED: Mapping[str, Refreshed] = {
    **dict.fromkeys(("se", "su"), duties.refreshed),
    **dict.fromkeys(("ac", "gb", "eg", "er", "ds", "dd", "dt"), queue.refreshed),
}
CHOSEN: Mapping[str, Chosen] = {
    reporting.KIND: reporting.chosen,
    extending.KIND: extending.chosen,
    "give_back": deciding.give_back_chosen,
    "waive": deciding.waive_chosen,
    "refuse": deciding.refuse_chosen,
    "other_day": deciding.other_day_chosen,
    delegating.KIND: delegating.chosen,
    nudging.KIND: nudging.chosen,
    calling.KIND: calling.chosen,
    calling.WITHDRAW: calling.withdraw_chosen,
    receiving.KIND: receiving.chosen,
    onboarding.KIND: onboarding.chosen,
}
