"""Which duties a due belongs to: the words before it, behind it, the due before it, or what it stands under."""

import re
from dataclasses import dataclass, replace

from scheduler.directives.due import Due
from scheduler.directives.duties import Hit, chosen, hits_in, period_of
from scheduler.directives.model import DutyKind
from scheduler.directives.structure import Paragraph, Structure

Kinds = list[tuple[DutyKind, Hit]]
_EVENTS = re.compile(
    r"lễ (?:phát động|ra quân|khai mạc|kỷ niệm|khánh thành|mít tinh)|đại hội|bầu cử|khai mạc|khởi công"
    r"|khánh thành|hội thi|hội thao|lễ hội|diễn tập|xuất phát|khai giảng|ra quân|chính lễ|dâng hương"
)
_PAST = re.compile(
    r"\bđã (?!ký\)|đăng ký|được phân|nêu|giao|phân)|vừa qua|năm trước(?! ngày| \d|:)|(?:^|[.] )trước đó|qua kiểm tra"
    r"|cho thấy|công bố ngày"
)
_LAST_GAP = 120
_SHORT_GAP = 60
_OPENS_WITHIN = 30
_GOES_ON = re.compile(r"(?:và|đợt \w+|lần \w+|giai đoạn \w+|ngày|vào|lần|quý \w+|\W)*")
# “…; đợt 2 gửi trước ngày …”: the duty was named before the semicolon.
_ELLIPTIC = re.compile(
    r"\W*(?:file|bản (?:giấy|cứng|mềm|điện tử|in)|tệp|đợt \w+|lần \w+|giai đoạn \w+|quý \w+|gửi|nộp|hoàn thành"
    r"|thời hạn|thời gian|hạn|xong|chậm)"
)
# A bare date after “… thu”, or after the name of another body: “Hội xã: nửa cuối tháng 9”.
_TAKES_IN = re.compile(r"(?:thu|nhận|nộp|gửi)(?: hồ sơ)?(?: từ)?(?: ngày)? ?$|^[^,.;:]{3,30}: ?$")
_QUALIFIED = re.compile(
    r"\s?(?:\((?=báo cáo|hồ sơ|sơ kết|tổng kết|đăng ký|bình xét)[^()\n]{4,60}\)|(?:đối với"
    r"|áp dụng cho)(?: việc| các)? (?:báo cáo|hồ sơ|sơ kết|tổng kết|đăng ký|việc|ký|bình xét)(?: \w+){0,4})"
)
_LABEL = re.compile(
    r"(?:^|[-+*(,;:] ?|định kỳ |và )((?:0?6|sáu) tháng(?: đầu năm| cuối năm)?|quý(?: [ivx\d]+)?|(?:cả )?năm"
    r"|tháng)(?: \d{4})? ?[(:]+ ?$"
)
_FIGURES = re.compile(
    r"(?:chốt số liệu|số liệu (?:được )?tính|mốc (?:thời gian )?số liệu)(?:(?!gửi|nộp)[^.;]){0,40}$"
)
_PLAIN_HEADING = re.compile(r"tổ chức thực hiện|chế độ|nội dung|biện pháp|như sau|sau đây|sau:$")
_EVERY = {
    "hằng tuần": DutyKind.WEEKLY,
    "hằng tháng": DutyKind.MONTHLY,
    "hằng quý": DutyKind.QUARTERLY,
    "sau mỗi đợt": DutyKind.ROUND,
}


@dataclass(frozen=True)
class Clause:
    """A due with the words that belong to it: `left:due:right` within `start:end` of one sentence."""

    paragraph: Paragraph
    sentence: tuple[int, int]
    due: Due
    left: int
    right: int


def kinds_of(structure: Structure, clause: Clause, *, before: Kinds, carried: Kinds) -> Kinds:
    """The duties of a due: from the words before it, after it, the due before it, or what it stands under."""
    low = structure.view.low
    due = clause.due
    gap = low[clause.left : due.start]
    left = hits_in(low, clause.left, due.start)
    if not _is_work(structure, clause, left):
        return []
    qualified = qualified_to(low, due, clause.right)
    if qualified > due.end:
        words = hits_in(low, due.end, qualified)
        return _fitted(low, clause, chosen(low, words, start=due.end, end=qualified))
    label = _LABEL.search(gap)
    if label and _speaks_of_reports(structure, clause):
        period = period_of(f"báo cáo {label[1]} ")
        place = clause.left + label.start(1)
        return [(period, Hit(period, place, place + len(label[1]), False))]
    left = left or hits_in(low, due.start, due.end)
    strong = [hit for hit in left if hit.kind is not DutyKind.OTHER]
    if strong:
        return _fitted(low, clause, chosen(low, left, start=clause.left, end=due.start))
    if before and len(gap) < _SHORT_GAP and _same_again(low, clause, left):
        return _fitted(low, clause, before)
    opens = len(re.sub(r"\W", "", gap)) < 6 or not left
    right = hits_in(low, due.end, clause.right) if opens or due.recurrence else []
    kinds = _from_right_or_above(structure, clause, left=left, right=right)
    weak = all(kind is DutyKind.OTHER for kind, _hit in kinds)
    elliptic = _TAKES_IN.search(gap) or (not due.plain and _ELLIPTIC.match(gap))
    if weak and carried and len(gap) < _LAST_GAP and elliptic:
        kinds = carried
    return _fitted(low, clause, kinds)


def qualified_to(low: str, due: Due, limit: int) -> int:
    """Where “(báo cáo 6 tháng)” or “đối với báo cáo sơ kết” behind a due ends; the due's own end without one."""
    found = _QUALIFIED.match(low, due.end, min(limit, due.end + 80))
    return found.end() if found else due.end


def _speaks_of_reports(structure: Structure, clause: Clause) -> bool:
    """The sentence or what it stands under is about reports."""
    low = structure.view.low
    above = structure.lead_ins(clause.paragraph)[:2]
    places = [clause.sentence, *[(lead.start, min(lead.end, lead.start + 200)) for lead in above]]
    return any("báo cáo" in low[start:end] for start, end in places)


def _same_again(low: str, clause: Clause, left: list[Hit]) -> bool:
    """Whether a due goes on with the duty of the one before it in the sentence."""
    gap = low[clause.left : clause.due.start]
    if _GOES_ON.fullmatch(gap) or (left and not clause.due.plain):
        return True
    following = hits_in(low, clause.due.end, min(clause.right, clause.due.end + 40))
    return not left and all(hit.kind is DutyKind.OTHER for hit in following)


def _from_right_or_above(
    structure: Structure, clause: Clause, *, left: list[Hit], right: list[Hit]
) -> Kinds:
    low = structure.view.low
    firm = [
        hit
        for hit in right
        if hit.kind is not DutyKind.OTHER and hit.start - clause.due.end < _LAST_GAP
    ]
    opens = clause.due.start - clause.sentence[0] < _OPENS_WITHIN
    if firm and (not clause.due.plain or opens):
        return chosen(low, firm, start=clause.due.end, end=clause.right)
    above = _above(structure, clause)
    if above:
        return above
    if firm and (clause.due.plain is False or clause.due.recurrence):
        return chosen(low, firm, start=clause.due.end, end=clause.right)
    named = left or (right if clause.due.bound else [])
    if not clause.due.plain and named:
        return chosen(low, named, start=clause.left, end=clause.right)
    return []


def _above(structure: Structure, clause: Clause) -> Kinds:
    """The sentence before in the same paragraph has no say; the heading and lead-in have."""
    low = structure.view.low
    for lead in structure.lead_ins(clause.paragraph)[:2]:
        words = low[lead.body : lead.end]
        short = len(words) < (50 if words.endswith(".") else 90) and not words.endswith(";")
        if not (short or (words.endswith(":") and len(words) < 220)) or _PLAIN_HEADING.search(
            words
        ):
            continue
        hits = [hit for hit in hits_in(low, lead.body, lead.end) if hit.kind is not DutyKind.OTHER]
        if hits and len({hit.kind for hit in hits}) <= 2:
            firm = replace(hits[0], aside=False)
            return chosen(low, [firm], start=lead.body, end=lead.end)
    return []


def _is_work(structure: Structure, clause: Clause, left: list[Hit]) -> bool:
    """No event of its own, nothing past, no target figure."""
    low = structure.view.low
    gap = low[clause.left : clause.due.start]
    event = list(_EVENTS.finditer(gap))
    firm = [hit for hit in left if hit.kind not in (DutyKind.OTHER, DutyKind.PLAN)]
    last_duty = firm[-1].start - clause.left if firm else -1
    if (
        event
        and clause.due.bound is None
        and event[-1].start() > last_duty
        and not re.search(r"trước|chậm nhất|gửi|đăng ký", gap[event[-1].end() :])
    ):
        return False
    if _FIGURES.search(gap):
        return False
    return not _PAST.search(
        low[
            max(clause.sentence[0], clause.due.start - 90) : min(
                clause.sentence[1], clause.due.end + 45
            )
        ]
    )


def _fitted(low: str, clause: Clause, kinds: list[tuple[DutyKind, Hit]]) -> Kinds:
    """A recurring report is named by how often it comes; a bare date counts only close to its duty."""
    every = _EVERY.get(clause.due.recurrence or "")
    fitted = []
    for kind, hit in kinds:
        if every and kind in (DutyKind.REPORT, DutyKind.OTHER, DutyKind.YEARLY, DutyKind.ROUND):
            kind = every
        elif kind is DutyKind.REPORT and clause.due.start > hit.start:
            kind = period_of(low[hit.start : clause.due.start])
        near = abs(clause.due.start - hit.end) < _LAST_GAP
        if kind is DutyKind.OTHER and clause.due.plain and not near:
            continue
        if clause.due.plain and clause.left <= hit.start and not near:
            continue
        fitted.append((kind, hit))
    return fitted
