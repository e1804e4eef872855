"""Dues that come again: every day, week, month, quarter."""

import re
from collections.abc import Iterator

from scheduler.directives.due import Due, clock
from scheduler.directives.view import View

_EACH = r"(?:hằng|hàng|mỗi|từng|các)"
_MONTHLY = re.compile(
    rf"(?:trước |vào |từ |chậm nhất |định kỳ )?(?:ngày|m[ùồ]ng) (?P<day>\d{{1,2}})(?: của| các)? {_EACH} tháng"
    rf"|{_EACH} tháng,? ?\(?(?:trước |vào |chậm nhất )?(?:là )?ngày (?P<day2>\d{{1,2}})(?!\d|/| tháng)"
)
_NEXT_MONTH = re.compile(
    r"(?:trước |vào |chậm nhất )?ngày (?P<day>\d{1,2})(?: của)? tháng (?:liền sau|sau|kế tiếp|tiếp theo"
    r"|liền kề|kế sau)"
)
# No day that could be named: “trong 05 ngày đầu của tháng kế tiếp”, “ngày làm việc cuối cùng của quý”.
_VAGUE = re.compile(
    r"(?:trong )?(?:\d{1,2} ngày(?: làm việc)?|tuần|ngày(?: làm việc)?) (?:đầu tiên|đầu|cuối cùng|cuối)(?: của)?"
    r"(?: (?:mỗi|hằng|hàng|từng))? (?P<unit>tháng|quý)(?: (?:giữa|cuối|đầu)(?: mỗi| hằng)? quý)?"
    r"(?! \d| [ivx]+\b|/)(?: (?:kế tiếp|sau|liền kề|tiếp theo|liền sau))?"
)
_EACH_ROUND = re.compile(r"(?:mỗi|từng|các) (?:đợt|giai đoạn|chặng)")
_QUARTERLY = re.compile(
    r"(?:trước |vào |chậm nhất )?ngày (?P<day>\d{1,2})(?: của)?,? (?:tháng cuối|tháng đầu|cuối)"
    r"(?: của| mỗi| cùng của| hằng| từng)* quý(?: sau| đó)?"
    rf"|{_EACH} quý,? ?\(?(?:trước |vào |chậm nhất )(?:là )?ngày (?P<day2>\d{{1,2}})(?!\d|/| tháng)"
)
_HOUR = r"(?:(?P<hour>\d{1,2}) ?(?:h|g|giờ|:) ?(?P<minute>\d{2})?(?: phút)?,? ?)?"
_WEEKDAY = r"(?:sáng |chiều |tối )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_WEEKLY = re.compile(
    rf"(?:trước |vào |cứ |chậm nhất )?{_HOUR}(?:vào )?(?:(?:mỗi|cứ) {_WEEKDAY}\b|{_WEEKDAY}(?: của)? {_EACH} tuần)"
)
_SOME_WEEKDAY = re.compile(
    rf"(?:trước |vào |cứ |chậm nhất )?{_HOUR}(?:vào )?{_WEEKDAY}(?![\w,]? ?,? ?\(?(?:ngày|\d))"
)
_DAILY = re.compile(
    r"(?:(?:trước|vào|lúc) \d{1,2} ?(?:h|g|giờ) ?(?:\d{2})? )?(?:hằng|hàng|mỗi) ngày"
    rf"(?:,? ?\(?(?:trước |vào |lúc ){_HOUR})?|(?<=báo cáo )ngày:? ?(?=(?:trước|vào|lúc) \d|\(|;|,)"
)
_WEEKLY_REPORT = re.compile(r"báo cáo tuần|(?:hằng|hàng|mỗi|từng) tuần")


def recurring_dues(view: View, start: int, end: int) -> Iterator[Due]:
    """Every recurring due of `text[start:end]`; a day of the month is ---25, a weekday has no value."""
    low = view.low
    for pattern, every in ((_MONTHLY, "hằng tháng"), (_QUARTERLY, "hằng quý")):
        for found in pattern.finditer(low, start, end):
            number = int(found["day"] or found["day2"])
            if 1 <= number <= 31:
                yield Due(f"---{number:02d}", found.start(), found.end(), _bound(found[0]), every)
    for found in _NEXT_MONTH.finditer(low, start, end):
        yield _next_month(view, found, low[start : found.start()])
    for found in _VAGUE.finditer(low, start, end):
        yield _undated(view, found, _how_often(found["unit"], low[start : found.start()]))
    for found in _WEEKLY.finditer(low, start, end):
        yield _undated(view, found, "hằng tuần")
    for found in _SOME_WEEKDAY.finditer(low, start, end):
        if _WEEKLY_REPORT.search(low, start, found.start()):
            yield _undated(view, found, "hằng tuần")
    for found in _DAILY.finditer(low, start, end):
        if re.search(r"báo cáo|gửi|cập nhật", low[start : found.start()]):
            yield _undated(view, found, "hằng ngày")


def _how_often(unit: str, before: str) -> str:
    if _EACH_ROUND.search(before):
        return "sau mỗi đợt"
    return "hằng quý" if unit == "quý" or re.search(r"\bquý\b", before) else "hằng tháng"


def _next_month(view: View, found: "re.Match[str]", before: str) -> Due:
    """“trước ngày 05 của tháng sau”: after each round it has no value, else it comes every month or quarter."""
    if _EACH_ROUND.search(before):
        return _undated(view, found, "sau mỗi đợt")
    every = "hằng quý" if "quý" in before else "hằng tháng"
    return Due(f"---{int(found['day']):02d}", found.start(), found.end(), _bound(found[0]), every)


def _undated(view: View, found: "re.Match[str]", every: str) -> Due:
    said = view.words(found.start(), found.end())
    return Due(
        None, found.start(), found.end(), _bound(found[0]), every, time=clock(found), said=said
    )


def _bound(words: str) -> str | None:
    if "trước" in words:
        return "before"
    return "by" if "chậm nhất" in words else None
