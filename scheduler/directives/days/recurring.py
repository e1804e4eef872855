"""Dues that come again: every day, week, month, quarter."""

import re
from collections.abc import Iterator
from dataclasses import replace

from scheduler.dates.numerals import number_of
from scheduler.directives.days.due import HOUR, ReadDue, bound_of, clock, with_hour
from scheduler.directives.page.view import View

SIX_MONTHS = "6 tháng một lần"
_EACH = r"(?:hằng|hàng|mỗi|từng|các)"
_ASKS = r"(?:trước|vào|từ|(?:chậm|muộn|trễ) nhất|đến|hết|định kỳ|cứ)(?: hết| vào| lúc| là)*"
_DAY = rf"(?:{_ASKS} )?{HOUR}(?:các )?(?:ngày(?: m[ùồ]ng)?|m[ùồ]ng) (?P<day>\d{{1,2}})"
_BARE_DAY = (  # “trước 25 hằng tháng”
    rf"(?:{_ASKS} )?{HOUR}(?:các )?(?:(?:ngày(?: m[ùồ]ng)?|m[ùồ]ng) |(?<=trước )|(?<=nhất )|(?<=vào )|(?<=đến ))"
    r"(?P<day>\d{1,2})"
)
_MORE = r"(?P<more>(?:(?:,|,? và) (?:ngày )?\d{1,2}(?![\d/]))*)"
_MONTHLY = (  # “các tháng 3, 6, 9” are those alone; “các tháng 12/2022 và 01/2023” all of a campaign
    re.compile(rf"{_BARE_DAY}{_MORE}(?: của| các)? {_EACH} tháng(?! \d{{1,2}}(?!\d|/20\d\d và))"),
    re.compile(rf"{_EACH} tháng,? ?\(?{_DAY}(?!\d|/|(?: của)? tháng)"),
)
_NEXT_MONTH = re.compile(
    rf"{_DAY}(?: của)? tháng (?:liền sau|sau|kế tiếp|tiếp theo|liền kề|kế sau)"
)
# No day that could be named: “trong 05 ngày đầu của tháng kế tiếp”, “ngày làm việc cuối cùng của quý”.
_VAGUE = re.compile(
    r"(?:trong )?(?:\d{1,2} ngày(?: làm việc)?|tuần|ngày(?: làm việc)?) (?:đầu tiên|đầu|cuối cùng|cuối)(?: của)?"
    r"(?: (?:mỗi|hằng|hàng|từng))? (?P<unit>tháng|quý)(?: (?:giữa|cuối|đầu)(?: mỗi| hằng)? quý)?"
    r"(?! \d| [ivx]+\b|/)(?: (?:kế tiếp|sau|liền kề|tiếp theo|liền sau))?"
)
_OF_ONE_MONTH = re.compile(r"báo cáo (?:kết quả )?(?:tháng \d|quý [ivx\d])[^.;]{0,40}$")
_EACH_ROUND = re.compile(r"(?:mỗi|từng|các) (?:đợt|giai đoạn|chặng)")
_QUARTERLY = (
    re.compile(
        rf"{_DAY}(?: của)?,? (?P<month>tháng cuối|tháng thứ ba|tháng đầu(?: tiên)?|tháng thứ nhất|cuối)"
        r"(?: của| mỗi| cùng của| hằng| từng)* quý"
        r"(?P<next> sau| kế tiếp| tiếp theo| liền sau)?(?: đó)?"
    ),
    re.compile(rf"{_EACH} quý,? ?\(?(?={_ASKS} ){_DAY}(?!\d|/|(?: của)? tháng)"),
)
_END_OF_PERIOD = re.compile(rf"{_DAY}(?: của)? tháng cuối(?: cùng)?(?: của)?(?: mỗi)? kỳ")
_HALF_YEAR = re.compile(r"\b(?:0?6|sáu) tháng\b")
_WEEKDAY = r"(?:(?P<of_day>sáng|chiều|tối) )?(?:thứ (?P<name>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_WEEKLY = (
    re.compile(rf"(?:{_ASKS} )?{HOUR}(?:vào )?(?:ngày )?(?:mỗi|cứ) {_WEEKDAY}\b"),
    re.compile(rf"(?:{_ASKS} )?{HOUR}(?:vào )?(?:ngày )?{_WEEKDAY}(?: của)? {_EACH} tuần"),
)
_SOME_WEEKDAY = re.compile(
    rf"(?:{_ASKS} )?{HOUR}(?:vào )?(?:ngày )?{_WEEKDAY}(?![\w,]? ?,? ?\(?(?:ngày|\d))"
)
_LONGEST_MONTH = 31
_ANY_WEEKDAY = re.compile(r"thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật")
_OTHER_DAY = re.compile(
    r"(?:thứ \w+|chủ nhật),? (?:và |hoặc )?$|^(?:,| và| hoặc)+ ?(?:vào )?(?:chiều |sáng )?(?:thứ \w|\d\b|chủ nhật)"
)
_DAILY = re.compile(
    r"(?:(?:trước|vào|lúc) \d{1,2} ?(?:h|g|giờ) ?(?:\d{2})? )?(?:hằng|hàng|mỗi) ngày"
    rf"(?:,? ?\(?(?:trước |vào |lúc ){HOUR})?|(?<=báo cáo )ngày:? ?(?=(?:trước|vào|lúc) \d|\(|;|,)"
)
_WEEKLY_REPORT = re.compile(r"báo cáo tuần|(?:hằng|hàng|mỗi|từng) tuần")


def recurring_dues(view: View, start: int, end: int) -> Iterator[ReadDue]:
    """Every recurring due of `text[start:end]`; a day of the month is ---25, a weekday stands beside no value."""
    low = view.low
    for every, patterns in (("hằng tháng", _MONTHLY), ("hằng quý", _QUARTERLY)):
        for found in (one for pattern in patterns for one in pattern.finditer(low, start, end)):
            yield from _day_of_period(view, found, every)
    for found in _END_OF_PERIOD.finditer(low, start, end):
        every = SIX_MONTHS if _HALF_YEAR.search(low, start, end) else "hằng quý"
        if every == SIX_MONTHS or re.search(r"\bquý\b", low[start:end]):
            yield from _day_of_period(view, found, every)
    for found in _NEXT_MONTH.finditer(low, start, end):
        yield from _next_month(view, found, low[start : found.start()])
    for found in _VAGUE.finditer(low, start, end):
        yield _undated(view, found, _how_often(found["unit"], low[start : found.start()]))
    for found in (one for pattern in _WEEKLY for one in pattern.finditer(low, start, end)):
        yield _weekly(view, found, end)
    for found in _SOME_WEEKDAY.finditer(low, start, end):
        if _WEEKLY_REPORT.search(low, start, found.start()):
            yield _weekly(view, found, end)
    for found in _DAILY.finditer(low, start, end):
        if re.search(r"báo cáo|gửi|cập nhật", low[start : found.start()]):
            yield _undated(view, found, "hằng ngày")


def _how_often(unit: str, before: str) -> str:
    if _EACH_ROUND.search(before):
        return "sau mỗi đợt"
    return "hằng quý" if unit == "quý" or re.search(r"\bquý\b", before) else "hằng tháng"


def _day_of_period(
    view: View, found: "re.Match[str]", every: str, *, of: str | None = None
) -> Iterator[ReadDue]:
    """The due of each day of a month or quarter that is named, with the hour before or behind them."""
    groups = found.groupdict()
    if (groups.get("month") or "").startswith(("tháng đầu", "tháng thứ nhất")):
        of = "next month" if groups.get("next") else "first month"
    days = [one for one in _days_named(found) if 1 <= one[0] <= _LONGEST_MONTH]
    if not days:
        return
    bound, time = bound_of(found[0]), clock(found)
    last = with_hour(
        ReadDue(f"---{days[-1][0]:02d}", days[-1][1], found.end(), bound, every, time=time, of=of),
        view.low,
    )
    for day, start, end in days[:-1]:
        yield replace(last, value=f"---{day:02d}", start=start, end=end)
    yield last


def _days_named(found: "re.Match[str]") -> list[tuple[int, int, int]]:
    """Each day of “các ngày 10, 20 và 30 hằng tháng” with its place, the first from the words that bound it."""
    days = [(int(found["day"]), found.start(), found.end("day"))]
    if found.groupdict().get("more"):
        more = re.compile(r"\d+").finditer(found.string, found.start("more"), found.end("more"))
        days += [(int(one[0]), one.start(), one.end()) for one in more]
    return days


def _next_month(view: View, found: "re.Match[str]", before: str) -> Iterator[ReadDue]:
    """“trước ngày 05 của tháng sau”: after each round it has no value, else it comes every month or quarter."""
    if _EACH_ROUND.search(before):
        yield _undated(view, found, "sau mỗi đợt")
        return
    if _OF_ONE_MONTH.search(before):
        said = view.words(found.start(), found.end())
        yield ReadDue(None, found.start(), found.end(), bound_of(found[0]), said=said)
        return
    every = "hằng quý" if "quý" in before else "hằng tháng"
    yield from _day_of_period(view, found, every, of="next month")


def _weekly(view: View, found: "re.Match[str]", end: int) -> ReadDue:
    """A weekday; of several days, or before a part of one, a person has to say which is meant."""
    due = with_hour(_undated(view, found, "hằng tuần"), view.low)
    named = len(_ANY_WEEKDAY.findall(found[0]))
    before, behind = (
        view.low[max(0, found.start() - 20) : found.start()],
        view.low[found.end() : end],
    )
    part = found["of_day"] and due.bound == "before" and not due.time
    if named != 1 or part or _OTHER_DAY.search(before) or _OTHER_DAY.search(behind):
        return due
    name = found["name"] or ""
    number = (number_of(name) or 8) - 1  # “thứ hai” is the first, Sunday has no number
    return replace(due, weekday=number)


def _undated(view: View, found: "re.Match[str]", every: str) -> ReadDue:
    said = view.words(found.start(), found.end())
    return ReadDue(
        None, found.start(), found.end(), bound_of(found[0]), every, time=clock(found), said=said
    )
