"""What a day is told of and not asked: events, the past, targets, figures, how long something lasts, conditions."""

import re

from scheduler.definition.models import DutyKind
from scheduler.directives.days.due import ReadDue
from scheduler.directives.duties.above import PAST
from scheduler.directives.duties.due_words import Clause
from scheduler.directives.duties.duties import Hit
from scheduler.directives.model import Window
from scheduler.directives.page.structure import Structure

_EVENTS = re.compile(
    r"lễ (?:phát động|ra quân|khai mạc|kỷ niệm|khánh thành|mít tinh)|đại hội|bầu cử|khai mạc|khởi công"
    r"|khánh thành|hội thi|hội thao|lễ hội|diễn tập|xuất phát|khai giảng|ra quân|chính lễ|dâng hương"
)
# “Đến 15/5 mới bàn giao …”, “tính đến ngày 31/8 toàn tỉnh có …”: how things stand.
_STANDS = re.compile(
    r",? ?(?:[^,.;\d]{0,25}? )?(?:vẫn|mới|còn|chưa|đạt|có (?:\d|hơn|trên|khoảng)"
    r"|toàn (?:tỉnh|huyện|ngành|xã))\b"
)
_FIGURES = re.compile(
    r"(?:(?:chốt số liệu|số liệu (?:được )?tính|mốc (?:thời gian )?số liệu)(?:(?!gửi|nộp)[^.;]){0,40}"
    r"|(?:\blấy|(?:tính|lấy|chốt) số liệu|số liệu[^.;]{0,120} (?:tính|chốt|khóa)"
    r"|báo cáo(?: \w+){0,4} (?:tính|chốt))"
    r"(?: (?:từ|đến|tới|hết|trước|vào|tại|ngày|thời điểm|\d{1,2} ?(?:giờ|h)(?: ?\d\d)?))*) ?$"
)
# “Phấn đấu đến hết quý II có 100% hồ sơ …”, “đạt 100% vào 30/11”: a target, nothing to send.
_AIMS = re.compile(
    r"(?<!ký )\bphấn đấu\b[^.;]{0,60}$|\bđạt [^.;,]{0,20}\d ?%[^.;]{0,30}$|\b(?:tỷ|tỉ) lệ [^.;,]{0,80}$"
)
# “đến ngày 31/12, tỷ lệ hồ sơ trực tuyến đạt 80%”, “đến 30/6 có 95% hồ sơ …”
_RATE = r",? ?(?:phấn đấu |phải |sẽ |có )*(?:(?:trên|ít nhất|tối thiểu|từ|khoảng) )?"
_SHARE = re.compile(rf"{_RATE}(?:tỷ|tỉ) lệ\b[^.;]{{0,100}}?\d ?%")
SHARE = re.compile(rf"{_SHARE.pattern}|{_RATE}\d+(?:[.,]\d+)? ?%")
# “hồ sơ gửi sau ngày 10/12 không xét”, “chậm so với ngày 15/6”, “không sớm hơn ngày …”: what comes too late or too
# early, not what is asked.
_TOO_LATE = re.compile(
    r"\bkhông trước(?: ngày)? ?$"
    r"|(?<!kể từ )(?<!từ )(?<!không )(?<!không để )(?<!không được )"
    r"\b(?:sau|so với|quá|(?:muộn|chậm|trễ) hơn|không (?:được )?sớm hơn|sớm nhất(?: là| vào)?)"
    r"(?: (?:thời )?(?:hạn|điểm))? ?$"
)
# “niêm yết danh sách đến hết ngày …”, “bảo quản hồ sơ đến …”: how long it lasts.
_LASTS = re.compile(
    r"\b(?:niêm yết|bảo quản|lưu trữ|lưu giữ|công khai|duy trì|có (?:giá trị|hiệu lực)|kéo dài|treo)\b[^.;]{0,70}$"
)
# “Tập thể thành lập trước ngày 30/6 mới được đăng ký”: who may, and no day to do it by.
_IF = re.compile(r"\bnếu(?! có)(?: \w+){0,3} ?$|\bnếu (?:trùng|rơi|gặp|đúng|vướng)\b[^.;]*$")
_CONDITION = re.compile(
    r"(?: \w+){0,4},? (?:mới|vẫn|thì|sẽ bị|bị trừ|coi như|không)(?: được| phải| xét| tính| đề nghị)\b"
)
_ONLY_THEN = re.compile(r",? (?:thì )?mới (?:được|xét|tính|đủ|có giá trị|nhận)\b")
# “theo bảng tiêu chí đã thống nhất”: by what it is done.
_BY_WHAT = re.compile(r"\btheo (?:[^\W\d]+ ){1,8}?đã \w+(?: \w+)?")
# “gửi trước ngày 20/10 được cộng 2 điểm”: what is won by it.
_SCORED = re.compile(
    r"[,:]? ?(?:thì |sẽ |đều )*(?:được (?:\w+ )??(?:cộng|thưởng|ưu tiên)\b"
    r"|(?:được |đạt |cộng |tính |chấm |thêm )*(?:tối đa )?\d+(?:[.,]\d+)? điểm\b)"
)
_LAST_WORDS = re.compile(r"[^\W\d]{2,} [^\W\d]{2,} ?$")
# “Bãi bỏ yêu cầu gửi báo cáo trước ngày 20”, “không phải gửi trước ngày …”: what is asked no more.
_CANCELLED = re.compile(
    r"(?:\bkhông (?:phải|cần|yêu cầu|thực hiện|tổ chức|gửi|nộp|báo cáo)|\b(?:bãi|hủy|huỷ) bỏ|\bmiễn"
    r"|(?:^|[.:;] ?)\W*(?:\w{1,2}[.)] ?)?bỏ)(?! sót| trống)\b[^.;]{0,90}$"
)
# “thay cho ngày 20/6”, “(trước đây là 31/12)”, “từ ngày 10/6 sang …”, “ngày 10/12 được sửa thành …”: a day given up.
_GIVEN_UP = re.compile(
    r"(?:\bthay(?: thế)? (?:cho|vì)|\bthay thế|trước đây|thay đổi từ)(?: là| thời hạn| thời gian| hạn| mốc| quy định)*"
    r"[“\" ]*$"
)
_MOVED = re.compile(
    r"[”\" ]*(?:(?:được )?(?:sửa|đổi|điều chỉnh|thay|chuyển|lùi|dời|gia hạn)(?: \w+)? (?:thành|bằng|sang|đến|tới)"
    r"|(?:thành|sang)(?= (?:trước |hết )?[“\"]?(?:ngày )?\d))\b"
)
# “báo cáo kết quả từ 01/01 đến 31/5”: the days that are told of, where nothing is sent or taken in within them.
_TOLD_OF = re.compile(r"\b(?:kết quả|tình hình|thành tích|số liệu|nội dung)\b[^.;]{0,90}$")
_SENT = re.compile(r"\b(?:gửi|nộp|nhận|thu|trình|chuyển|chấm|bình xét)\b|thời (?:gian|hạn) báo cáo")
# “gắn biển chào mừng 12/11, hạn cuối là ngày 15/10”: a day that is kept.
_KEPT = re.compile(r"\b(?:chào mừng|kỷ niệm|hướng tới|nhân ngày|nhân dịp)(?: ngày)? $")
# “ban hành kế hoạch phát động phong trào … (từ 01/6 đến 30/9)”: the days of the movement, not of its plan.
_MOVEMENT_PLANNED = re.compile(
    r"\bkế hoạch\b[^.;:,]{0,40}?\b(?:phong trào|đợt thi đua|chiến dịch|cuộc vận động|đợt cao điểm)\b[^.;:\n]{0,200}$"
)
_PAST_BEFORE, _PAST_BEHIND = 90, 45


def is_work(structure: Structure, clause: Clause, left: list[Hit]) -> bool:
    """No event of its own, nothing past, no target, figure, span or condition."""
    low = structure.view.low
    works = [hit for hit in left if hit.kind not in (DutyKind.OTHER, DutyKind.PLAN)]
    told = (_is_event, _is_figure, _is_late_or_lasting, _is_condition, _is_past, _is_no_more)
    return not any(is_told(low, clause, works) for is_told in told)


def _is_event(low: str, clause: Clause, works: list[Hit]) -> bool:
    gap = low[clause.left : clause.due.start]
    event = list(_EVENTS.finditer(gap))
    last_duty = works[-1].start - clause.left if works else -1
    return (
        bool(event)
        and clause.due.bound is None
        and event[-1].start() > last_duty
        and not _held_at(gap, works, event[-1].start(), clause.left)
        and not re.search(r"trước|chậm nhất|gửi|đăng ký", gap[event[-1].end() :])
    )


def _is_figure(low: str, clause: Clause, works: list[Hit]) -> bool:
    """A target, the day up to which figures are taken, or how things stand on a day."""
    due = clause.due
    stands = not works and re.match(r"(?:tính )?(?:đến|tới)", low[due.start :][:12])
    return bool(
        _FIGURES.search(low[clause.sentence[0] : due.start])
        or _AIMS.search(low[clause.left : due.start])
        or (_SHARE if due.bound == "before" else SHARE).match(low, due.end, clause.sentence[1])
        or (stands and _STANDS.match(low, due.end, clause.sentence[1]))
    )


def _is_late_or_lasting(low: str, clause: Clause, _works: list[Hit]) -> bool:
    gap, due = low[clause.left : clause.due.start], clause.due
    until = due.bound == "by" and re.match(r"(?:cho )?đến", low[due.start : due.start + 8])
    return bool(_TOO_LATE.search(gap) or (until and _LASTS.search(gap)))


def _is_condition(low: str, clause: Clause, works: list[Hit]) -> bool:
    gap = low[clause.left : clause.due.start]
    said = _CONDITION.match(low, clause.due.end, clause.sentence[1])
    if any(one.match(low, clause.due.end, clause.sentence[1]) for one in (_ONLY_THEN, _SCORED)):
        return True
    return bool(_IF.search(gap)) or (not works and bool(said and _LAST_WORDS.search(gap)))


def _is_past(low: str, clause: Clause, _works: list[Hit]) -> bool:
    begin = max(clause.sentence[0], clause.due.start - _PAST_BEFORE)
    end = min(clause.sentence[1], clause.due.end + _PAST_BEHIND)
    words = _BY_WHAT.sub(lambda found: "·" * len(found[0]), low[begin : clause.sentence[1]])
    past = PAST.search(words)
    if past and clause.due.recurrence and begin + past.start() >= clause.due.end:
        return False  # “ngày 25 hằng tháng báo cáo số bài đã đăng”
    return past is not None and begin + past.start() < end


def _is_no_more(low: str, clause: Clause, _works: list[Hit]) -> bool:
    """What an amendment takes back, and the day that another takes the place of."""
    gap, due = low[clause.left : clause.due.start], clause.due
    if _CANCELLED.search(gap) or _GIVEN_UP.search(gap):
        return True
    return bool(_MOVED.match(low, due.end, min(clause.sentence[1], due.end + 40)))


def is_told_of(low: str, start: int, due: ReadDue) -> bool:
    """Whether that day is kept, or a report or plan tells of those, from `start` on; in none of them it is sent."""
    gap = low[start : due.start]
    if due.bound is None and _KEPT.search(gap):
        return True
    spans = isinstance(due.value, Window) and low.startswith("từ", due.start)
    told = _TOLD_OF.search(gap) or _MOVEMENT_PLANNED.search(gap)
    return spans and bool(told) and not _SENT.search(gap)


def _held_at(gap: str, firm: list[Hit], event: int, left: int) -> bool:
    """“Tổng kết, khen thưởng tại lễ kỷ niệm ngày …”: the event is where the duty is done."""
    done = [hit for hit in firm if hit.kind in (DutyKind.INTERIM, DutyKind.FINAL)]
    return bool(done) and bool(
        re.fullmatch(
            r"[^.;]{0,30}\b(?:tại|trong|vào|nhân|gắn với) (?:dịp )?",
            gap[done[-1].end - left : event],
        )
    )
