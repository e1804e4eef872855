"""What happened to an obligation, in words for every channel: what, when, by whom."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.dates.say import say_moment
from scheduler.language import _
from scheduler.run.saying.notice import About, NoticeItem, Reader
from scheduler.states import OWED, ExtensionState, State
from scheduler.steps import StepKind
from scheduler.text import capital, cut
from scheduler.words import proof, superior
from scheduler.words.state import WHO, told_coming, told_state, word
from scheduler.workflow.superior import Escalation, EscalationState

TITLE, SENTENCE = 300, 600  # longest value shown, in UTF-16 units


def headline(item: NoticeItem, *, day: str) -> str:
    """What a card is about where it is not a deadline still to be kept; empty where it is. `day`: of the deadline."""
    names = {
        "duty": cut(item.duty, TITLE),
        "unit": cut(item.unit, WHO),
        "to": cut(item.to, WHO),
        "day": day,
    }
    if item.reader is Reader.FORMER:
        return _("{You} không còn được giao xử lý: {duty}").format(**names)
    if item.escalation:
        return superior.headline(item.escalation, names["duty"])
    if _was_returned(item):
        return _of_step(item).format(**names)
    if item.state == State.SUBMITTED and item.step.kind is StepKind.SUBMITTED:
        return _("{unit} đã gửi: {duty}").format(**names)
    if item.state == State.WITHDRAWN:
        return _("Yêu cầu báo cáo đã được hủy: {duty}").format(**names)
    if item.state not in OWED:
        return f"{capital(word(item.state))}: {names['duty']}"
    if not item.dated:
        return ""
    return _of_step(item).format(**names)


def _of_step(item: NoticeItem) -> str:
    if item.step.kind is StepKind.EXTENSION_ASKED:
        settled: dict[str, str] = {
            ExtensionState.GRANTED: _("Đã gia hạn cho {unit}: {duty}"),
            ExtensionState.REFUSED: _("Đã không đồng ý gia hạn đối với {unit}: {duty}"),
        }
        state = item.about.state if item.about else ""
        return settled.get(state, _("{unit} đề nghị gia hạn: {duty}"))
    sentences = {
        StepKind.SUBMITTED: _("Đã trả lại cho {unit}: {duty}"),
        StepKind.RETURNED: _(
            "Báo cáo được trả lại để hoàn thiện, đề nghị gửi lại chậm nhất {day}: {duty}"
        ),
        StepKind.EXTENSION_GRANTED: _("Được gia hạn đến {day}: {duty}"),
        StepKind.EXTENSION_REFUSED: _(
            "Đề nghị gia hạn không được chấp thuận; thời hạn vẫn là {day}: {duty}"
        ),
        StepKind.MOVED: _("Điều chỉnh thời hạn thành {day}: {duty}"),
        StepKind.CALLED: _("Yêu cầu báo cáo, thời hạn {day}: {duty}"),
        StepKind.RECEIVED: _("Thời hạn {day}, tính từ ngày nhận văn bản: {duty}"),
        StepKind.NUDGE: _("{to} đôn đốc: {duty}, thời hạn {day}"),
        StepKind.STANDS_IN: _("{You} được ủy quyền xử lý thay, hạn {day}: {duty}"),
    }
    return sentences.get(item.step.kind, "")


def lines_about(item: NoticeItem) -> list[str]:
    """What there is to say of what happened: who, when, with which paper, why."""
    if item.reader is Reader.FORMER:
        return []  # what became of it is not theirs to know
    zone = ZoneInfo(str(item.due_at.tzinfo))
    if item.escalation:
        return _of_escalation(item.escalation, zone)
    lines = []
    if item.about and (_was_returned(item) or _is_to_be_done_again(item)):
        state, at, by = item.about.state, item.about.decided_at, item.about.decided_by
        told = told_state(state, at, by, zone=zone, now=item.due_at)
        lines.append(capital(told))
    elif item.state != State.OPEN:
        told = told_state(item.state, item.state_at, item.state_by, zone=zone, now=item.due_at)
        lines.append(capital(told))
    if item.about:
        is_report = item.about.wanted_at is None
        wish = [] if is_report else _wish(item.about, zone, due_at=item.due_at)
        lines += _report(item) if is_report else wish
    return lines


def tells_who_moved_it(item: NoticeItem) -> bool:
    """Whether `lines_about` names who gave the unit its own deadline, and when."""
    if item.own is None or item.escalation:
        return False
    if item.own.returned:
        return item.state == State.RETURNED
    return item.about is not None and item.about.state == ExtensionState.GRANTED


def _of_escalation(escalation: Escalation, zone: ZoneInfo) -> list[str]:
    lines = superior.lines(escalation)
    for one in escalation.decisions:
        if one.items or escalation.state is EscalationState.SENT:
            told = told_state(one.state, one.at, one.by, zone=zone, now=one.at)
            lines.append(capital(told))
    return lines


def is_owed(item: NoticeItem) -> bool:
    """Whether the unit, and whoever reads this, still has something to do."""
    return item.state in OWED and item.reader is not Reader.FORMER


def _was_returned(item: NoticeItem) -> bool:
    """Whether the card tells of a report that was returned, whatever became of the next one."""
    came = item.step.kind is StepKind.SUBMITTED
    return came and item.about is not None and item.about.state == State.RETURNED


def _is_to_be_done_again(item: NoticeItem) -> bool:
    """Whether the card tells the unit of a return, which a later one of the same report neither dates nor signs."""
    told = item.step.kind is StepKind.RETURNED and item.about is not None
    return told and item.state == State.RETURNED


def _report(item: NoticeItem) -> list[str]:
    about, kind = item.about, item.step.kind
    assert about is not None, "asked for what there is"
    given = proof.given(cut(about.number or "", WHO), about.files)
    came = told_coming(on_time=about.on_time, days_late=about.days_late, time=about.time)
    note = proof.noted(cut(about.note, SENTENCE)) if about.note else ""
    reason = cut(about.answer or "", SENTENCE)
    if about.state == State.WAIVED:
        return [_("Lý do miễn báo cáo: {reason}").format(reason=reason)] if reason else []
    why = _("Lý do trả lại: {reason}").format(reason=reason) if reason else ""
    if kind is StepKind.RETURNED:
        return [why] if why and is_owed(item) else []  # handed in again, it is answered
    came = came if kind is StepKind.SUBMITTED else ""  # the unit knows
    shown = [capital(came), capital(given), note, why]
    return [line for line in shown if line]


def _wish(about: About, zone: ZoneInfo, *, due_at: datetime) -> list[str]:
    """`due_at`: what the card says above, which need not be said again."""
    lines = []
    if about.wanted_at and about.wanted_at != about.granted_at:
        lines.append(
            _("Đề nghị gia hạn đến {moment}").format(moment=say_moment(about.wanted_at, zone))
        )
    if about.granted_at and about.granted_at != due_at:
        lines.append(_("Hạn mới: {moment}").format(moment=say_moment(about.granted_at, zone)))
    if about.reason:
        lines.append(_("Lý do đề nghị: {reason}").format(reason=cut(about.reason, SENTENCE)))
    if about.state != ExtensionState.ASKED:
        now = about.decided_at or about.wanted_at
        assert now is not None, "a wish names its day"
        told = told_state(about.state, about.decided_at, about.decided_by, zone=zone, now=now)
        lines.append(capital(told))
    if about.answer:
        lines.append(
            _("Lý do không chấp thuận: {reason}").format(reason=cut(about.answer, SENTENCE))
        )
    return lines
