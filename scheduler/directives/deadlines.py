"""What is owed by when: each due of the text joined to the duty it belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from scheduler.directives.calendar import Calendar
from scheduler.directives.due import Due
from scheduler.directives.dues import Reader
from scheduler.directives.duties import Hit, chosen, hits_in, listed, period_of
from scheduler.directives.model import Deadline, DutyKind, Window
from scheduler.directives.people import to_whom_in, who_in
from scheduler.directives.periodic import WITH_FINAL, undated_in
from scheduler.directives.structure import MOST, Paragraph, Structure
from scheduler.directives.view import CAPITALS, SMALL

_SENTENCE = re.compile(
    rf"(?<=[^\W\d_])\.(?=\s+[“\"(]?[{CAPITALS}])|(?<=\d)\.(?=\s+[{CAPITALS}][{SMALL}])|(?<=[)”\"])\.(?=\s)|;(?=\s)"
)
_EVENTS = re.compile(
    r"lễ (?:phát động|ra quân|khai mạc|kỷ niệm|khánh thành|mít tinh)|đại hội|bầu cử|khai mạc|khởi công"
    r"|khánh thành|hội thi|hội thao|lễ hội|diễn tập|xuất phát|khai giảng|ra quân|chính lễ|dâng hương"
)
_BASIS = re.compile(
    r"^(?:căn cứ (?![^.;]{0,40} này)|thực hiện (?:chỉ thị|kế hoạch|nghị quyết|hướng dẫn|công văn|văn bản)"
    r"|xét đề nghị|theo đề nghị)"
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
    r"\W*(?:đợt \w+|lần \w+|giai đoạn \w+|quý \w+|gửi|nộp|hoàn thành|thời hạn|thời gian|hạn|xong|chậm)"
)
# A bare date after “… thu”, or after the name of another body: “Hội xã: nửa cuối tháng 9”.
_TAKES_IN = re.compile(r"(?:thu|nhận|nộp|gửi)(?: hồ sơ)? ?$|^[^,.;:]{3,30}: ?$")
_JOINED = re.compile(r"\W*(?:và|ngày|vào|trước|\W)*")
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
Kinds = list[tuple[DutyKind, Hit]]
_LATE_ON_PAPER = 45
_PLAIN_HEADING = re.compile(r"tổ chức thực hiện|chế độ|nội dung|biện pháp|như sau|sau đây|sau:$")
_EVERY = {
    "hằng tuần": DutyKind.WEEKLY,
    "hằng tháng": DutyKind.MONTHLY,
    "hằng quý": DutyKind.QUARTERLY,
    "sau mỗi đợt": DutyKind.ROUND,
}


@dataclass(frozen=True)
class _Clause:
    """A due with the words that belong to it: `left:due:right` within `start:end` of one sentence."""

    paragraph: Paragraph
    sentence: tuple[int, int]
    due: Due
    left: int
    right: int


def deadlines_of(
    structure: Structure, reader: Reader, taken: list[tuple[int, int]]
) -> tuple[Deadline, ...]:
    """Every duty with its due, in the order of the text. `taken` are places (view) already read as something else."""
    found: list[Deadline] = []
    for paragraph in structure.paragraphs:
        if paragraph.region != "body" or _BASIS.match(structure.low(paragraph)[:60]):
            continue
        inside = [
            place for place in taken if place[0] < paragraph.end and paragraph.start < place[1]
        ]
        carried: Kinds = []
        for start, end in _sentences(structure, paragraph):
            dues = _dues(reader, start, end, inside)
            more, carried = _in_sentence(structure, paragraph, (start, end), dues, carried)
            found += more
            found += undated_in(structure.view, start, end)
        if len(found) > MOST:
            break
    return tuple(
        replace(one, id=f"d{index}") for index, one in enumerate(_once(_with_final(found)), 1)
    )


def _sentences(structure: Structure, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    start = paragraph.start
    text = structure.view.text
    if text.startswith("|", start) or text.count(" | ", start, paragraph.end) > 1:
        yield start, paragraph.end
        return
    for stop in _SENTENCE.finditer(text, paragraph.body, paragraph.end):
        yield start, stop.start()
        start = stop.end()
    yield start, paragraph.end


def _dues(reader: Reader, start: int, end: int, taken: list[tuple[int, int]]) -> list[Due]:
    """The dues of a sentence that are nothing else and not over."""
    return [
        due
        for due in reader.dues_in(start, end)
        if not any(due.start < last and first < due.end for first, last in taken)
        and not _is_over(due, reader.calendar)
    ]


def _in_sentence(
    structure: Structure,
    paragraph: Paragraph,
    sentence: tuple[int, int],
    dues: list[Due],
    carried: Kinds,
) -> tuple[list[Deadline], Kinds]:
    """Deadlines of one sentence, and the duties a next sentence of the paragraph may go on with."""
    found: list[Deadline] = []
    kinds: Kinds = []
    for index, due in enumerate(dues):
        left = (
            _qualified_to(structure.view.low, dues[index - 1], due.start) if index else sentence[0]
        )
        right = _right_of(structure.view.low, dues, index, sentence[1])
        clause = _Clause(paragraph, sentence, due, left, right)
        kinds = _kinds(structure, clause, before=kinds, carried=carried)
        each = _shared_out(structure.view.low, dues, index, kinds)
        found += [_deadline(structure, clause, kind, hit) for kind, hit in each]
    if kinds:
        return found, kinds
    start, end = sentence
    hits = [
        hit for hit in hits_in(structure.view.low, start, end) if hit.kind is not DutyKind.OTHER
    ]
    return found, chosen(structure.view.low, hits, start=start, end=end)[:1] or carried


def _shared_out(low: str, dues: list[Due], index: int, kinds: Kinds) -> Kinds:
    """“sơ kết và tổng kết lần lượt vào 10/6 và 10/11”: as many duties as days, one each."""
    first = index
    while first and _JOINED.fullmatch(low[dues[first - 1].end : dues[first].start][:30]):
        first -= 1
    last = index
    while last + 1 < len(dues) and _JOINED.fullmatch(
        low[dues[last].end : dues[last + 1].start][:30]
    ):
        last += 1
    number = last - first + 1
    if number > 1 and len(kinds) != number and kinds:
        begin = dues[first - 1].end if first else max(0, kinds[0][1].start)
        named = hits_in(low, min(begin, kinds[0][1].start), dues[first].start)
        many = listed(low, named, start=begin, end=dues[first].start)
        kinds = many if len(many) == number and _in_one_breath(low, many) else kinds
    if number == 1 and {kind for kind, _hit in kinds} == {DutyKind.INTERIM, DutyKind.FINAL}:
        return [one for one in kinds if one[0] is _by_season(dues[index])]
    return [kinds[index - first]] if number > 1 and number == len(kinds) else kinds


def _in_one_breath(low: str, kinds: Kinds) -> bool:
    """“báo cáo 6 tháng, báo cáo năm”: nothing but the next report between them."""
    between = [low[one.end : other.start] for (_k, one), (_l, other) in pairwise(kinds)]
    return all(len(words) < 28 and not re.search(r"gửi|về|nộp", words) for words in between)


def _by_season(due: Due) -> DutyKind:
    """“Báo cáo sơ kết, tổng kết” with one day only: the first half of the year is sơ kết."""
    last = due.value.last if isinstance(due.value, Window) else due.value or ""
    return DutyKind.INTERIM if last[-5:-3].isdigit() and int(last[-5:-3]) <= 8 else DutyKind.FINAL


def _right_of(low: str, dues: list[Due], index: int, end: int) -> int:
    """Where the words after a due end; “ngày 05/7 và ngày 06/11, …” share what follows."""
    for one, other in pairwise(dues[index:]):
        if (
            not re.fullmatch(r"\W*(?:và|ngày|\W)*", low[one.end : min(other.start, one.end + 20)])
            or other.start - one.end > 20
        ):
            return other.start
    return end


def _is_over(due: Due, calendar: Calendar) -> bool:
    """Before the day of issue: told, not asked. A deadline a little late on paper stays one."""
    last = due.value.last if isinstance(due.value, Window) else due.value
    if last is None or len(last) != 10 or last.startswith("-"):
        return False
    issued = calendar.issued
    if issued is None:
        return calendar.year is not None and int(last[:4]) < calendar.year - 1
    late = (issued - date.fromisoformat(last)).days
    return late > (0 if due.plain or due.bound is None else _LATE_ON_PAPER)


def _kinds(structure: Structure, clause: _Clause, *, before: Kinds, carried: Kinds) -> Kinds:
    """The duties of a due: from the words before it, after it, the due before it, or what it stands under."""
    low = structure.view.low
    due = clause.due
    gap = low[clause.left : due.start]
    left = hits_in(low, clause.left, due.start)
    if not _is_work(structure, clause, left):
        return []
    qualified = _qualified_to(low, due, clause.right)
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
    if weak and carried and len(gap) < _SHORT_GAP and elliptic:
        kinds = carried
    return _fitted(low, clause, kinds)


def _qualified_to(low: str, due: Due, limit: int) -> int:
    """Where “(báo cáo 6 tháng)” or “đối với báo cáo sơ kết” behind a due ends; the due's own end without one."""
    found = _QUALIFIED.match(low, due.end, min(limit, due.end + 80))
    return found.end() if found else due.end


def _speaks_of_reports(structure: Structure, clause: _Clause) -> bool:
    """The sentence or what it stands under is about reports."""
    low = structure.view.low
    above = structure.lead_ins(clause.paragraph)[:2]
    places = [clause.sentence, *[(lead.start, min(lead.end, lead.start + 200)) for lead in above]]
    return any("báo cáo" in low[start:end] for start, end in places)


def _same_again(low: str, clause: _Clause, left: list[Hit]) -> bool:
    """Whether a due goes on with the duty of the one before it in the sentence."""
    gap = low[clause.left : clause.due.start]
    if _GOES_ON.fullmatch(gap) or (left and not clause.due.plain):
        return True
    following = hits_in(low, clause.due.end, min(clause.right, clause.due.end + 40))
    return not left and all(hit.kind is DutyKind.OTHER for hit in following)


def _from_right_or_above(
    structure: Structure, clause: _Clause, *, left: list[Hit], right: list[Hit]
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


def _above(structure: Structure, clause: _Clause) -> Kinds:
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


def _is_work(structure: Structure, clause: _Clause, left: list[Hit]) -> bool:
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


def _fitted(low: str, clause: _Clause, kinds: list[tuple[DutyKind, Hit]]) -> Kinds:
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


def _deadline(structure: Structure, clause: _Clause, kind: DutyKind, hit: Hit) -> Deadline:
    view, due = structure.view, clause.due
    inside = clause.sentence[0] <= hit.start < clause.sentence[1]
    what_end = (
        due.start
        if inside and hit.start < due.start
        else min(hit.end + 60, clause.right if inside else structure.at(hit.start).end)
    )
    stop = re.search(r"[:;|]| gửi | trước | xong ", view.low[hit.end : what_end])
    what = view.words(hit.start, hit.end + stop.start() if stop else what_end)
    start, end = clause.sentence
    return Deadline(
        id="",
        kind=kind,
        what=what[:160],
        due=due.value,
        evidence=view.quote(due.start, due.end),
        who=who_in(view, start, max(start, hit.start if inside else due.start) + 8),
        to_whom=to_whom_in(view, start, end),
        bound=due.bound,
        recurrence=due.recurrence,
        relative=due.relative,
        time=due.time,
        due_text=due.said or (due.value.text if isinstance(due.value, Window) else None),
    )


def _with_final(found: list[Deadline]) -> list[Deadline]:
    """“Hồ sơ gửi cùng báo cáo tổng kết”: due with the last tổng kết the document dates (rule 8)."""
    dated = [one.due for one in found if one.kind is DutyKind.FINAL and isinstance(one.due, str)]
    return [
        replace(one, due=dated[-1]) if one.relative == WITH_FINAL and dated else one
        for one in found
    ]


def _once(found: list[Deadline]) -> list[Deadline]:
    """One a kind and due; an undated one only when no dated one of its kind stands in the same words."""
    kept: dict[tuple[object, ...], Deadline] = {}
    for one in found:
        key = (
            (one.kind, one.due)
            if one.due is not None
            else (one.kind, None, one.relative or one.recurrence)
        )
        kept.setdefault(key, one)
    return list(kept.values())
