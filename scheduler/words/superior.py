"""A report to a superior in words: which units owe, whom that is told, and what became of it."""

from scheduler.language import _
from scheduler.text import clean
from scheduler.workflow.superior import Draft, DraftState, Part

NAME, NAMES = 200, 600  # longest value shown, in UTF-16 units


def headline(draft: Draft, duty: str) -> str:
    """What waits, or what became of it; `duty` is shown as it is."""
    if draft.state is DraftState.DROPPED and _is_sent_in_part(draft):
        return _("Đã bỏ phần chưa báo được cấp trên: {duty}").format(duty=duty)
    sentences = {
        DraftState.WAITING: _("Chờ gửi hay bỏ báo cáo cấp trên (/duyet): {duty}"),
        DraftState.UNREACHED: _("Chưa báo được cấp trên (/duyet): {duty}"),
        DraftState.SENT: _("Đã gửi báo cáo cấp trên: {duty}"),
        DraftState.DROPPED: _("Đã bỏ báo cáo cấp trên: {duty}"),
        DraftState.TOLD: _("Đã báo cấp trên bằng cách khác: {duty}"),
        DraftState.SETTLED: _("Không còn gì để báo cáo cấp trên: {duty}"),
    }
    return sentences[draft.state].format(duty=duty)


def _is_sent_in_part(draft: Draft) -> bool:
    return any(one.state is DraftState.SENT and one.items for one in draft.decisions)


def lines(draft: Draft) -> list[str]:
    """Whom which units' owing is told, a line a superior; plain text."""
    return [_line(part) for part in draft.parts]


def _line(part: Part) -> str:
    names = {"superior": clean(part.superior, NAME), "units": clean(", ".join(part.units), NAMES)}
    if not part.superior:
        return _("Không có cấp trên trong danh sách để báo về: {units}").format(**names)
    if not part.reachable:
        return _("Chưa có kênh để báo {superior} về: {units}").format(**names)
    return _("Báo {superior} về: {units}").format(**names)
