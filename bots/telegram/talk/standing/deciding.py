"""What the standing body says to a report or a wish: at once by a button, with a reason where there must be one."""

from bots.telegram.event import Answer, Say, Toast
from bots.telegram.press import Press
from bots.telegram.talk import reasons, words
from bots.telegram.talk.scene import Scene, ask
from bots.telegram.talk.standing import queue
from bots.telegram.talk.unit import until_asked
from scheduler.actions import Action
from scheduler.dates.say import say_moment
from scheduler.errors import NotAllowed, NotPossible
from scheduler.language import _
from scheduler.states import OWED, ExtensionState, State
from scheduler.store.tables import Extension, Question, Submission
from scheduler.text import cut
from scheduler.words import due
from scheduler.workflow import extension, questions, report
from scheduler.workflow.actor import Actor, Case, require_standing
from scheduler.workflow.cases import find_wish
from scheduler.workflow.moved_deadline import deadline


def accept(scene: Scene, press: Press) -> list[Answer]:
    """Nhận."""
    case, actor = _case(scene, press.id, Action.ACCEPT)
    _require_waiting(scene, case, press.about, "accept")
    report.accept(scene.session, case, actor, now=scene.now)
    return [Toast(_("Đã nhận báo cáo.")), *queue.refreshed(scene)]


def give_back(scene: Scene, press: Press) -> list[Answer]:
    """Trả lại: why?"""
    case, actor = _case(scene, press.id, Action.RETURN)
    _require_waiting(scene, case, press.about, "return")
    question = scene.begin("give_back", actor, case, {"submission": press.about})
    return _ask_why(question, case, _("Đề nghị ghi lý do trả lại. Ví dụ: thiếu biểu số 2"))


def give_back_typed(scene: Scene, question: Question, text: str) -> list[Answer]:
    case, actor = _returning(scene, question)
    if not (reason := cut(text, reasons.LIMIT)):
        return ask(question, _("Đề nghị ghi lý do trả lại."))
    report.give_back(scene.session, case, actor, reason, scene.rim.rules, now=scene.now)
    scene.end(question)
    told = due.moment(deadline(case), words.zone_of(case))
    said = _("Đã trả lại cho {unit}. Thời hạn gửi lại: {moment}.").format(
        unit=words.esc(case.unit.name), moment=told
    )
    return [Say(f"<b>{words.title(case)}</b>\n{said}")]


def give_back_chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    return reasons.chosen(scene, question, press, give_back_typed)


def waive(scene: Scene, press: Press) -> list[Answer]:
    """Miễn: why?"""
    case, actor = _waiving(scene, press.id)
    question = scene.begin("waive", actor, case)
    unit = words.esc(case.unit.name)
    return _ask_why(
        question, case, _("Đề nghị ghi lý do miễn báo cáo đối với {unit}.").format(unit=unit)
    )


def waive_typed(scene: Scene, question: Question, text: str) -> list[Answer]:
    case, actor = _waiving(scene, question.obligation_id)
    if not (reason := cut(text, reasons.LIMIT)):
        return ask(question, _("Đề nghị ghi lý do miễn báo cáo."))
    report.waive(scene.session, case, actor, reason, now=scene.now)
    scene.end(question)
    said = _("Đã miễn báo cáo đối với {unit}.").format(unit=words.esc(case.unit.name))
    return [Say(f"<b>{words.title(case)}</b>\n{said}")]


def waive_chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    return reasons.chosen(scene, question, press, waive_typed)


def grant(scene: Scene, press: Press) -> list[Answer]:
    """Đồng ý."""
    case, actor, wish = _wish(scene, press.id, press.about, "grant")
    extension.grant(scene.session, case, wish, actor, scene.rim.rules, now=scene.now)
    return [Toast(_("Đã đồng ý gia hạn.")), *queue.refreshed(scene)]


def refuse(scene: Scene, press: Press) -> list[Answer]:
    """Từ chối: why?"""
    case, actor, wish = _wish(scene, press.id, press.about, "refuse")
    question = scene.begin("refuse", actor, case, {"extension": wish.id})
    return _ask_why(
        question, case, _("Đề nghị ghi lý do không chấp thuận. Ví dụ: tỉnh cần số liệu đúng hạn")
    )


def refuse_typed(scene: Scene, question: Question, text: str) -> list[Answer]:
    case, actor, wish = _wish_asked(scene, question)
    if not (reason := cut(text, reasons.LIMIT)):
        return ask(question, _("Đề nghị ghi lý do không chấp thuận."))
    extension.refuse(scene.session, case, wish, actor, reason, now=scene.now)
    scene.end(question)
    said = _("Đã không đồng ý gia hạn đối với {unit}; lý do đã gửi đi.").format(
        unit=words.esc(case.unit.name)
    )
    return [Say(f"<b>{words.title(case)}</b>\n{said}")]


def refuse_chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    return reasons.chosen(scene, question, press, refuse_typed)


def unsure(scene: Scene, question: Question, text: str) -> list[Answer]:
    """A reason that may be meant for something else: repeated, if it can be given at all."""
    match question.kind:
        case "give_back":
            _returning(scene, question)
        case "waive":
            _waiving(scene, question.obligation_id)
        case "refuse":
            _wish_asked(scene, question)
    return reasons.repeat(scene, question, text)


def other_day(scene: Scene, press: Press) -> list[Answer]:
    """Ngày khác: which?"""
    case, actor, wish = _wish(scene, press.id, press.about, "other day")
    question = scene.begin("other_day", actor, case, {"extension": wish.id})
    return [Toast(), *until_asked.first(scene, question, case, _heading(case, wish))]


def other_day_typed(scene: Scene, question: Question, text: str) -> list[Answer]:
    case, _actor, _row = _wish_asked(scene, question)
    return until_asked.typed(scene, question, case, text)


def other_day_chosen(scene: Scene, question: Question, press: Press) -> list[Answer]:
    case, actor, wish = _wish_asked(scene, question)
    due_at = until_asked.picked(scene, question, press)
    if due_at is None:
        return until_asked.again(scene, question, case, _heading(case, wish))
    rules = scene.rim.rules
    extension.grant(scene.session, case, wish, actor, rules, due_at=due_at, now=scene.now)
    scene.end(question)
    given, zone = wish.granted_due_at, words.zone_of(case)
    lines = [f"<b>{words.title(case)}</b>", words.esc(case.unit.name)]
    told = _("Đã gia hạn đến {moment}.").format(moment=say_moment(given or due_at, zone))
    if given != wish.wanted_due_at:
        told = words.told_cut_short(wish.wanted_due_at, given, zone)
    return [Toast(_("Đã gia hạn.")), *scene.over("\n".join([*lines, told]))]


def _case(scene: Scene, obligation_id: int | None, action: str) -> tuple[Case, Actor]:
    case, actor = scene.case(obligation_id)
    require_standing(actor, action)
    if actor not in scene.standing:
        raise NotAllowed(Action.GROUP)
    return case, actor


def _returning(scene: Scene, question: Question) -> tuple[Case, Actor]:
    case, actor = _case(scene, question.obligation_id, Action.RETURN)
    _require_waiting(scene, case, _number(question, "submission"), "return")
    return case, actor


def _waiving(scene: Scene, obligation_id: int | None) -> tuple[Case, Actor]:
    case, actor = _case(scene, obligation_id, Action.WAIVE)
    row = case.obligation
    if row.state not in OWED:
        raise NotPossible(Action.WAIVE, row.state, row.state_at, row.state_by)
    return case, actor


def _wish_asked(scene: Scene, question: Question) -> tuple[Case, Actor, Extension]:
    wanted = "refuse" if question.kind == "refuse" else "other day"
    return _wish(scene, question.obligation_id, _number(question, "extension"), wanted)


def _wish(
    scene: Scene, obligation_id: int | None, extension_id: int, action: str
) -> tuple[Case, Actor, Extension]:
    case, actor = _case(scene, obligation_id, Action.GRANT)
    wish = find_wish(scene.session, extension_id)
    if wish.obligation_id != case.obligation.id:
        raise NotAllowed(Action.SEE)
    if wish.state != ExtensionState.ASKED:
        until = wish.granted_due_at
        if action == "grant" and until != wish.wanted_due_at:
            action = "other day"  # another day than the button gives
        raise NotPossible(action, wish.state, wish.decided_at, wish.decided_by, until)
    return case, actor, wish


def _require_waiting(scene: Scene, case: Case, submission_id: int, action: str) -> None:
    """A button under an earlier report of the same unit decides nothing about the later one."""
    row = scene.session.get(Submission, submission_id)
    if row is None or row.obligation_id != case.obligation.id:
        raise NotAllowed(Action.SEE)
    if row.state != State.SUBMITTED:
        raise NotPossible(action, row.state, row.decided_at, row.decided_by)


def _number(question: Question, name: str) -> int:
    found = questions.gathered(question).get(name)
    return found if isinstance(found, int) else 0


def _ask_why(question: Question, case: Case, text: str) -> list[Answer]:
    lines = [f"<b>{words.title(case)}</b>", words.esc(case.unit.name), text, _("Hủy: /huy")]
    return [Toast(), *ask(question, "\n".join(lines))]


def _heading(case: Case, wish: Extension) -> str:
    moment = say_moment(wish.wanted_due_at, words.zone_of(case))
    return _("Đơn vị đề nghị đến {moment}; đồng ý gia hạn đến ngày nào?").format(moment=moment)
