"""Stretches of days: “từ … đến …”, a quarter, “60 ngày đêm từ …”, “từ nay đến …”."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.dates.civil import months_of_quarter
from scheduler.directives.days.calendar import Calendar, day_of
from scheduler.directives.days.counted import LAUNCH, count_on, counted_near
from scheduler.directives.days.day_mentions import (
    MONTH_END,
    DayMention,
    Point,
    Shape,
    ordinal_number,
)
from scheduler.directives.page.view import View

# Between the two ends of a stretch.
_TO = re.compile(
    r"^\)?[ ,;]{0,2}(?:\([^()]{0,30}\) ?)?(?:trở đi,? ?)?(?:năm )?(?:và |sẽ |thì ){0,2}"
    r"(?:[-→÷~]|->|đến|tới|cho đến|cho tới|kéo dài đến|kéo dài tới|dự kiến kết thúc|về đích|bế mạc|hoàn thành"
    r"|(?:kết thúc|khép lại|hết hạn|khóa|đóng(?: cổng)?)(?: vào| là| đúng)?(?: dịp)? ?:?)"
    r"(?: khoảng| khi)?(?: hết| trước| cuối| vào)?(?: (?:đúng )?dịp(?= $| ngày $))?"
    r"(?: khi [^\d.;:()\n]{3,50}(?=\()| học kỳ \w{1,3}| năm học| (?:ngày|lễ|dịp) (?!\d)[^\d.;:()\n]{3,60})?"
    r"(?: (?:thứ \w+|chủ nhật),?)?(?: ngày)?(?: 24 giờ| \d{1,2}h\d{0,2}| hết)?(?: ngày)?"
    r" ?\(?(?:dự kiến )?(?:ngày )?$"
)
# “Bắt đầu: 01/3.” and on the next line “- Ngày kết thúc: 30/6.”
_NEXT_LINE = re.compile(
    r"^[.;]?\n(?:[-+*] ?)?(?:ngày |thời gian )?(?:kết thúc ?:|đến(?: hết)?(?: ngày)? ?:?) ?(?:ngày )?$"
)
_NEXT_CELL = re.compile(r"^ ?\| ?(?:(?:đến )?(?:hết )?ngày )?$")
_AND = re.compile(r"^ ?(?:và|,|,? ?và|-|\+|&) ?$")
_FROM = re.compile(
    r"(?:\btừ|\bkể từ|bắt đầu(?: từ| vào)?|khởi đầu|khởi động|khởi công|mở màn|ra quân|phát động(?: từ)?)(?: lúc)?"
    r"(?: \d{1,2} ?(?:giờ|h)(?: ?\d{2})?,?)?(?: ngày)? ?$"
)
# “kể từ ngày phát động (01/10)”: the day in brackets is that of the beginning.
_FROM_LAUNCH = re.compile(rf"\btừ (?:khi |lúc )?(?:ngày |lễ |buổi )?{LAUNCH},? ?\(?(?:ngày )?$")
_FROM_AFTER = re.compile(r"\btừ (?:ngay )?sau(?: ngày)? ?$")
_UNTIL = re.compile(
    r"(?:\bđến|(?<!hướng )(?<!tiến )\btới|kết thúc(?: vào)?|\bhết)(?: hết| ngày| trước| cuối| hết ngày)* ?$"
)
_UNTIL_EVENT = re.compile(
    r"^[ ,]{0,2}(?:cho )?(?:đến|tới) (?:khi|ngày|lúc|thời điểm|hết|dịp|sau)? ?(?=[a-zà-ỹđ])"
)
_BARE_DAY = re.compile(
    r"(?:^|(?<!đợt)(?<!đoạn)(?<!chặng)[ (:])(?:từ )?(?:ngày )?(?P<day>3[01]|[12]\d|0?[1-9]) ?(?:-|đến"
    r"|tới)(?: hết)?(?: ngày)? ?$"
)
_MORE_MONTHS = re.compile(
    r"^(?:, ?(?:tháng )?\d{1,2}(?!\d)){0,5},?(?: và| ?-|,)? ?(?:tháng )?(?P<month>1[0-2]"
    r"|0?[1-9])(?:/(?P<year>20\d\d))?(?![\d/])"
)
_MORE_QUARTERS = re.compile(r"(?:(?:, ?|,? và | ?- ?| ?\+ ?)(?P<last>i{1,3}|iv)\b)+")
_FOLLOWS = re.compile(
    r"nối tiếp|tiếp nối|tiếp (?:theo|liền|sau|ngay)|liền (?:sau|kề)"
    r"|\bsau (?:khi )?(?:kết thúc )?(?:đợt|giai đoạn|chặng)"
    r"|kết thúc đợt \w+ đến|từ khi kết thúc|\btừ đó|còn lại (?:của|trong|năm)"
)

_LONGEST_OVER_NEW_YEAR = (
    275  # days; an end printed before the beginning is no day of the next year beyond
)
_RECENT = 2015  # years before are told of, not planned, unless the paper itself is as old


@dataclass(frozen=True)
class Stretch:
    """First and last day (None: not said) and the words `start:end` of the view that say so."""

    first: date | None
    last: date | None
    start: int
    end: int
    follows: bool = False  # begins when the one before ends


def stretch_in(
    view: View, day_mentions: list[DayMention], calendar: Calendar, start: int, end: int
) -> Stretch | None:
    """The first stretch said in `view.text[start:end]`, or None."""
    window = _within(day_mentions, start, end)
    for index, day_mention in enumerate(window):
        following = window[index + 1] if index + 1 < len(window) else None
        found = _paired(view, calendar, day_mention, following, start) or _single(
            view, calendar, day_mention, start, end
        )
        if found:
            follows = found.first is None and bool(_FOLLOWS.search(view.low[start : found.end]))
            return replace(found, follows=follows)
    return None


def _within(day_mentions: list[DayMention], start: int, end: int) -> list[DayMention]:
    low = bisect_left(day_mentions, start, key=lambda day_mention: day_mention.start)
    high = bisect_left(day_mentions, end, key=lambda day_mention: day_mention.start)
    return day_mentions[low:high]


def leads_to_end(gap: str) -> bool:
    """Whether the words between two days make them the first and last of a stretch."""
    return bool(_TO.match(gap))


def is_pair_of_years(one: DayMention, other: DayMention) -> bool:
    """“30/4/1975 - 30/4/2024”: an anniversary, no stretch."""
    if not (one.first.year and other.first.year):
        return False
    dated = Shape.YEAR not in (one.shape, other.shape)
    same_day = dated and (one.first.month, one.first.day) == (other.first.month, other.first.day)
    return (
        same_day and one.first.year != other.first.year
    ) or other.first.year - one.first.year > 2


def _paired(
    view: View, calendar: Calendar, one: DayMention, other: DayMention | None, start: int
) -> Stretch | None:
    if other is None:
        return None
    gap = view.low[one.end : other.start]
    recent = not _is_told_of(calendar, one)
    if is_pair_of_years(one, other) and not (recent and _from_to(view, one, gap)):
        return None
    joined = (
        _AND.match(gap)
        and {one.shape, other.shape} <= {Shape.QUARTER, Shape.MONTH}
        and (one.shape is Shape.QUARTER or other.shape is Shape.MONTH)
    )
    cells = _NEXT_CELL.match(gap) and one.shape is other.shape is Shape.DAY
    if not (_TO.match(gap) or joined or cells or _NEXT_LINE.match(gap)):
        return None
    lead = view.low[max(start, one.start - 24) : one.start]
    first, last = _years(calendar, one, other)
    if first and _FROM_AFTER.search(lead):
        first += timedelta(days=1)
    return Stretch(first, last, _said_from(lead, one.start), other.end)


def _is_told_of(calendar: Calendar, day_mention: DayMention) -> bool:
    """Of a year long before the paper: history."""
    own = calendar.year or (calendar.issued.year if calendar.issued else _RECENT)
    return (day_mention.first.year or own) < min(own, _RECENT)


def _from_to(view: View, one: DayMention, gap: str) -> bool:
    """“từ 01/01/2026 đến hết 31/12/2030”: several years of now, in so many words, are a stretch."""
    said = re.search(r"\btừ(?: hết)?(?: ngày)? ?$", view.low[max(0, one.start - 12) : one.start])
    return bool(one.first.year and said) and bool(re.search(r"\b(?:đến|tới)\b", gap))


def _years(
    calendar: Calendar, one: DayMention, other: DayMention
) -> tuple[date | None, date | None]:
    """Both ends with years: a printed year serves the other end, else the campaign's (rule 6)."""
    begin, close = one.first, other.last
    if one.shape is Shape.NOW:
        first = calendar.issued
        last = _ending(calendar, close, first)
        return first, last
    if begin.month is None and begin.day and close.month:
        begin = Point(close.year, close.month, begin.day)
    if close.year and not begin.year:
        begin = replace(begin, year=close.year - ((begin.month or 0) > (close.month or 0)))
        return day_of(begin), day_of(close)
    first = day_of(calendar.complete(begin))
    return first, _ending(calendar, close, first)


def _ending(calendar: Calendar, close: Point, first: date | None) -> date | None:
    if close.year or first is None:
        return day_of(calendar.complete(close))
    last = day_of(calendar.complete(close))
    if last and last.year < first.year:
        last = day_of(replace(close, year=first.year))
    if last and last < first:
        later = day_of(replace(close, year=first.year + 1))
        return later if later and (later - first).days < _LONGEST_OVER_NEW_YEAR else last
    return last


def _said_from(lead: str, start: int) -> int:
    """Take the “từ” in front into the quotation."""
    found = _FROM_LAUNCH.search(lead) or re.search(
        r"(?:từ sau ngày|từ ngày|từ sau|từ|bắt đầu từ|kể từ)(?: ngày)? ?$", lead
    )
    return start - (len(lead) - found.start()) if found else start


def _single(
    view: View, calendar: Calendar, day_mention: DayMention, start: int, end: int
) -> Stretch | None:
    lead = view.low[max(start, day_mention.start - 40) : day_mention.start]
    bare = _BARE_DAY.search(lead)
    if bare and day_mention.shape is Shape.DAY:
        return Stretch(
            same_month(calendar, day_mention, int(bare["day"])),
            calendar.last(day_mention),
            day_mention.start - len(lead) + bare.start("day"),
            day_mention.end,
        )
    if day_mention.shape is Shape.MONTH and (
        more := _MORE_MONTHS.match(view.low[day_mention.end : min(end, day_mention.end + 40)])
    ):
        return _months(calendar, day_mention, more)
    if day_mention.shape is Shape.QUARTER and (
        quarters := _MORE_QUARTERS.match(view.low, day_mention.end, end)
    ):
        return _quarters(calendar, day_mention, quarters)
    begins = _FROM.search(lead) or _FROM_AFTER.search(lead) or _FROM_LAUNCH.search(lead)
    if begins or day_mention.shape is Shape.NOW:
        return _opened(view, calendar, day_mention, start=start, end=end)
    if day_mention.shape is Shape.DAY_ONLY or _is_told_of(calendar, day_mention):
        return None
    if _UNTIL.search(lead) or view.low.startswith(("hết", "còn lại"), day_mention.start):
        return Stretch(
            None, calendar.last(day_mention), _until_from(lead, day_mention.start), day_mention.end
        )
    vague = (
        day_mention.first == day_mention.last
    )  # “đầu tháng 11”: a day for a deadline, no stretch
    if day_mention.shape in (Shape.MONTH, Shape.QUARTER, Shape.HALF, Shape.PART) and not vague:
        return Stretch(
            calendar.first(day_mention),
            calendar.last(day_mention),
            day_mention.start,
            day_mention.end,
        )
    return None


def same_month(calendar: Calendar, day_mention: DayMention, day: int) -> date | None:
    """That day of the month of another one, by the moon where the other is."""
    if day_mention.moon and isinstance(day_mention.moon.first, int):
        known = calendar.first(day_mention)
        return known and known - timedelta(days=day_mention.moon.first - day)
    return day_of(calendar.complete(replace(day_mention.first, day=day)))


def _until_from(lead: str, start: int) -> int:
    found = re.search(r"(?:cho )?(?:đến|tới)[^.;:]{0,12}$", lead)
    return start - (len(lead) - found.start()) if found else start


def _months(calendar: Calendar, day_mention: DayMention, more: "re.Match[str]") -> Stretch:
    last = Point(
        int(more["year"]) if more["year"] else day_mention.first.year, int(more["month"]), 0
    )
    begin = replace(day_mention.first, year=day_mention.first.year or last.year)
    return Stretch(
        day_of(calendar.complete(begin)),
        day_of(calendar.complete(last)),
        day_mention.start,
        day_mention.end + more.end(),
    )


def _quarters(calendar: Calendar, day_mention: DayMention, more: "re.Match[str]") -> Stretch:
    """“quý I, II”."""
    last = Point(
        day_mention.first.year, months_of_quarter(ordinal_number(more["last"]) or 4)[1], MONTH_END
    )
    return Stretch(
        calendar.first(day_mention), day_of(calendar.complete(last)), day_mention.start, more.end()
    )


def _opened(
    view: View, calendar: Calendar, day_mention: DayMention, *, start: int, end: int
) -> Stretch | None:
    """“Từ X” with a number of days, until an event (rule 9), or without an end."""
    lead = view.low[max(start, day_mention.start - 40) : day_mention.start]
    first = calendar.first(day_mention)
    if first and _FROM_AFTER.search(lead):
        first += timedelta(days=1)
    counted = counted_near(view, start, day_mention, end)
    last = count_on(first, counted) if first and counted else None
    if first is None and last is None:
        return None
    said_to = day_mention.end
    event = _UNTIL_EVENT.match(view.low[day_mention.end : min(end, day_mention.end + 60)])
    if event and not counted:
        said_to = day_mention.end + event.end()
    return Stretch(first, last, _said_from(lead, day_mention.start), said_to)
