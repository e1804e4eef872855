"""What is expected of a person now: by what was asked last, else by what is owed. One sentence of HTML."""

from bots.telegram.event import Answer, Kind, Other, Say
from bots.telegram.talk import words
from bots.telegram.talk.scene import Scene
from bots.telegram.talk.unit import duties, extending, reporting, wanted
from bots.telegram.talk.unit.gathering import Gathered
from scheduler.language import _
from scheduler.store.tables import Question
from scheduler.workflow import questions, report


def answer(scene: Scene, event: Other, question: Question | None) -> list[Answer]:
    """What `event` is answered with. Raises what the core refuses when `question` cannot be answered any more."""
    told = f"{_passed_over(event.kind)} {_told(scene, question)}"
    if question is None or questions.has_buttons(question):
        return [Say(told)]
    return [Say(told, ask=question.id)]  # what comes next is the answer again


def _told(scene: Scene, question: Question | None) -> str:
    if question is None:
        return _owed(scene)
    if question.kind == reporting.KIND:
        return _of_report(scene, question)
    if questions.has_buttons(question):
        return words.press_one()
    is_day_asked = question.kind != extending.KIND or "due_at" not in questions.gathered(question)
    if question.kind in _DAYS and is_day_asked:
        return _("Đề nghị gõ ngày, hoặc /huy để hủy.")
    return words.type_reason()


def _owed(scene: Scene) -> str:
    cases = [case for case in duties.owed(scene) if not words.is_closed(case, now=scene.now)]
    if not cases:
        nothing = _("Hiện không có báo cáo nào phải gửi. Cách dùng: /trogiup")
        return duties.nothing_taken_in(scene) or nothing
    return _("Báo cáo gần hạn nhất phải gửi: {duty}. Gửi: /nop · Xem nhiệm vụ: /viec").format(
        duty=words.title(cases[0])
    )


def _of_report(scene: Scene, question: Question) -> str:
    if question.obligation_id is None:
        return _("Đề nghị chọn nhiệm vụ để gửi kèm tệp đã nhận: /nop")
    case, _actor = scene.case(question.obligation_id)
    report.can_submit(case, now=scene.now)
    return wanted.told(case, Gathered.read(question))


def _passed_over(kind: Kind) -> str:
    return {
        Kind.VOICE: _("Bot không nghe được tin thoại."),
        Kind.VIDEO: _("Bot không nhận video."),
        Kind.AUDIO: _("Bot không nhận tệp âm thanh."),
        Kind.STICKER: _("Bot không đọc được nhãn dán."),
        Kind.LOCATION: _("Bot không dùng vị trí."),
        Kind.CONTACT: _("Bot không dùng danh thiếp."),
        Kind.POLL: _("Bot không dùng bình chọn."),
        Kind.DICE: _("Bot không đọc được xúc xắc."),
        Kind.EDITED: _("Tin đã sửa không được đọc lại, đề nghị gửi tin mới."),
        Kind.ANOTHER: _("Bot không đọc được loại tin này."),
    }[kind]


_DAYS = (extending.KIND, "other_day", "hand_over", "call", "receipt")
