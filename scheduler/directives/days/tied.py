"""Dues tied to something else than a day: a request, the days of another report, a meeting still to come."""

import re
from collections.abc import Iterator

from scheduler.dates.numerals import number_of
from scheduler.directives.days.due import ReadDue
from scheduler.directives.model import Tie, TieKind
from scheduler.directives.page.view import View

COUNT = (
    r"(?P<count>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:\(\w+\) )?(?P<unit>ngày làm việc|ngày|tuần"
    r"|tháng)\b"
)
_UNITS = {"ngày làm việc": "working_days", "ngày": "days", "tuần": "days", "tháng": "months"}
# “báo cáo đột xuất khi có yêu cầu của …”; “theo yêu cầu của đề tài” is about something else.
_ON_REQUEST = re.compile(
    r"(?:đột xuất,? |chuyên đề,? )?(?:(?:mỗi )?khi (?:có |được )(?:văn bản )?(?:yêu cầu|chỉ đạo)"
    r"|(?<=báo cáo )theo yêu cầu"
    r"|(?:đột xuất|chuyên đề)[,:]? (?:\([^()]{3,40}\) )?(?:thực hiện )?theo yêu cầu)"
    r"(?: (?:của|từ) [^.;:,()\n]{2,70}?)?(?=[.;:,()\n]|$| (?:gửi|hoặc|và|thì|để|về))"
)
_OTHER = (
    r"(?P<other>(?:kỳ |các )*báo cáo (?!này|đó|trên)[^.;:\n]{2,70}?)(?=[.;:,()\n]|$| (?:gửi|trước|để"
    r"|của (?:đơn vị|cơ quan))\b)"
)
_SAME_AS = re.compile(
    r"(?:gửi |nộp |thực hiện )?(?:cùng (?:kỳ|thời (?:điểm|gian|hạn)|lúc|đợt)(?: gửi| nộp)?(?: với| của)*"
    rf"|theo (?:kỳ|thời (?:hạn|gian|điểm))(?: gửi| của)*) {_OTHER}"
)
_PART_OF = re.compile(
    r"(?:được )?(?:lồng ghép|ghép chung|ghép|gộp chung|gộp|lồng|tích hợp|(?:đưa|thể hiện|nêu"
    r"|báo cáo chung)(?= (?:vào|trong|cùng)"
    rf"))(?: (?:vào|trong|với|chung|nội dung|cùng|tại))* {_OTHER}"
)
MEETING = (
    r"(?:buổi |cuộc |phiên )?(?:hội nghị|lễ|đại hội|kỳ họp|họp (?:tổng kết|sơ kết|xét|bình|hội đồng)|tổng kết|sơ kết"
    r"|ra quân|khởi động"
    r"|khai mạc|hội thi|hội thao|liên hoan)"
)
# “(dự kiến ngày 15/12/2024)” behind a meeting is its own day
BRACKETED = r"(?: ?\((?:dự kiến )?(?:vào |là )?(?:ngày )?\d{1,2} ?[/.-] ?\d[^()\n]{0,14}\))?"
# “trước ngày tổ chức hội nghị 10 ngày”, “ít nhất 10 ngày trước ngày tổ chức hội nghị”
_BEFORE = re.compile(
    r"trước (?:ngày |khi |thời điểm )?(?:tổ chức |diễn ra |khai mạc |họp )?"
    rf"(?P<event>{MEETING}[^\d.;:,|\n]{{0,50}}?){BRACKETED} (?:ít nhất |tối thiểu |là |khoảng )?{COUNT}"
)
_COUNT_BEFORE = re.compile(
    rf"(?:(?:chậm nhất|muộn nhất|ít nhất|tối thiểu)(?: là)? )?{COUNT} trước (?:ngày |khi "
    rf"|thời điểm )?(?:tổ chức |diễn ra )?"
    rf"(?P<event>{MEETING}[^\d.;:,(|\n]{{0,50}}?){BRACKETED}(?=[.;:,()\n]|$| (?:gửi|để|phải|các đơn vị)\b)"
)
_NEW_DAY = re.compile(r"[^.;]{0,40}?(?:trước|chậm nhất|đến hết|muộn nhất)(?: là)?(?: ngày)? \d")
_COUNTED_FROM = re.compile(r"(?:từ|sau)(?: ngày| lúc)? $")
_REPORTS = re.compile(r"báo cáo|gửi|nộp|cung cấp|hồ sơ")


def tied_dues(view: View, start: int, end: int) -> Iterator[ReadDue]:
    """Every such due of `text[start:end]`; none has a value, its `tie` says what it waits for."""
    low = view.low
    for found in _ON_REQUEST.finditer(low, start, end):
        elsewhere = _NEW_DAY.match(low, found.end(), end) or _COUNTED_FROM.search(
            low[start : found.start()]
        )
        if _REPORTS.search(low, start, found.start()) and not elsewhere:
            yield _due(view, found, Tie(TieKind.ON_REQUEST))
    for kind, pattern in ((TieKind.PART_OF, _PART_OF), (TieKind.SAME_AS, _SAME_AS)):
        for found in pattern.finditer(low, start, end):
            if not _NEW_DAY.match(low, found.end(), end):
                yield _due(view, found, Tie(kind, view.words(*found.span("other"))))
    for pattern in (_BEFORE, _COUNT_BEFORE):
        for found in pattern.finditer(low, start, end):
            yield _due(
                view, found, counted(TieKind.BEFORE, view.words(*found.span("event")), found)
            )


def counted(kind: TieKind, to: str, found: "re.Match[str]") -> Tie:
    """A tie with the length of the groups `count` and `unit`; a week is seven days."""
    number = number_of(found["count"]) or 0
    weeks = 7 if found["unit"] == "tuần" else 1
    return Tie(kind, to, number * weeks, _UNITS[found["unit"]])


def _due(view: View, found: "re.Match[str]", tie: Tie) -> ReadDue:
    said = view.words(*found.span())
    return ReadDue(None, found.start(), found.end(), relative=said, tie=tie)
