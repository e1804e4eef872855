"""Which duties a due belongs to: the words before it, behind it, the due before it, or what it stands under."""

import re

from scheduler.definition.models import DutyKind
from scheduler.directives.days.due import ReadDue
from scheduler.directives.duties.above import kinds_above, kinds_of_column, kinds_of_last
from scheduler.directives.duties.cells import is_unsure, kinds_of_part
from scheduler.directives.duties.due_words import Clause, Kinds
from scheduler.directives.duties.duties import Hit, chosen, firm, hits_in, period_of
from scheduler.directives.duties.elliptic import (
    is_at,
    is_body,
    less_occasions,
    names_nothing,
    report_of,
    sends_the_same,
)
from scheduler.directives.duties.labels import (
    are_reports,
    labelled,
    qualified,
    speaks_of_reports,
)
from scheduler.directives.duties.people import second_receiver
from scheduler.directives.duties.rows import work_of
from scheduler.directives.duties.tied import kinds_of_tied
from scheduler.directives.duties.told import is_work
from scheduler.directives.page.structure import Structure
from scheduler.directives.page.view import View

# “xã, phường trước ngày …”: another body owes the same.
_BODY_ONLY = re.compile(
    r"\W*(?:và |đối với |riêng |khối |cấp |các |những )*(?:sở|ban|ngành|xã|phường|thị trấn|huyện|quận|đơn vị|cấp"
    r"|bậc|mầm non|mẫu giáo|tiểu học|thcs|thpt|trung học"
    r"|cơ quan|tỉnh|thị xã|thành phố|ủy ban|mặt trận|(?:tiểu|trung|lữ|sư|quân) đoàn|(?:tiểu|trung|đại) đội|chi đoàn"
    r"|địa phương|doanh nghiệp|trường|thành viên|cụm|tập thể|cá nhân|phòng|hội|đoàn|công đoàn|chi bộ|tổ|thôn"
    r"|khu phố"
    r"|ubnd|chi nhánh|công ty|khoa|trạm|bệnh viện)\b[^.;:]{0,50}$"
)
# “Các đơn vị còn lại phát động trước ngày …”: what they do is said, and it is no duty named before.
_OWN_DEED = re.compile(
    r"phát động|ra quân|khai mạc|khai giảng|khởi công|khánh thành|đại hội|tuyên truyền|quán triệt|tập huấn|kiểm tra"
    r"|triển khai|gắn biển|phát hành|công nhận|phê duyệt|nghiệm thu|công bố|tổ chức (?=\w)"
    r"|cho ý kiến|góp ý|thông qua|\bduyệt\b|\btrao\b|niêm yết|khảo sát|kiện toàn|giải ngân|xử lý|khắc phục|bổ sung"
    r"|thực hiện|\btreo\b|phân công|trả lời|biểu dương|tuyên dương"
)
_OWN_THINGS = ("bàn giao", "đóng góp", "cử cán bộ", "tham luận")  # under any heading
_OTHER_MATTER = re.compile(r",? (?:trong khi|còn|riêng|đồng thời)\b")
# “… gửi trước ngày 17/02 kèm hồ sơ khen thưởng”
_ALONG = re.compile(
    r"[ ,]{1,2}(?:kèm(?: theo)?|cùng(?: với)?|đồng thời (?:gửi|nộp)|và gửi kèm)(?= )"
)
_SENDING = re.compile(r" (?:phải )?(?:gửi|nộp|có|hoàn thành|tổ chức|xong) (?:các |bộ )?")
_FROM_ISSUE = re.compile(r"\b(?:từ|sau) (?:ngày|khi) (?:ký|ban hành)")  # no plan that is asked for
_WORDS = re.compile(r"[^\W\d]{2,} [^\W\d]{2,}")
_DEED = re.compile(
    r"\W*(?:\w+ ){0,8}?(?:hoàn (?:thành|tất|thiện)(?= (?!xong|trước)\w+ )"
    r"|thực hiện|làm|triển khai|nghiệm thu|giải ngân|tổ chức|kiểm tra|rà soát"
    r"|thu|treo|trồng|xây|sửa|khảo sát|kiện toàn|phát động|quán triệt|công bố|niêm yết|tập huấn)\b"
)
_THEN = re.compile(r",? (?:và |rồi |sau đó |đồng thời )|, ")
_LAST_GAP = 120
_SHORT_GAP = 60
_OPENS_WITHIN = 30
_BODY_NAME = 25
_OPENING = 6  # letters of what only opens a clause
_GOES_ON = re.compile(r"(?:và|đợt \w+|lần \w+|giai đoạn \w+|ngày|vào|lần|quý \w+|\W)*")
# “…; đợt 2 gửi trước ngày …”: the duty was named before the semicolon.
_ELLIPTIC = re.compile(
    r"\W*(?:file|bản (?:giấy|cứng|mềm|điện tử|in)|tệp|đợt \w+|lần \w+|giai đoạn \w+|quý \w+|gửi|nộp|hoàn thành"
    r"|thời hạn|thời gian|hạn|xong|chậm)"
)
# A bare date after “… thu”, or after the name of another body: “Hội xã: nửa cuối tháng 9”.
_TAKES_IN = re.compile(
    r"(?<!công )(?<!xác )(?<!ghi )(?:thu|nhận|nộp|gửi)(?: hồ sơ)?(?: từ)?(?: ngày)? ?$|^[^,.;:]{3,45}(?::| [-–]) ?$"
)
# “…, phiên thứ hai nhận đến hết ngày …”, “…, vòng chung khảo 10/11”: a part of the same.
_NUMBERED = re.compile(
    r"\W*(?:vòng|phiên|lượt|lần|kỳ)(?: \w+){1,3}\W*|"
    r"\W*(?:\w+ ){1,2}(?:thứ )?(?:nhất|hai|ba|tư|bốn|năm|cuối|[1-9]|[ivx]{1,4})\b(?: (?:gửi|nộp|nhận|thu|xong|họp))*\W*"
)
_AFTER_ROUND = re.compile(
    r"kết thúc (?:mỗi |từng )?(?:đợt|giai đoạn|chặng|cao điểm|chiến dịch|tháng (?!\d)|tuần lễ)"
)
_EVERY = {
    "hằng ngày": DutyKind.REPORT,
    "hằng tuần": DutyKind.WEEKLY,
    "hằng tháng": DutyKind.MONTHLY,
    "hằng quý": DutyKind.QUARTERLY,
    "6 tháng một lần": DutyKind.HALF_YEAR,
    "sau mỗi đợt": DutyKind.ROUND,
}


def kinds_of(structure: Structure, clause: Clause, *, before: Kinds, carried: Kinds) -> Kinds:
    """The duties of a due: from the words before it, after it, the due before it, or what it stands under."""
    low, due = structure.view.low, clause.due
    fixed = _of_place(structure, clause)
    if fixed is not None:
        return fixed
    left = _of_last_matter(low, clause, hits_in(low, clause.left, due.start))
    if not is_work(structure, clause, left):
        return []
    if said := qualified(low, clause, left=left, before=before or carried):
        return _fitted(low, clause, said)
    if not left and not (due.relative and firm(hits_in(low, due.end, clause.right))):
        issued = _FROM_ISSUE.search(low, due.start, due.end)
        left = [] if issued else hits_in(low, due.start, due.end)
    asked = before or carried
    asking, occasions = less_occasions(low, left)
    if occasions and asked and not firm(asking) and (asking or is_at(low, occasions[-1])):
        return _fitted(low, clause, asked)
    if occasions and firm(asking):
        left, asked = asking, [(occasions[-1].kind, occasions[-1])]
    strong = firm(left)
    if label := labelled(structure, clause, bare=not strong, before=before, carried=carried):
        return label
    if strong:
        asked = asked or kinds_above(structure, clause.paragraph)
        return _of_words_before(low, clause, left, before=before, asked=asked)
    gap = low[clause.left : due.start]
    if before and len(gap) < _SHORT_GAP and _same_again(structure.view, clause, left, before):
        return _fitted(low, clause, before)
    return _of_others(structure, clause, left, carried)


def _of_place(structure: Structure, clause: Clause) -> Kinds | None:
    """By the column, the meeting or the part of a cell; empty where a cell leaves doubt, None where there is none."""
    low, due = structure.view.low, clause.due
    fixed = kinds_of_column(structure, clause.paragraph, (due.start, due.end))
    if fixed := fixed or kinds_of_tied(low, due, clause.left):
        return fixed
    if part := kinds_of_part(structure, clause):
        return _fitted(low, clause, part)
    return [] if is_unsure(structure, clause) else None


def _of_words_before(
    low: str, clause: Clause, left: list[Hit], *, before: Kinds, asked: Kinds
) -> Kinds:
    """What the words before the due ask for, and what is sent with it; `asked` is what a nameless report is of."""
    if next_one := _next_in_turn(low, clause, firm(left), before):
        return _fitted(low, clause, next_one)
    main = chosen(low, left, start=clause.left, end=clause.due.start)
    fitted = report_of(low, _fitted(low, clause, main), asked, clause.due)
    return fitted + _sent_along(low, clause, main)


def _of_others(structure: Structure, clause: Clause, left: list[Hit], carried: Kinds) -> Kinds:
    """What the sentence before, the words behind or what stands above ask for."""
    low, due = structure.view.low, clause.due
    gap = low[clause.left : due.start]
    body = is_body(gap) and bool(due.bound)
    asked = carried or (kinds_of_last(structure, clause.paragraph) if left or body else [])
    if (body and asked) or sends_the_same(gap, [kind for kind, _hit in asked]):
        return _fitted(low, clause, asked)
    kinds = _from_right_or_above(structure, clause, left=left, right=_behind(low, clause, left))
    if not kinds and (work := work_of(structure, clause.paragraph, due.start)):
        return [(DutyKind.OTHER, Hit(DutyKind.OTHER, *work, aside=False))]
    weak = all(kind is DutyKind.OTHER for kind, _hit in kinds)
    comes_again = bool(due.recurrence) and not are_reports(carried)
    if weak and carried and not comes_again and _is_elliptic(gap, due, left):
        kinds = carried
    return _fitted(low, clause, kinds)


def _behind(low: str, clause: Clause, left: list[Hit]) -> list[Hit]:
    """The words behind the due that it may be of."""
    gap = low[clause.left : clause.due.start]
    if left and not clause.due.recurrence and len(re.sub(r"\W", "", gap)) >= _OPENING:
        return []
    shared = clause.right == clause.sentence[1]
    if _is_done_by(low, clause) if shared else _has_own_words(gap):
        return []
    return hits_in(low, clause.due.end, clause.right)


def _is_elliptic(gap: str, due: ReadDue, left: list[Hit]) -> bool:
    """Whether the words before a due leave to the sentence before what is asked."""
    if len(gap) >= _LAST_GAP:
        return False
    body = not left and _BODY_ONLY.match(gap) and not _OWN_DEED.search(gap)
    near = not due.plain or len(gap) < _BODY_NAME
    return bool(
        _TAKES_IN.search(gap) or (body and near) or (not due.plain and _ELLIPTIC.match(gap))
    )


def _next_in_turn(low: str, clause: Clause, left: list[Hit], before: Kinds) -> Kinds:
    """“Trước ngày 15/6 gửi báo cáo sơ kết, trước ngày 15/12 gửi báo cáo tổng kết”: each day goes before its duty."""
    taken = {hit.start for _kind, hit in before if hit.start >= clause.left}
    until = max((hit.end for _kind, hit in before), default=0)
    if not taken or any(hit.start > until + _SHORT_GAP for hit in left):
        return []
    right = firm(hits_in(low, clause.due.end, min(clause.right, clause.due.end + _SHORT_GAP)))
    return chosen(low, right, start=clause.due.end, end=clause.right)


def _has_own_words(gap: str) -> bool:
    """“Nghiệm thu trước ngày 15/5, báo cáo trước ngày 20/5”: what comes behind has a day of its own."""
    body = _BODY_ONLY.match(gap) and not _OWN_DEED.search(gap)
    return bool(_WORDS.search(gap)) and not body and not _ELLIPTIC.match(gap)


def _is_done_by(low: str, clause: Clause) -> bool:
    """“Hoàn thành giải ngân trước 31/12, báo cáo kết quả”: the day is that of what is done before the comma."""
    deed = re.split(r"[,;:]", low[clause.left : clause.due.start])[-1]
    behind = _THEN.match(low, clause.due.end, clause.right)
    return bool(behind) and bool(_DEED.match(deed)) and bool(clause.due.bound)


def _of_last_matter(low: str, clause: Clause, left: list[Hit]) -> list[Hit]:
    """“…, trong khi báo cáo sơ kết phải có trước …”: what stands before the turn is another matter."""
    turns = list(_OTHER_MATTER.finditer(low, clause.left, clause.due.start))
    after = [hit for hit in left if turns and hit.start >= turns[-1].end()]
    return after if firm(after) else left


def _sent_along(low: str, clause: Clause, main: Kinds) -> Kinds:
    """What goes with it on the same day, said behind the due."""
    along = _ALONG.match(low, clause.due.end, clause.right)
    if not along:
        return []
    hits = hits_in(low, along.end(), min(clause.right, along.end() + 40))
    named = {kind for kind, _hit in main}
    files = (DutyKind.AWARD_FILE, DutyKind.INITIATIVE, DutyKind.VOTE)
    return [(hit.kind, hit) for hit in hits[:1] if hit.kind in files and hit.kind not in named]


def _same_again(view: View, clause: Clause, left: list[Hit], before: Kinds) -> bool:
    """Whether a due goes on with the duty of the one before it in the sentence."""
    low, gap = view.low, view.low[clause.left : clause.due.start]
    following = hits_in(low, clause.due.end, min(clause.right, clause.due.end + 40))
    if low.startswith(")", clause.due.end):
        following = []  # “… trước 10/6 (riêng xã A trước 05/6), báo cáo …”
    elif clause.due.bound and gap.strip() == "," and _sends_next(low, clause, following):
        return False
    if clause.due.recurrence and (firm(following) or not are_reports(before)):
        return False  # “đăng ký trước 05/7, mỗi chiều thứ Năm gửi báo cáo”
    if _GOES_ON.fullmatch(gap) or (left and not clause.due.plain):
        return True
    if left or _OWN_DEED.search(gap) or firm(following):
        return False
    if not _has_own_words(gap) or names_nothing(gap) or _NUMBERED.fullmatch(gap):
        return True
    return second_receiver(view, clause.left, clause.due.start) is not None


def _sends_next(low: str, clause: Clause, following: list[Hit]) -> bool:
    """“…, trước ngày 16/6 gửi hồ sơ”: what the day is for stands right behind it."""
    right = firm(following)[:1]
    return bool(right) and bool(_SENDING.fullmatch(low, clause.due.end, right[0].start))


def _from_right_or_above(
    structure: Structure, clause: Clause, *, left: list[Hit], right: list[Hit]
) -> Kinds:
    low = structure.view.low
    near = [hit for hit in firm(right) if hit.start - clause.due.end < _LAST_GAP]
    opens = clause.due.start - clause.sentence[0] < _OPENS_WITHIN
    if near and (not clause.due.plain or opens):
        return chosen(low, near, start=clause.due.end, end=clause.right)
    if left and clause.due.recurrence in _EVERY:
        return chosen(low, left, start=clause.left, end=clause.right)
    above = kinds_above(structure, clause.paragraph)
    if above and not any(low.startswith(_OWN_THINGS, hit.start) for hit in left):
        return above
    if near and (clause.due.plain is False or clause.due.recurrence):
        return chosen(low, near, start=clause.due.end, end=clause.right)
    named = left or (right if clause.due.bound else [])
    if not clause.due.plain and named:
        return chosen(low, named, start=clause.left, end=clause.right)
    if clause.due.recurrence in _EVERY and speaks_of_reports(structure, clause):
        return [(DutyKind.REPORT, Hit(DutyKind.REPORT, clause.left, clause.due.start, False))]
    return []


def _fitted(low: str, clause: Clause, kinds: list[tuple[DutyKind, Hit]]) -> Kinds:
    """A recurring report is named by how often it comes; a bare date counts only close to its duty."""
    every = _EVERY.get(clause.due.recurrence or "")
    fitted = []
    for kind, hit in kinds:
        if kind is DutyKind.REPORT and _AFTER_ROUND.search(clause.due.relative or ""):
            kind = DutyKind.ROUND
        elif every and kind in (DutyKind.REPORT, DutyKind.OTHER, DutyKind.YEARLY, DutyKind.ROUND):
            kind = every
        elif kind is DutyKind.REPORT and clause.due.start > hit.start:
            inside = clause.holds(hit)  # else the heading's word, and the item's period
            words = low[hit.start if inside else clause.left : clause.due.start]
            kind = period_of(words if inside else f"báo cáo {words.lstrip(' -–+*•')}")
        near = abs(clause.due.start - hit.end) < _LAST_GAP
        if kind is DutyKind.OTHER and clause.due.plain and not near:
            continue
        if clause.due.plain and clause.left <= hit.start and not near:
            continue
        fitted.append((kind, hit))
    return fitted
