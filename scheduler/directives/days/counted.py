"""Lengths of time counted from a first day: “60 ngày đêm từ …”, “45 ngày cuối (từ …)”, “2 năm” (rule 7)."""

import re
from datetime import date, timedelta

from scheduler.dates.civil import add_months
from scheduler.dates.numerals import number_of
from scheduler.directives.days.day_mentions import DayMention
from scheduler.directives.page.view import View

_DAYS = re.compile(
    r"(?:(?:trong|kéo dài|đợt|thi đua|chiến dịch|cao điểm)(?: vòng| thời gian| trong)? )?(?P<count>\d{1,3}"
    r"|một trăm) (?P<unit>ngày(?:,? ?(?:và )?đêm)?|tuần|tháng)\b"
)
# “phát động”, “phát động phong trào này”; not “phát động đến hết”
LAUNCH = (
    r"(?:phát động|ra quân|khởi động|khai mạc|mở màn|bắt đầu)"
    r"(?: (?!cho\b|đến\b|tới\b|kết thúc|hết\b|trước\b)[^\W\d]+){0,4}"
)
_COUNTS_FROM = re.compile(
    r"(?: (?:đầu|cuối)(?: tiên| cùng)?(?: của (?:đợt|chiến dịch|phong trào|cao điểm)[^(),.;:\d]{0,40})?)?"
    r",? ?\(?(?:kể |tính |bắt đầu )?từ(?: (?:ngày|khi|lúc|lễ|buổi))?"
    rf"(?: {LAUNCH},?)? ?\(?(?:ngày )?"
)


def counted_near(
    view: View, start: int, day_mention: DayMention, end: int
) -> "re.Match[str] | None":
    """“60 ngày đêm” before or after the first day, in reach of it."""
    after = _DAYS.search(view.low, day_mention.end, min(end, day_mention.end + 70))
    if after and re.match(
        r"[ ,]{0,2}(?:và )?(?:trong|kéo dài)", view.low[day_mention.end : after.end()]
    ):
        return after
    before = list(_DAYS.finditer(view.low, max(start, day_mention.start - 160), day_mention.start))
    counted = [
        found
        for found in before
        if "đêm" in found["unit"]
        or re.match(r"trong|kéo dài|chiến dịch|cao điểm|đợt", found[0])
        or view.low[found.start() - 1] == "“"
        or view.low.startswith(" cao điểm", found.end())
        or _COUNTS_FROM.fullmatch(view.low, found.end(), day_mention.start)
    ]
    return counted[-1] if counted else None


def count_on(first: date, counted: "re.Match[str]") -> date:
    """The last of N days, weeks or months (groups `count`, `unit`), the first day counted (rule 7)."""
    count = number_of(counted["count"]) or 0
    if counted["unit"] == "tháng":
        return add_months(first, count) - timedelta(days=1)
    return first + timedelta(days=count * (7 if counted["unit"] == "tuần" else 1) - 1)
