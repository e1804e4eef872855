"""What a clause asks for: one table of words for each kind of duty."""

import re
from dataclasses import dataclass

from scheduler.definition.models import DutyKind

_NO_FILE = r" kế hoạch| dự (?:toán|thảo|án)| đề án| kinh phí| chương trình"
# Kind, its words. Where two begin at the same place the earlier row wins.
_TABLE: tuple[tuple[DutyKind, str], ...] = (
    (
        DutyKind.INITIATIVE,
        r"(?:hồ sơ|đơn(?! vị)|báo cáo|đăng ký|nộp|xét|công nhận|danh sách)[^.;:,]{0,25}? (?:sáng kiến|đề tài)"
        r"|sáng kiến[^.;,]{0,40}? (?:nhận|thu) (?:hồ sơ|đơn)|sáng kiến|\bskkn\b|lao động sáng tạo",
    ),
    (
        DutyKind.AWARD_FILE,
        r"hồ sơ(?! đăng ký(?! khen))"
        r"|(?:danh sách|tờ trình|văn bản(?! hướng dẫn)|công văn|báo cáo thành tích)[^.;:]{0,60}?"
        r"(?:khen|tặng|suy tôn"
        r"|danh hiệu|điển hình)"
        rf"|thẩm định(?! kết quả|{_NO_FILE})(?: \w+){{0,3}}(?:,| và) (?:trình|chuyển)\b"
        r"|(?<!được )đề nghị (?:\w+ ){0,3}(?:khen|tặng)|trình (?:\w+ ){0,3}khen"
        r"|khen (?:thưởng )?(?:tổng kết|chuyên đề|đột xuất|đợt|toàn diện|cao|thường xuyên|niên hạn"
        r"|theo niên hạn|cống hiến|cuối năm|đối ngoại)|báo cáo thành tích|bình chọn khen",
    ),
    (DutyKind.INTERIM, r"sơ kết|báo cáo giữa (?:đợt|kỳ|năm|chiến dịch|nhiệm kỳ)|sơ, tổng kết"),
    (DutyKind.FINAL, r"tổng kết(?! các văn bản)|báo cáo (?:kết thúc|tổng hợp cuối)"),
    (
        DutyKind.PLEDGE,
        r"(?<!đăng )(?:ký|kí)(?: kết)?(?: \w+){0,2} giao ước|giao ước thi đua|(?:ký"
        r"|kí)(?: kết)? (?:bản )?cam kết thi đua|(?:ký"
        r"|kí) kết thi đua|giao ước",
    ),
    (DutyKind.ENROL, r"đăng (?:ký|kí)|báo tên|bản đăng ký|danh sách đăng ký"),
    (
        DutyKind.VOTE,
        r"kết quả (?:tự )?(?:bình xét|bình chọn|chấm điểm|suy tôn|chấm chéo)|bình (?:xét|bầu|chọn)"
        r"|(?:tự )?chấm điểm|bỏ phiếu|suy tôn|họp xét|xét (?:thi đua|danh hiệu|khen thưởng"
        r"|duyệt)|xếp loại thi đua|đánh giá,? xếp loại|bảng (?:tự )?(?:chấm )?điểm|xếp hạng thi đua"
        rf"|thẩm định(?!{_NO_FILE})"
        r"|\bchấm (?:xong|tiêu chí|chéo|thi đua|trong|vào)|tự chấm|họp hội đồng"
        r"|hội đồng(?! nhân dân)[^.;:,|]{0,40}? (?:họp|xét)\b",
    ),
    (
        DutyKind.REPORT,
        r"báo cáo|\bbáo về|(?:gửi|nộp|cập nhật|tổng hợp|nhắn|chuyển|cung cấp)(?: \w+){0,2} (?:kết quả|số liệu"
        r"|tiến độ|tình hình)|gửi kết quả"
        r"|kết quả (?:thi đua |thực hiện |phong trào )?(?:đợt|giai đoạn|chặng|phong trào|cao điểm|chiến dịch)\b"
        r"|kết quả (?:phát động|triển khai|thực hiện|tổ chức)[^.;:,]{0,40}?(?= (?:gửi|báo|nộp) )|cập nhật bảng tiến độ",
    ),
    (
        DutyKind.PLAN,
        r"(?:xây dựng|(?<!từ ngày )(?<!từ khi )ban hành|triển khai|lập|gửi|hoàn thành|cụ thể hóa|có|hoàn thiện"
        r"|nộp|trình|duyệt|làm|soạn(?: thảo)?)(?:(?!từ ngày |từ khi )[^.;:]){0,70}? "
        r"(?:kế hoạch|chương trình(?: hành động| công tác| hoạt động)?)"
        r"|(?:bản )?kế hoạch (?:của|thi đua|phát động|tổ chức|triển khai|thực hiện|hoạt động)"
        r"|chương trình hoạt động|cụ thể hóa",
    ),
    (
        DutyKind.OTHER,
        r"(?:xây dựng|soạn(?: thảo)?|ban hành|lập|hoàn thiện)[^.;:]{0,70}? (?<!theo )hướng dẫn"
        r"|gửi|nộp|bàn giao|bài dự thi|tác phẩm dự thi|tin, bài|hội nghị điển hình|hội nghị biểu dương|chuyển về"
        r"|đóng góp|tham luận|dự thi|cử cán bộ|danh sách",
    ),
)
_WORDS = [(kind, re.compile(pattern)) for kind, pattern in _TABLE]
# In front of a word these make it an aside: "sau khi bình xét", "theo kế hoạch", "phục vụ sơ kết".
_ASIDE = re.compile(
    r"(?:sau khi|sau|căn cứ|trên cơ sở|theo(?: đúng)?|để(?: làm)?|phục vụ|gắn với|tại|kết quả|làm căn cứ|nhằm"
    r"|hội đồng|ban|cơ quan|trong|danh hiệu|về|của|cùng(?: với)?|kỳ họp|buổi|trước|khi|điều kiện|không|dịp"
    r"|mẫu|đề cương|số|thực hiện|quy chế|kinh phí|cho|chế độ)(?: việc| công tác| thời gian| kỳ| thi đua"
    r"| hội nghị| lễ| họp)? $"
)
# Months and weeks with a name: “Tháng Công nhân”, “Tuần lễ hưởng ứng học tập suốt đời”.
_NAMED = (
    r"tháng (?:thanh niên|công nhân|hành động|cao điểm|an toàn|thi đua|nhân đạo|khuyến học|hưởng ứng|ra quân|phòng|vì"
    r"|[“\"])|tuần lễ"
)
_PERIODS = (
    (DutyKind.ROUND, rf"(?:báo cáo|kết quả)[^.;:,]{{0,40}}? {_NAMED}"),
    (DutyKind.WEEKLY, r"\btuần\b|hằng tuần|hàng tuần"),
    (DutyKind.HALF_YEAR, r"(?:0?6|sáu) tháng|giữa năm|nửa năm"),
    (DutyKind.QUARTERLY, r"\bquý\b"),
    (
        DutyKind.MONTHLY,
        r"(?:hằng|hàng|từng|mỗi) tháng|báo cáo tháng|(?:kết quả|định kỳ) tháng|(?<!\d )tháng (?:\d|của)",
    ),
    (DutyKind.ROUND, r"\bđợt\b|giai đoạn|chặng|chiến dịch|cao điểm|chuyên đề đợt"),
    (
        DutyKind.YEARLY,
        r"báo cáo (?:kết quả )?(?:\w+ ){0,4}năm\b|cả năm|hằng năm|hàng năm|cuối năm"
        r"|(?:báo cáo|kết quả|số liệu|tình hình|tiến độ)[^;:]{0,70}? năm \d{4}",
    ),
)
_PERIOD = [(kind, re.compile(pattern)) for kind, pattern in _PERIODS]
# May be asked for in one breath with another.
_TOGETHER = {
    DutyKind.PLEDGE: {DutyKind.ENROL, DutyKind.PLAN},
    DutyKind.ENROL: {DutyKind.PLEDGE, DutyKind.INITIATIVE, DutyKind.PLAN},
    DutyKind.PLAN: {DutyKind.PLEDGE, DutyKind.ENROL},
    DutyKind.FINAL: {DutyKind.AWARD_FILE, DutyKind.VOTE, DutyKind.INTERIM, DutyKind.PLEDGE},
    DutyKind.INTERIM: {DutyKind.AWARD_FILE, DutyKind.FINAL},
    DutyKind.REPORT: {DutyKind.AWARD_FILE, DutyKind.VOTE},
    DutyKind.VOTE: {DutyKind.AWARD_FILE, DutyKind.FINAL, DutyKind.INITIATIVE},
    DutyKind.INITIATIVE: {DutyKind.AWARD_FILE},
    DutyKind.AWARD_FILE: {DutyKind.FINAL, DutyKind.INITIATIVE, DutyKind.VOTE},
}
_AND = re.compile(r"(?:,|;| và| cùng| kèm(?: theo)?| đồng thời| cùng với|/)(?: \w+){0,3} ?$")
_UNDER = re.compile(r"\b(?:để|phục vụ|làm|theo|sau khi|gắn với|về việc|của|tại|cho|gồm)\b")
_OWN = re.compile(r" của (?:\w+ ){0,4}?mình\b")
_ATTACHED = re.compile(
    r"\bkèm(?: theo)?(?: \w+){0,3} ?$"
)  # “kế hoạch kèm bản giao ước”: signed already
_GUIDED = (
    14  # letters behind “hướng dẫn” in which stands what it guides: “hướng dẫn việc chấm điểm”
)
_LONGEST_NAME = 120  # letters between quotation marks

_PERIOD_NAME = r"(quý|(?:0?6|sáu) tháng|tháng|(?:cả )?năm)(?: đầu năm)?"
_TWO_PERIODS = re.compile(
    rf"báo cáo (?:kết quả )?(?:định kỳ )?{_PERIOD_NAME}(?:,| và) {_PERIOD_NAME}\b"
)


@dataclass(frozen=True)
class Hit:
    """A word of a duty at `start:end`; `aside` when it only qualifies another."""

    kind: DutyKind
    start: int
    end: int
    aside: bool


def firm(hits: list[Hit]) -> list[Hit]:
    """Without the words that only say that something is sent."""
    return [hit for hit in hits if hit.kind is not DutyKind.OTHER]


def hits_in(low: str, start: int, end: int) -> list[Hit]:
    """The duty words of `low[start:end]`, in order, none overlapping."""
    found: list[Hit] = []
    for kind, pattern in _WORDS:
        at = start
        while match := pattern.search(low, at, end):
            over = [hit.end for hit in found if match.start() < hit.end and hit.start < match.end()]
            at = max([*over, match.start() + 1]) if over else match.end()
            if not over and not _is_quoted(low, match.start()):
                before = low[max(start, match.start() - 34) : match.start()]
                found.append(Hit(kind, match.start(), match.end(), bool(_ASIDE.search(before))))
    guides = [hit.end for hit in found if low.endswith("hướng dẫn", hit.start, hit.end)]
    told = [hit for hit in found if not any(0 < hit.start - end < _GUIDED for end in guides)]
    return sorted(told, key=lambda hit: hit.start)


def _is_quoted(low: str, at: int) -> bool:
    """Within “…”: the word of a name or a slogan asks for nothing."""
    line = low.rfind("\n", 0, at) + 1
    if low.count('"', line, at) % 2 and low.find('"', at, at + _LONGEST_NAME) >= 0:
        return True
    opened = low.rfind("“", max(line, at - _LONGEST_NAME), at)
    return opened >= 0 and low.find("”", opened, at) < 0


def chosen(low: str, hits: list[Hit], *, start: int, end: int) -> list[tuple[DutyKind, Hit]]:
    """What is asked for: the first word that is no aside, and what is joined to it by “và”."""
    if not hits:
        return []
    asked = [hit for hit in hits if not hit.aside] or hits
    strong = firm(asked) or firm(hits)
    main = (strong or asked)[0]
    kinds = [(_refined(low, main, start=start, end=end), main)]
    for hit in hits[hits.index(main) + 1 :]:
        between = _OWN.sub("", low[kinds[-1][1].end : hit.start])
        joined = _AND.search(between) and len(between) < 80 and not _UNDER.search(between)
        joined = joined and not (hit.kind is DutyKind.PLEDGE and _ATTACHED.search(between))
        joined = joined and between.count("(") <= between.count(")")
        if (
            joined
            and hit.kind in _TOGETHER.get(main.kind, set())
            and hit.kind not in {kind for kind, _hit in kinds}
        ):
            kinds.append((_refined(low, hit, start=start, end=end), hit))
    return kinds


def listed(low: str, hits: list[Hit], *, start: int, end: int) -> list[tuple[DutyKind, Hit]]:
    """Every duty named, in order, each kind once: for as many days as follow."""
    found: list[tuple[DutyKind, Hit]] = []
    for hit in hits:
        limit = min([other.start for other in hits if other.start > hit.start + 9] + [end])
        kind = _refined(low, hit, start=hit.start, end=limit)
        if hit.kind is not DutyKind.OTHER and kind not in [known for known, _hit in found]:
            found.append((kind, hit))
    return found


def periods_in(low: str, kinds: list[tuple[DutyKind, Hit]], end: int) -> list[tuple[DutyKind, Hit]]:
    """“báo cáo 6 tháng, năm” and “sơ, tổng kết”: two duties behind one word; empty for anything else."""
    hit = kinds[0][1]
    if "sơ, tổng kết" in low[hit.start : hit.start + 30]:
        return [(DutyKind.INTERIM, hit), (DutyKind.FINAL, hit)]
    found = _TWO_PERIODS.search(low, hit.start, end) if hit.kind is DutyKind.REPORT else None
    return [(period_of(f"báo cáo {found[part]}"), hit) for part in (1, 2)] if found else []


def _refined(low: str, hit: Hit, *, start: int, end: int) -> DutyKind:
    """A report by its period; sơ kết and tổng kết right behind “báo cáo” win over it."""
    if hit.kind is not DutyKind.REPORT:
        return hit.kind
    after = low[hit.end : min(end, hit.end + 70)]
    if re.search(r"^[^.;:]{0,34}?sơ kết", after):
        return DutyKind.INTERIM
    if re.search(r"^[^.;:]{0,34}?tổng kết", after):
        return DutyKind.FINAL
    words = low[max(start, hit.start - 60) : min(end, hit.end + 70)]
    return period_of(re.sub(r"\(thay [^()]*\)?", "", words))


def period_of(words: str) -> DutyKind:
    """The kind of report by the period it names."""
    for kind, pattern in _PERIOD:
        if pattern.search(words):
            return kind
    return DutyKind.REPORT
