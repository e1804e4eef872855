"""Words beside a due that say which of several duties it is of: “(báo cáo 6 tháng)”, “… năm: 15/12”."""

import re

from scheduler.definition.models import DutyKind
from scheduler.directives.days.due import ReadDue
from scheduler.directives.duties.due_words import Clause, Kinds
from scheduler.directives.duties.duties import Hit, chosen, firm, hits_in, period_of
from scheduler.directives.page.structure import Structure

_QUALIFIED = re.compile(
    r"\s?(?:\((?:đối với |áp dụng cho )?(?=báo cáo|hồ sơ|sơ kết|tổng kết|đăng ký|bình xét)[^()\n]{4,60}\)|(?:đối với"
    r"|áp dụng cho)(?: việc| các)? (?:báo cáo|hồ sơ|sơ kết|tổng kết|đăng ký|việc|ký|bình xét)(?: \w+){0,4})"
)
_LABEL = re.compile(
    r"(?:^|[-+*(,;:] ?|định kỳ |và )((?:0?6|sáu) tháng(?: đầu năm| cuối năm)?|quý(?: [ivx\d]+)?"
    r"|(?:cả |hằng |hàng )?năm|tháng)(?: \d{4})? ?[(:]+ ?(?:gửi |nộp |xong )*$"
)
# “…; 6 tháng trước ngày 15/6, năm trước ngày 15/12”
_SHORT_LABEL = re.compile(
    r"(?:^|[,;] |và |^\W+)(?:(?:kết quả|số liệu|tình hình|tiến độ) (?:công tác )?)?"
    r"((?:0?[69]|sáu|chín) tháng(?: đầu năm)?|quý(?: [ivx\d]+)?|(?:cả )?năm(?: học)?|tháng"
    r"|học kỳ [i12]+)(?: thì| gửi| nộp| xong)* $"
)
# “gửi trước ngày 15/6 (6 tháng), 15/12 (năm)”
_PERIOD = re.compile(
    r"\s?\((?:báo cáo |kỳ |cho |của )?(?P<period>(?:0?[69]|sáu|chín) tháng(?: đầu năm| cuối năm)?|quý(?: [ivx\d]+)?"
    r"|(?:cả |hằng |hàng )?năm(?: học)?|tháng)(?: \d{4})?\)"
)


def qualified_to(low: str, due: ReadDue, limit: int) -> int:
    """Where “(báo cáo 6 tháng)” or “đối với báo cáo sơ kết” behind a due ends; the due's own end without one."""
    within = due.end, min(limit, due.end + 80)
    found = _QUALIFIED.match(low, *within) or _PERIOD.match(low, *within)
    return found.end() if found else due.end


def qualified(low: str, clause: Clause, *, left: list[Hit], before: Kinds) -> Kinds:
    """What the words right behind a due say that it is of; empty without any."""
    due = clause.due
    end = qualified_to(low, due, clause.right)
    if words := hits_in(low, due.end, end):
        return chosen(low, words, start=due.end, end=end)
    period = _PERIOD.match(low, due.end)
    named = firm(left) or [hit for _kind, hit in before if are_reports(before)]
    if period is None or {hit.kind for hit in named} != {DutyKind.REPORT}:
        return []
    return [(period_of(f"báo cáo {period['period']} "), named[0])]


def labelled(
    structure: Structure, clause: Clause, *, bare: bool, before: Kinds, carried: Kinds
) -> Kinds:
    """The report of the period that stands in front of a due; `bare`: the words there name no duty."""
    gap = structure.view.low[clause.left : clause.due.start]
    label = _LABEL.search(gap)
    if bare and (clause.due.bound or are_reports(before or carried)):
        label = label or _SHORT_LABEL.search(gap)
    if not label or not (speaks_of_reports(structure, clause) or are_reports(carried)):
        return []
    period = period_of(f"báo cáo {label[1]} ")
    place = clause.left + label.start(1)
    return [(period, Hit(period, place, place + len(label[1]), False))]


def are_reports(kinds: Kinds) -> bool:
    """Whether the first is one."""
    return bool(kinds) and kinds[0][0].value.startswith("bao_cao")


def speaks_of_reports(structure: Structure, clause: Clause) -> bool:
    """The sentence or what it stands under is about reports."""
    low = structure.view.low
    above = structure.lead_ins(clause.paragraph)[:2]
    places = [clause.sentence, *[(lead.start, min(lead.end, lead.start + 200)) for lead in above]]
    return any("báo cáo" in low[start:end] for start, end in places)
