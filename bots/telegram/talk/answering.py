"""Text and files as answers to what was asked: found by the reply, else the question asked last."""

from collections.abc import Callable, Mapping

from bots.telegram.event import Answer, Other, Said, Say, Uploaded
from bots.telegram.talk import commands, expected, intent, reasons, words
from bots.telegram.talk.intent import Intent
from bots.telegram.talk.scene import Scene, for_unknown
from bots.telegram.talk.standing import calling, deciding, receiving
from bots.telegram.talk.unit import closed, delegating, duties, extending, reporting
from bots.telegram.talk.unit.gathering import Gathered
from bots.telegram.talk.unit.placing import Words
from scheduler.errors import FileUnreachable, ThiDuaError
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.words import refusal
from scheduler.workflow import questions

Typed = Callable[[Scene, Question, str], list[Answer]]
Heard = Callable[[Scene, Question, Said], list[Answer]]


def find(scene: Scene, event: Said | Uploaded | Other) -> Question | None:
    """The question `event` answers: that it replies to, else what was asked last; a reply to what is over, none.

    In a group only a reply answers; there, people talk to each other too.
    """
    open_ = sorted(scene.open_questions(), key=questions.is_aside)
    if isinstance(event, Uploaded):
        open_ = [row for row in open_ if row.kind == reporting.KIND]
        if found := [row for row in open_ if _same_album(row, event.album)]:
            return found[0]
    for row in open_:
        if event.reply_to is not None and row.message_id == event.reply_to:
            return row
    if scene.place.is_group:
        return _being_asked(open_) if event.reply_to else None
    if _is_over(scene, event.reply_to):
        return None
    typed = [row for row in open_ if row.kind in TYPED]
    return next(iter(typed), None)


def typed(scene: Scene, event: Said, question: Question | None) -> list[Answer]:
    """What text is answered with; nothing for what people in a group say to each other."""
    meant = None if event.forwarded else intent.read(event.text)
    if (answers := _intended(scene, question, meant)) is not None:
        return answers
    if question is not None and question.kind not in TYPED:
        return [
            Say(_("Câu hỏi này trả lời bằng nút: đề nghị bấm một nút ở tin đó, hoặc /huy để hủy."))
        ]
    if question is not None and reporting.is_closed(scene, question):
        return reporting.offer_others(scene, question)
    if question is not None:
        sure = meant is not Intent.POLITE and reasons.is_meant(scene, question, event)
        if question.kind in UNSURE and not sure:
            return UNSURE[question.kind](scene, question, event.text)
        return TYPED[question.kind](scene, question, event)
    if scene.place.is_group:
        return []
    if not scene.actors:
        return [for_unknown(scene)]
    if _is_over(scene, event.reply_to):
        return [Say(_("Câu hỏi này đã xong hoặc đã quá 24 giờ. Xem nhiệm vụ: /viec"))]
    if meant is Intent.MORE_TIME:
        return duties.choose_extension(scene)
    hint = _("Xem báo cáo phải gửi: /viec · Gửi báo cáo: /nop · Cách dùng: /trogiup")
    late = "" if meant is Intent.POLITE else closed.told_recent(scene, duties.owed(scene))
    return [Say("\n\n".join(part for part in (late, hint) if part))]


def _intended(scene: Scene, question: Question | None, meant: Intent | None) -> list[Answer] | None:
    """The answer to words that stop or decline; None for all others."""
    is_report = question is not None and question.kind == reporting.KIND
    if meant is Intent.NO and question and is_report and reporting.declines(question):
        return reporting.declined(scene, question)
    stops = meant in (Intent.STOP, Intent.NO) and (question or not scene.place.is_group)
    if stops and (scene.actors or scene.open_questions()):
        return commands.cancel(scene)
    return None


def sent(scene: Scene, event: Uploaded, question: Question | None) -> list[Answer]:
    """What a file is answered with; in a group only what was asked for is taken."""
    if not scene.actors:
        return [] if scene.place.is_group else [for_unknown(scene)]
    if question is None and scene.place.is_group:
        return []
    if question is not None and reporting.is_closed(scene, question):
        scene.end(question)
        question = None  # for another report, or none
    if told := reporting.unwanted(scene, question):
        return told
    file = scene.rim.fetched.get(event.file_id, FileUnreachable("not fetched"))
    if isinstance(file, ThiDuaError):
        return [Say(words.esc(refusal.sentence(file, zone=scene.zone, now=scene.now), 600))]
    caption = Words(event.caption, forwarded=event.forwarded)
    if question is None:
        return reporting.unasked(scene, file, caption=caption, album=event.album)
    return reporting.sent(scene, question, file, caption=caption, album=event.album)


def other(scene: Scene, event: Other, question: Question | None) -> list[Answer]:
    """What a voice message, a sticker or an edit is answered with; nothing for what is not meant for the bot."""
    if scene.place.is_group and question is None:
        return []
    if not scene.actors:
        return [for_unknown(scene)]
    return expected.answer(scene, event, question)


def wants(scene: Scene, event: Uploaded) -> bool:
    """Whether a file is worth fetching: a report of the person could take it; in a group, one that was asked for."""
    question = find(scene, event)
    if not scene.actors or (scene.place.is_group and question is None):
        return False
    try:
        return not reporting.unwanted(scene, question)
    except ThiDuaError:  # told when the event is handled
        return False


def _being_asked(rows: list[Question]) -> Question | None:
    """The question whose message is on its way: a quick answer comes before its id is known."""
    return next((row for row in rows if row.message_id is None and row.kind in TYPED), None)


def _same_album(row: Question, album: str | None) -> bool:
    return album is not None and Gathered.read(row).album == album


def _is_over(scene: Scene, message_id: str | None) -> bool:
    if message_id is None:
        return False
    found = questions.find_asked(
        scene.session, scene.place.lane, scene.place.chat, message_id, scene.person_ids
    )
    return found is not None and not questions.is_open(found, now=scene.now)


def _by_text(act: Typed) -> Heard:
    return lambda scene, question, said: act(scene, question, said.text)


TYPED: Mapping[str, Heard] = {
    reporting.KIND: reporting.typed,
    extending.KIND: _by_text(extending.typed),
    "give_back": _by_text(deciding.give_back_typed),
    "waive": _by_text(deciding.waive_typed),
    "refuse": _by_text(deciding.refuse_typed),
    "other_day": _by_text(deciding.other_day_typed),
    calling.KIND: _by_text(calling.typed),
    receiving.KIND: _by_text(receiving.typed),
    delegating.KIND: _by_text(delegating.typed),
}
UNSURE: Mapping[str, Typed] = {
    extending.KIND: extending.unsure,
    "give_back": deciding.unsure,
    "waive": deciding.unsure,
    "refuse": deciding.unsure,
}
