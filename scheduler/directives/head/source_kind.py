"""Whether a text is a directive, a news story about one, or something else."""

import re

from scheduler.directives.head.letterhead import Letterhead
from scheduler.directives.model import SourceKind
from scheduler.directives.page.view import View

# Papers that launch nothing, whatever they speak of.
_NO_LAUNCH = {
    "báo cáo",
    "tờ trình",
    "biên bản",
    "giấy mời",
    "thông tư",
    "nghị định",
    "luật",
    "hợp đồng",
    "diễn văn",
    "bài phát biểu",
}
_SPEECHES = {"diễn văn", "bài phát biểu"}  # at a launch they are the launch
_TOPIC = re.compile(r"thi đua|phong trào|cao điểm|chiến dịch|khen thưởng")
_MONTH_OF = re.compile(r"tháng (?:thanh niên|công nhân|hành động|cao điểm)|tuần lễ|cuộc vận động")
# Movements that may be launched without the word “thi đua”, and what a plan of one has: its days, its dues.
_MOVEMENT = re.compile(
    r"tháng (?:thanh niên|công nhân|hành động)|tuần lễ|cuộc vận động|phong trào|chiến dịch[^.]* tình nguyện"
    r"|tình nguyện[^.]* chiến dịch|cao điểm[^.]* (?:chào mừng|lập thành tích)"
)
_PLANS = {"kế hoạch", "chương trình", "chương trình hành động", "hướng dẫn", "chỉ thị", "phương án"}
_MOVES = re.compile(r"thi đua|phong trào|phát động|ra quân|tình nguyện|cao điểm")
_STRETCH = re.compile(r"\btừ (?:ngày |tháng )?\d[^.;\n]{0,24} đến ")
_DUE = re.compile(
    r"(?:gửi|nộp|báo cáo|đăng ký)\b[^.;\n]{0,90}(?:trước|chậm nhất|muộn nhất|hạn)[^.;\n]{0,12}\d"
)
_LAUNCH = re.compile(
    r"phát động|(?:tổ chức|triển khai|thực hiện|hưởng ứng|đăng ký|ký kết|giao ước|công tác|nhiệm vụ|kế hoạch"
    r"|quy chế|chỉ thị|tiêu chí|chấm điểm|bình xét|sơ kết|tổng kết|hướng dẫn|chương trình)\b.{0,80}thi đua"
)
_REWARDS = re.compile(
    r"(?:về việc |v/v |^)(?:tặng|khen thưởng|công nhận|truy tặng|phong tặng|trao|bổ nhiệm|kiện toàn|thành lập)"
)
_PAPER = (
    r"(?:chỉ thị|kế hoạch|chương trình|công văn|văn bản|hướng dẫn|quyết định|quy chế|thông báo|lời kêu gọi"
    r"|thư (?:kêu gọi|phát động)|bài phát động)"
)
_CAMPAIGN = r"(?:thi đua|phong trào|cao điểm|chiến dịch)"
_SPEAKS = re.compile(_CAMPAIGN)
_REPORTED = re.compile(
    rf"(?:vừa|mới) (?:ban hành|ký|có|ra|phát động|gửi)"
    rf"|\bra (?:lời kêu gọi|chỉ thị)|(?:đã )?(?:ký )?(?:ban hành|phát hành|công bố|gửi) {_PAPER}"
    rf"|{_PAPER} (?:cũng |còn |đã |này )?(?:nêu|yêu cầu|đề ra|nhấn mạnh|xác định|quy định|đặt ra|đề nghị|chỉ rõ|giao)"
    rf"|theo (?:đó|(?:nội dung |tinh thần )?{_PAPER})|được phát động|phát động (?:phong trào|đợt|thi đua|chiến dịch|“)"
    r"|chủ đề thi đua|được yêu cầu"
)
_NAMES_A_DIRECTIVE = re.compile(
    rf"\b{_PAPER}\b[^.\n]{{0,160}}(?:thi đua|phong trào)|phát động[^.\n]{{0,60}}thi đua|chủ đề thi đua"
    rf"|(?:phong trào|đợt|chiến dịch)[^.\n]{{0,80}}(?:theo|nêu tại|tại) {_PAPER}"
)
# A story of what was done: results, awards, ceremonies, portraits.
_LOOKS_BACK = re.compile(
    r"tổng kết|sơ kết|trao (?:tặng|thưởng|bằng|huân|giải|cờ)|vinh danh|tuyên dương|biểu dương|tôn vinh|gặp mặt"
    r"|gương (?:sáng|điển hình|người)|điển hình tiên tiến|dâng hương|lễ kỷ niệm|đón nhận|nhận (?:bằng|huân|cờ)"
)
# What a directive asks for: rounds to come, dues, a theme, a stretch of days.
_AHEAD = re.compile(
    r"đợt (?:\d|i{1,3}|một|hai|ba|đầu|thứ \w+)[^.;\n]{0,60}(?:từ|đến)|\bgiai đoạn \d[^.;\n]{0,40}từ"
    r"|(?:gửi|nộp|báo cáo|đăng ký|hồ sơ|hoàn thành)[^.;\n]{0,90}(?:trước|chậm nhất|muộn nhất|hạn cuối|hạn chót)"
    r"|(?:thời gian|diễn ra|thực hiện|kéo dài|bắt đầu)[^.;\n]{0,30} từ (?:ngày )?\d|\d{2,3} ngày(?: và)? đêm"
    r"|chủ đề thi đua|phát động (?:phong trào|đợt) thi đua[^.\n]{0,80} năm 20\d\d"
)
_HEADLINE = 400
_STORY = 20_000  # letters of a page that tell what it is


def source_kind_of(view: View, head: Letterhead) -> SourceKind:
    """What the text is; papers that launch no campaign are none, even with a letterhead."""
    if head.is_letter or _letter_without_head(view, head):
        return _letter_kind(view, head)
    return SourceKind.NEWS if _tells_a_directive(view.low[:_STORY]) else SourceKind.OTHER


def _tells_a_directive(low: str) -> bool:
    """A named paper or launch of a campaign, and its content told; results and awards alone are none."""
    speaks = len(_SPEAKS.findall(low)) >= 2 and "thi đua" in low
    if not (speaks and _REPORTED.search(low) and _NAMES_A_DIRECTIVE.search(low)):
        return False
    return not _LOOKS_BACK.search(low[:_HEADLINE]) or bool(_AHEAD.search(low))


def _letter_without_head(view: View, head: Letterhead) -> bool:
    """A heading or recipients without number and place: the top was cut off."""
    return head.type is not None or "\nnơi nhận" in view.low or view.low.startswith("kính gửi")


def _letter_kind(view: View, head: Letterhead) -> SourceKind:
    title = " ".join(part.value.lower() for part in (head.title, head.subject) if part)
    kind = str(head.type.value) if head.type else ""
    launches = re.search(r"phát động|kêu gọi", title)
    if (kind in _NO_LAUNCH and not (launches and kind in _SPEECHES)) or _REWARDS.search(title):
        return SourceKind.OTHER
    opening = view.low[head.body_from : head.body_from + 3500]
    if re.search(r"phát động[^.]*(?:chiến dịch|phong trào|đợt|cao điểm|ngày đêm)", title):
        return SourceKind.DIRECTIVE
    speaks = "thi đua" in title or re.search(r"phong trào|chiến dịch|ngày đêm", title)
    if speaks and "thi đua" in view.low:
        return SourceKind.DIRECTIVE
    if (_TOPIC.search(title) or _MONTH_OF.search(title)) and view.low.count("thi đua") >= 2:
        return SourceKind.DIRECTIVE
    if _LAUNCH.search(opening) and view.low.count("thi đua") >= 3:
        return SourceKind.DIRECTIVE
    plans = kind in _PLANS and _plans_a_movement(title, view.low[head.body_from :])
    return SourceKind.DIRECTIVE if plans else SourceKind.OTHER


def _plans_a_movement(title: str, body: str) -> bool:
    """A movement by its title, whose paper gives it days and asks for something by a day."""
    told = (_MOVES.search(f"{title}\n{body}"), _STRETCH.search(body), _DUE.search(body))
    return bool(_MOVEMENT.search(title)) and all(told)
