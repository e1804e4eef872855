"""Whether a text is a directive, a news story about one, or something else."""

import re

from scheduler.directives.letterhead import Letterhead
from scheduler.directives.model import SourceKind
from scheduler.directives.view import View

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
_TOPIC = re.compile(r"thi đua|phong trào|cao điểm|chiến dịch|khen thưởng")
_LAUNCH = re.compile(
    r"phát động|(?:tổ chức|triển khai|thực hiện|hưởng ứng|đăng ký|ký kết|giao ước|công tác|nhiệm vụ|kế hoạch"
    r"|quy chế|chỉ thị|tiêu chí|chấm điểm|bình xét|sơ kết|tổng kết|hướng dẫn|chương trình)\b.{0,80}thi đua"
)
_REWARDS = re.compile(
    r"(?:về việc |v/v |^)(?:tặng|khen thưởng|công nhận|truy tặng|phong tặng|trao|bổ nhiệm|kiện toàn|thành lập)"
)
_REPORTED = re.compile(
    r"(?:vừa|mới) (?:ban hành|ký|có|phát động)|(?:đã )?(?:ban hành|ký ban hành) (?:chỉ thị|kế hoạch"
    r"|chương trình|công văn|văn bản)|(?:chỉ thị|kế hoạch|chương trình|công văn) (?:nêu|yêu cầu|đề ra"
    r"|nhấn mạnh)"
    r"|theo (?:đó|kế hoạch|chỉ thị)|được phát động|phát động (?:phong trào|đợt|thi đua)|chủ đề thi đua"
)
_NAMES_A_DIRECTIVE = re.compile(
    r"\b(?:chỉ thị|kế hoạch|chương trình|công văn|văn bản|quyết định)\b[^.\n]{0,160}(?:thi đua|phong trào)"
    r"|phát động[^.\n]{0,60}thi đua|chủ đề thi đua"
)


def source_kind_of(view: View, head: Letterhead) -> SourceKind:
    """What the text is; papers that launch no campaign are none, even with a letterhead."""
    if head.is_letter or _letter_without_head(view, head):
        return _letter_kind(view, head)
    low = view.low
    if low.count("thi đua") >= 2 and _REPORTED.search(low) and _NAMES_A_DIRECTIVE.search(low):
        return SourceKind.NEWS
    return SourceKind.OTHER


def _letter_without_head(view: View, head: Letterhead) -> bool:
    """A heading or recipients without number and place: the top was cut off."""
    return head.type is not None or "\nnơi nhận" in view.low or view.low.startswith("kính gửi")


def _letter_kind(view: View, head: Letterhead) -> SourceKind:
    title = " ".join(part.value.lower() for part in (head.title, head.subject) if part)
    kind = str(head.type.value) if head.type else ""
    if kind in _NO_LAUNCH or _REWARDS.search(title):
        return SourceKind.OTHER
    opening = view.low[head.body_from : head.body_from + 3500]
    if re.search(r"phát động[^.]*(?:chiến dịch|phong trào|đợt|cao điểm|ngày đêm)", title):
        return SourceKind.DIRECTIVE
    if "thi đua" in title or re.search(r"phong trào|chiến dịch|ngày đêm", title):
        return SourceKind.DIRECTIVE if "thi đua" in view.low else SourceKind.OTHER
    if _TOPIC.search(title) and view.low.count("thi đua") >= 2:
        return SourceKind.DIRECTIVE
    if _LAUNCH.search(opening) and view.low.count("thi đua") >= 3:
        return SourceKind.DIRECTIVE
    return SourceKind.OTHER
