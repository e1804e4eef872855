"""Dated points nobody owes: launches, congresses, conferences, elections, openings (rule 12)."""

import re
from datetime import date, timedelta

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, Shape
from scheduler.directives.days.stretches import is_pair_of_years, same_month
from scheduler.directives.duties.limited_events import limited_event
from scheduler.directives.duties.phrases import whole
from scheduler.directives.model import ReadMilestone
from scheduler.directives.page.structure import Structure

_EVENT = re.compile(
    r"lễ (?:phát động|ra quân|khai mạc|khai giảng|kỷ niệm|khánh thành|mít tinh|tuyên thệ|công bố|trao|ký kết"
    r"|đón|tuyên dương|tôn vinh|biểu dương|dâng hương|bế mạc|khởi công|hưởng ứng|thắp nến|bàn giao|gắn biển"
    r"|ra mắt|chào cờ|tri ân|viếng)|thắp nến|\bkhởi động\b|bế mạc"
    r"|chung kết|bế giảng|tuần lễ"
    r"|thông xe|trao giải|tuyên dương|đóng điện|hợp long|đại hội|bầu cử|khai mạc|khánh thành|khởi công"
    r"|hội thi|hội thao|hội diễn|lễ hội|diễn tập|xuất phát|khai giảng|ra quân|ngày hội|hội trại|dâng hương"
    r"|mít tinh|gặp mặt|hội nghị (?:điển hình|biểu dương|triển khai|phát động|cán bộ|công chức|viên chức|người lao động"
    r"|nhà giáo)|liên hoan|(?<!thời gian )(?<!kế hoạch )\bphát động\b"
    r"|(?<=thời gian )phát động(?= ?:? ?(?:lúc |vào )?\d{1,2} ?(?:h|giờ)(?:\d\d)?\b)"  # an hour: no stretch
    r"|(?<!chấm )(?<!bài )(?<!ôn )(?<!dự )\bthi (?!đua|hành|công|tốt nghiệp|kết thúc|thử)(?=\w)"
)
_NOT = re.compile(
    r"sơ kết|tổng kết|gửi|nộp|báo cáo|hồ sơ|đăng ký|\bđã\b|kỷ niệm \d+ năm|hạn|nhiệm kỳ|bình xét|kế hoạch số"
    r"|giao ước|chấm"
    r"|bỏ phiếu|tiếp nhận|nhận hồ sơ|họp xét|học kỳ|trước"
    r"|\bđến\b|\bhết\b"
    r"|chậm nhất|tuần thứ"
)
# What stands beside an event and is none: its term of office, the pledge signed there.
_BESIDES = re.compile(
    r",? ?nhiệm kỳ 20\d\d ?- ?20\d\d(?= ?\(?(?:ngày )?$)|,? (?:và |kết hợp )?ký (?:kết )?giao ước"
    r"(?: thi đua)?(?: giữa \w+(?: \w+){0,3}?)?(?=,| vào\b| ngày\b| trong\b)"
)
_HOUR = re.compile(r"[ ,:]*(?:vào |lúc )*\d{1,2} ?(?:h|giờ)(?: ?\d\d)?(?: ?phút)?[’']?$")
_BY_ANOTHER = re.compile(r"\bdo [^.;,]{2,60} $")
_FROM_EVENT = re.compile(r"\b(?:từ|kể từ|đến|tới) (?:ngày |lễ |khi |buổi )*$")
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
_AND_NEXT = re.compile(r",? và ?(?:ngày )?")
_TO_LAST = re.compile(r" ?(?:đến|-|tới)(?: hết)? ?(?:ngày )?")
_AFTER = re.compile(
    r"[,:]? ?(?:sẽ |dự kiến )?(?:tổ chức|diễn ra|tiến hành|là|phát động|khai mạc)?[^.;,\d]{0,70}$"
)
_WITHIN = re.compile(r"\btrong $")
_GREAT = re.compile(r"lễ |đại hội|bầu cử|hội thi|hội thao|diễn tập|khai giảng|bế giảng|hội nghị")
_MONTHS = (Shape.MONTH, Shape.PART)
_REACH = 110
_BEHIND = 90  # letters after a day in which its event is named


def milestones_of(
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
    taken: list[tuple[int, int]],
) -> tuple[ReadMilestone, ...]:
    """Events with a day of their own, in the order of the text, each day once."""
    found: dict[str, ReadMilestone] = {}
    last_end = -1
    for index, day_mention in enumerate(day_mentions):
        if day_mention.start < last_end or not _may_be(structure, day_mention, taken):
            continue
        place = _event(structure, day_mention)
        if place is None:
            continue
        begin, end = _days(structure, day_mentions, index, calendar)
        if _FROM_EVENT.search(structure.view.low[: place[0]][-20:]):
            end = calendar.last(day_mention)  # “từ ngày khai giảng 05/9 đến 20/11”
        if begin is None or end is None or _is_over(end, calendar):
            continue
        said_month = day_mention.shape is Shape.MONTH and not _WITHIN.search(
            structure.view.low[max(0, day_mention.start - 6) : day_mention.start]
        )
        last_end = _said_to(day_mentions, index, end, calendar)
        name = _name(structure, place)
        quote = structure.view.quote(
            min(place[0], day_mention.start), max(place[1], day_mention.end)
        )
        until = end.isoformat() if end != begin and not said_month else None
        said = begin.isoformat()[: 7 if said_month else 10]
        one = ReadMilestone(
            f"m{len(found) + 1}", name, said, quote, until, day_mention.shape in _MONTHS
        )
        found.setdefault(one.date, one)
    return tuple(found.values())


def _is_over(day: date, calendar: Calendar) -> bool:
    if calendar.issued:
        return day < calendar.issued
    return calendar.year is not None and day.year < calendar.year


def _may_be(structure: Structure, day_mention: DayMention, taken: list[tuple[int, int]]) -> bool:
    if (
        day_mention.shape not in (Shape.DAY, *_MONTHS)
        or structure.at(day_mention.start).region != "body"
    ):
        return False
    before = structure.view.low[max(0, day_mention.start - 16) : day_mention.start]
    if day_mention.shape is Shape.PART and _is_vague(day_mention, before):
        return False
    if re.match(r" ?- ?\d", structure.view.low[day_mention.end : day_mention.end + 4]):
        free = not re.search(r"\($", before)  # “(19/8/1945 - 19/8/2024)”
        return free and not any(
            day_mention.start < end and start < day_mention.end for start, end in taken
        )
    free = not any(day_mention.start < end and start < day_mention.end for start, end in taken)
    free = free or _is_beside(structure, day_mention)
    return free and not _OF_AN_ANNIVERSARY.search(before)


def _is_vague(day_mention: DayMention, before: str) -> bool:
    """“đầu tháng 11”, “cuối tuần thứ hai tháng 01” tell no days."""
    return day_mention.first == day_mention.last or before.endswith(("cuối ", "đầu ", "giữa "))


def _is_beside(structure: Structure, day_mention: DayMention) -> bool:
    low = structure.view.low
    beside = _BESIDE.search(low[max(0, day_mention.start - 60) : day_mention.start])
    return bool(beside or _THE_DAY_OF.match(low, day_mention.end))


def _event(structure: Structure, day_mention: DayMention) -> tuple[int, int] | None:
    """Where the event of a day is named: before it in the clause, or behind a day that opens the clause."""
    low = structure.view.low
    reach = max(0, day_mention.start - _REACH)
    stops = (low.rfind(stop, reach, day_mention.start) + 1 for stop in (";", ". ", "\n"))
    clause = max(structure.at(day_mention.start).start, reach, *stops)
    if limited := limited_event(low, _sentence(structure, day_mention), day_mention.start):
        return limited
    lead = low[clause : day_mention.start]
    of_a_month = day_mention.shape in _MONTHS
    if of_a_month and (not _OF_A_MONTH.search(lead) or _AIMS_AT.search(lead)):
        return (
            None
            if re.search(r"\w", lead.replace("trong", ""))
            else _behind(structure, day_mention, clause)
        )
    event = list(_EVENT.finditer(low, clause, day_mention.start))
    if event and _NTH_YEAR.search(low[clause : event[-1].start()]):
        return None
    if event:
        span = _BESIDES.sub("", low[event[-1].start() : day_mention.start])
        span = re.sub(r"từ (?:ngày )?\d[\d/ ]*(?:đến|-)", "", span)
        if _BY_ANOTHER.search(low[clause : event[-1].start()]):
            return None
        begins = [one.start() for one in event if low.endswith(" và ", 0, one.start())]
        begin = begins[-1] if begins else event[0].start()  # “Đại hội … và bầu cử (15/3)”
        return None if _NOT.search(span) else (begin, day_mention.start)
    return _behind(structure, day_mention, clause)


def _name(structure: Structure, place: tuple[int, int]) -> str:
    """Its words; of a congress that only its level tells (“cấp xã hoàn thành”), which event that is."""
    name = whole(structure.view, *place, until=place[1])
    name = _HOUR.sub("", name) or name
    over = " xong" if structure.view.low.endswith(("xong", "hoàn thành"), *place) else ""
    if over and not _EVENT.search(name.lower()):
        name = f"Đại hội: {name}"
    return name if name.endswith(("xong", "hoàn thành")) else name + over


def _sentence(structure: Structure, day_mention: DayMention) -> int:
    """Where the sentence begins that names the day; a semicolon ends none."""
    paragraph = structure.at(day_mention.start)
    return max(paragraph.body, structure.view.low.rfind(". ", paragraph.start, day_mention.start))


def _behind(structure: Structure, day_mention: DayMention, clause: int) -> tuple[int, int] | None:
    """The event of a day that opens its clause: “Ngày 15/01: Huyện đoàn phát động …”."""
    low = structure.view.low
    stop = min(day_mention.end + _BEHIND, structure.at(day_mention.start).end)
    behind = _EVENT.search(low, day_mention.end, stop)
    opens = not re.search(
        r"\w",
        low[clause : day_mention.start].replace("vào", "").replace("sáng", "").replace("trong", ""),
    )
    beside = _THE_DAY_OF.match(low, day_mention.end)
    opens = opens or bool(beside)
    between = low[day_mention.end : behind.start()] if behind else ""
    if not behind or not opens or not _AFTER.match(between) or _NOT.search(between):
        return None
    if day_mention.shape in _MONTHS and not _GREAT.match(behind[0]):
        return None
    sentence = re.split(r"[.;,\n]", low[behind.start() : stop + 40])[0]
    asked = _NOT.search(sentence) and not beside
    return None if asked else (behind.start(), behind.start() + len(sentence))


def _days(
    structure: Structure, day_mentions: list[DayMention], index: int, calendar: Calendar
) -> tuple[date | None, date | None]:
    """First and last day: “từ 15/8 đến 18/8”, “ngày 22 và 23/7”; the same twice for one day."""
    low, day_mention = structure.view.low, day_mentions[index]
    day = calendar.last(day_mention)
    if day_mention.shape in _MONTHS:
        return calendar.first(day_mention), day
    first = _FIRST_DAY.search(low[max(0, day_mention.start - 20) : day_mention.start])
    begins = same_month(calendar, day_mention, int(first["day"])) if first else None
    if begins and day and begins < day:
        return begins, day
    following = day_mentions[index + 1] if index + 1 < len(day_mentions) else None
    if (
        following
        and following.shape is Shape.DAY
        and not is_pair_of_years(day_mention, following)
        and _TO_LAST.fullmatch(low[day_mention.end : following.start])
    ):
        return day, max(filter(None, (day, calendar.last(following))), default=None)
    if following and day and _AND_NEXT.fullmatch(low[day_mention.end : following.start]):
        next_day = day + timedelta(days=1)
        return day, next_day if calendar.last(following) == next_day else day
    return day, day


def _said_to(day_mentions: list[DayMention], index: int, end: date, calendar: Calendar) -> int:
    """Where the words for the last day end."""
    following = day_mentions[index + 1 : index + 2]
    lasts = [one.end for one in following if calendar.last(one) == end]
    return max([day_mentions[index].end, *lasts])
