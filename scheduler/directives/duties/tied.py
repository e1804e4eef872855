"""Duties of a due that waits for a request, or is part of another report."""

import re

from scheduler.definition.models import DutyKind
from scheduler.directives.days.due import ReadDue
from scheduler.directives.duties.duties import Hit, firm, hits_in
from scheduler.directives.model import TieKind
from scheduler.directives.page.view import View

_REPORTED = re.compile(r"báo cáo|hồ sơ|số liệu")
_TOLD = re.compile(r"báo cáo|kết quả|số liệu|tình hình|nội dung")
_REQUEST = re.compile(r"yêu cầu|chỉ đạo")


def kinds_of_tied(low: str, due: ReadDue, left: int) -> list[tuple[DutyKind, Hit]]:
    """The report beside the words “khi có yêu cầu”, “lồng ghép trong báo cáo …”; empty for any other due."""
    kind = due.tie.kind if due.tie else None
    if kind is TieKind.ON_REQUEST and due.value is None:
        named = list(_REPORTED.finditer(low, left, due.start + len("báo cáo")))[-1:]
        kinds = [DutyKind.AWARD_FILE if one[0] == "hồ sơ" else DutyKind.REPORT for one in named]
    elif kind is TieKind.PART_OF or (
        kind is TieKind.SAME_AS and not firm(hits_in(low, left, due.start))
    ):
        named = list(_TOLD.finditer(low, left, due.start))[:1]
        kinds = [DutyKind.REPORT for _one in named]
    else:
        return []
    return [
        (one, Hit(one, found.start(), found.end(), aside=False))
        for one, found in zip(kinds, named, strict=True)
    ]


def asked_on_request(view: View, due: ReadDue) -> int | None:
    """Where “báo cáo đột xuất khi có yêu cầu” ends; None for a due that waits for no request."""
    if not (due.tie and due.tie.kind is TieKind.ON_REQUEST):
        return None
    request = _REQUEST.search(view.low, due.start, due.end)
    return request.end() if request else due.end
