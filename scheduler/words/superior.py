"""A report to a superior in words: which units owe, whom that is told, and what became of it."""

from scheduler.language import _
from scheduler.text import cut
from scheduler.workflow.superior import Escalation, EscalationState, Part

NAME, NAMES = 200, 600  # longest value shown, in UTF-16 units


def headline(escalation: Escalation, duty: str) -> str:
    """What waits, or what became of it; `duty` is shown as it is."""
    if escalation.state is EscalationState.DROPPED and _is_sent_in_part(escalation):
        return _("Đã quyết định không gửi phần báo cáo cấp trên còn lại: {duty}").format(duty=duty)
    sentences = {
        EscalationState.WAITING: _("Chờ quyết định gửi báo cáo cấp trên (/duyet): {duty}"),
        EscalationState.UNREACHED: _("Chưa gửi được báo cáo cấp trên (/duyet): {duty}"),
        EscalationState.SENT: _("Đã gửi báo cáo cấp trên: {duty}"),
        EscalationState.DROPPED: _("Đã quyết định không gửi báo cáo cấp trên: {duty}"),
        EscalationState.TOLD: _("Đã báo cáo cấp trên bằng hình thức khác: {duty}"),
        EscalationState.SETTLED: _("Không còn nội dung phải báo cáo cấp trên: {duty}"),
    }
    return sentences[escalation.state].format(duty=duty)


def _is_sent_in_part(escalation: Escalation) -> bool:
    return any(one.state is EscalationState.SENT and one.items for one in escalation.decisions)


def lines(escalation: Escalation) -> list[str]:
    """Whom which units' owing is told, a line a superior; plain text."""
    return [_line(part) for part in escalation.parts]


def _line(part: Part) -> str:
    names = {"superior": cut(part.superior, NAME), "units": cut(", ".join(part.units), NAMES)}
    if not part.superior:
        return _("Chưa xác định cấp trên nên chưa báo cáo được về: {units}").format(**names)
    if not part.reachable:
        return _("Chưa có kênh để báo cáo {superior} về: {units}").format(**names)
    return _("Báo cáo {superior} về: {units}").format(**names)
