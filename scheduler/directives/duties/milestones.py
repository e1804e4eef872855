"""Dated points nobody owes: launches, congresses, conferences, elections, openings (rule 12)."""

import re
from datetime import date

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.moments import Moment, Shape
from scheduler.directives.days.stretches import is_pair_of_years
from scheduler.directives.model import Milestone
from scheduler.directives.page.structure import Structure

_EVENT = re.compile(
    r"lễ (?:phát động|ra quân|khai mạc|khai giảng|kỷ niệm|khánh thành|mít tinh|tuyên thệ|công bố|trao|ký kết"
    r"|đón|tuyên dương|tôn vinh|dâng hương|bế mạc|khởi công|hưởng ứng|thắp nến)|thắp nến|\bkhởi động\b|bế mạc"
    r"|chung kết|bế giảng|tuần lễ"
    r"|thông xe|trao giải|tuyên dương|đóng điện|hợp long|đại hội|bầu cử|khai mạc|khánh thành|khởi công"
    r"|hội thi|hội thao|hội diễn|lễ hội|diễn tập|xuất phát|khai giảng|ra quân|ngày hội|hội trại|dâng hương"
    r"|mít tinh|gặp mặt|hội nghị (?:điển hình|biểu dương|triển khai|phát động)|liên hoan"
    r"|thi (?!đua|hành|công|tốt nghiệp|kết thúc|thử)(?=\w)"
)
_NOT = re.compile(
    r"sơ kết|tổng kết|gửi|nộp|báo cáo|hồ sơ|đăng ký|\bđã\b|kỷ niệm \d+ năm|hạn|nhiệm kỳ|bình xét|kế hoạch số"
    r"|giao ước|chấm"
    r"|bỏ phiếu|tiếp nhận|nhận hồ sơ|họp xét|học kỳ|trước"
    r"|\bđến\b|\bhết\b"
    r"|chậm nhất|tuần thứ"
)
# “đại hội điểm trong tháng 5”, “Đại hội tỉnh (dự kiến tháng 9/2024)”: months are told of great events only.
_OF_A_MONTH = re.compile(
    r"(?:đại hội|bầu cử|lễ |hội thi|hội thao|diễn tập|khai giảng|bế giảng)[^.;\d]{0,70}$"
)
_AIMS_AT = re.compile(r"(?:chào mừng|hướng tới|lập thành tích|tiến tới|phục vụ)[^.;]{0,60}$")
# An event at the very edge of a round: “mở màn đúng lễ khai giảng (26/9)”, “đến 23/5, ngày bầu cử”.
_BESIDE = re.compile(
    r"(?:khai giảng|bế giảng|bầu cử|khai mạc|bế mạc|(?:lễ|đại hội) [^.;,()\d]{2,40})[ (]{1,2}(?:ngày )?$"
)
_THE_DAY_OF = re.compile(r", (?:là |đúng )?ngày (?=bầu cử|khai|bế)")
_NTH_YEAR = re.compile(r"\d năm (?:ngày )?$")
_OF_AN_ANNIVERSARY = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d ?- ?$")
# “từ 15/8 đến 18/8”, “ngày 22 và 23/7”, “10 - 14/11”: the first day of an event of several.
_FIRST_DAY = re.compile(r"(?:^|[ (])(?P<day>3[01]|[12]\d|0?[1-9]) ?(?:-|và|đến) ?(?:ngày )?$")
_TO_LAST = re.compile(r" ?(?:đến|-|tới)(?: hết)? ?(?:ngày )?")
_AFTER = re.compile(
    r"[,:]? ?(?:sẽ |dự kiến )?(?:tổ chức|diễn ra|tiến hành|là|phát động|khai mạc)?[^.;,\d]{0,40}$"
)
_WITHIN = re.compile(r"\btrong $")
_REACH = 110
_BEHIND = 60  # letters after a day in which its event is named


def milestones_of(
    structure: Structure, moments: list[Moment], calendar: Calendar, taken: list[tuple[int, int]]
) -> tuple[Milestone, ...]:
    """Events with a day of their own, in the order of the text, each day once."""
    found: dict[str, Milestone] = {}
    last_end = -1
    for index, moment in enumerate(moments):
        if moment.start < last_end or not _may_be(structure, moment, taken):
            continue
        place = _event(structure, moment)
        if place is None:
            continue
        begin, end = _days(structure, moments, index, calendar)
        if begin is None or end is None or _is_over(end, calendar):
            continue
        said_month = moment.shape is Shape.MONTH and not _WITHIN.search(
            structure.view.low[max(0, moment.start - 6) : moment.start]
        )
        last_end = _said_to(moments, index, end, calendar)
        name = structure.view.words(*place)
        quote = structure.view.quote(min(place[0], moment.start), max(place[1], moment.end))
        until = end.isoformat() if end != begin and not said_month else None
        said = begin.isoformat()[: 7 if said_month else 10]
        one = Milestone(f"m{len(found) + 1}", name, said, quote, until)
        found.setdefault(one.date, one)
    return tuple(found.values())


def _is_over(day: date, calendar: Calendar) -> bool:
    if calendar.issued:
        return day < calendar.issued
    return calendar.year is not None and day.year < calendar.year


def _may_be(structure: Structure, moment: Moment, taken: list[tuple[int, int]]) -> bool:
    if moment.shape not in (Shape.DAY, Shape.MONTH) or structure.at(moment.start).region != "body":
        return False
    before = structure.view.low[max(0, moment.start - 16) : moment.start]
    if structure.view.low.startswith(" âm lịch", moment.end):
        return False
    if re.match(r" ?- ?\d", structure.view.low[moment.end : moment.end + 4]):
        free = not re.search(r"\($", before)  # “(19/8/1945 - 19/8/2024)”
        return free and not any(moment.start < end and start < moment.end for start, end in taken)
    free = not any(moment.start < end and start < moment.end for start, end in taken)
    free = free or _is_beside(structure, moment)
    return free and not _OF_AN_ANNIVERSARY.search(before)


def _is_beside(structure: Structure, moment: Moment) -> bool:
    low = structure.view.low
    beside = _BESIDE.search(low[max(0, moment.start - 60) : moment.start])
    return bool(beside or _THE_DAY_OF.match(low, moment.end))


def _event(structure: Structure, moment: Moment) -> tuple[int, int] | None:
    """Where the event of a day is named: before it in the clause, or behind a day that opens the clause."""
    low = structure.view.low
    reach = max(0, moment.start - _REACH)
    stops = (low.rfind(stop, reach, moment.start) + 1 for stop in (";", ". ", "\n"))
    clause = max(structure.at(moment.start).start, reach, *stops)
    if moment.shape is Shape.MONTH and (
        not _OF_A_MONTH.search(low[clause : moment.start])
        or _AIMS_AT.search(low[clause : moment.start])
    ):
        return None
    event = list(_EVENT.finditer(low, clause, moment.start))
    if event and _NTH_YEAR.search(low[clause : event[-1].start()]):
        return None
    if event:
        span = re.sub(r"từ (?:ngày )?\d[\d/ ]*(?:đến|-)", "", low[event[-1].start() : moment.start])
        return None if _NOT.search(span) else (event[0].start(), moment.start)
    stop = min(moment.end + _BEHIND, structure.at(moment.start).end)
    behind = _EVENT.search(low, moment.end, stop)
    opens = not re.search(r"\w", low[clause : moment.start].replace("vào", "").replace("sáng", ""))
    beside = _THE_DAY_OF.match(low, moment.end)
    opens = opens or bool(beside)
    if not behind or not opens or not _AFTER.match(low[moment.end : behind.start()]):
        return None
    sentence = re.split(r"[.;,\n]", low[behind.start() : stop + 40])[0]
    asked = _NOT.search(sentence) and not beside
    return None if asked else (behind.start(), behind.start() + len(sentence))


def _days(
    structure: Structure, moments: list[Moment], index: int, calendar: Calendar
) -> tuple[date | None, date | None]:
    """First and last day: “từ 15/8 đến 18/8”, “ngày 22 và 23/7”; the same twice for one day."""
    low, moment = structure.view.low, moments[index]
    day = calendar.last(moment)
    if moment.shape is Shape.MONTH:
        return calendar.first(moment), day
    first = _FIRST_DAY.search(low[max(0, moment.start - 20) : moment.start])
    if first and day and int(first["day"]) < day.day:
        return day.replace(day=int(first["day"])), day
    following = moments[index + 1] if index + 1 < len(moments) else None
    if (
        following
        and following.shape is Shape.DAY
        and not is_pair_of_years(moment, following)
        and _TO_LAST.fullmatch(low[moment.end : following.start])
    ):
        return day, max(filter(None, (day, calendar.last(following))), default=None)
    return day, day


def _said_to(moments: list[Moment], index: int, end: date, calendar: Calendar) -> int:
    """Where the words for the last day end."""
    following = moments[index + 1 : index + 2]
    lasts = [one.end for one in following if calendar.last(one) == end]
    return max([moments[index].end, *lasts])
