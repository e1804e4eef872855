"""Days of a page that are none of its campaign: stamps of the page, and what a story tells of days that are over."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from scheduler.directives.days.calendar import day_of
from scheduler.directives.days.day_mentions import DayMention, Point, Shape, day_mentions_in
from scheduler.directives.model import Header, SourceKind
from scheduler.directives.page.view import CAPITALS, View

_CLOCK = r"\d{1,2}(?::|h| giờ )\d{2}(?::\d{2})?(?: ?[ap]m\b)?"
_DATE = r"(?:ngày )?\d{1,2}(?: ?[/.\-] ?| tháng )\d{1,2}(?: ?[/.\-] ?|,? năm )20\d\d"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_BETWEEN = r"[ ,|()\[\]–-]{0,6}"
_POSTED = r"(?:cập nhật|xuất bản|(?:ngày |thời gian |tin )?đăng(?: tải| bài| tin)?|ngày (?:tạo|viết|cập nhật))"
# A line of nothing else: “Thứ Ba, 14/03/2023, 09:15 GMT+7”, “Cập nhật lúc: 09:15 14/03/2023 | Lượt xem: 120”.
_LINE = re.compile(
    rf"(?:{_POSTED}|{_WEEKDAY}|{_CLOCK}|{_DATE}|gmt ?\+? ?7|lúc|ngày|vào|(?:số )?lượt (?:xem|đọc):? ?[\d.,]*"
    r"|[ ,|()\[\]:–-])+"
)
# In a story also beside other words: “(09:15 14/3/2023)”, “… - 14/3/2023” and “Đăng ngày 14/3/2023” in the head lines.
_INSIDE = re.compile(
    rf"\({_BETWEEN}(?:{_WEEKDAY},? )?(?:{_CLOCK}{_BETWEEN}{_DATE}|{_DATE}{_BETWEEN}{_CLOCK}){_BETWEEN}\)"
    rf"|(?:{_CLOCK}{_BETWEEN}{_DATE}|{_DATE}{_BETWEEN}{_CLOCK}){_BETWEEN}gmt"
    rf"|\b{_POSTED}(?: lúc| ngày| vào)*:? ?(?:{_CLOCK}{_BETWEEN})?(?:{_WEEKDAY},? )?{_DATE}"
)
_BYLINE = re.compile(rf"[^.;:\n]{{3,200}}?(?: [–|-] ?| ?\()(?P<stamp>{_DATE})\)?")
_HEAD_LINES = 4
_LONGEST = 140  # letters of a line that is a stamp
_SENTENCE = 400
_BYLINE_WORDS = 26
_NOT_DONE = re.compile(
    r"(?:\b(?:từ|kể từ|sau|trước|đến|tới|hết|hạn|chậm nhất|muộn nhất|nhất|dự kiến|bắt đầu|khởi động)"
    r"(?: hết| cuối| là| vào| từ)*|[-–|])(?: ngày)? ?\(?$"
)
_GOES_ON = re.compile(r"\)?(?: ?[-–|]|,? (?:đến|tới|cho đến|kết thúc)\b)")
_AHEAD = re.compile(r"\b(?:sẽ|dự kiến|sắp)\b")
_OPENS = re.compile(
    r"(?:^|[.;:!?”] |\n)(?:(?:vào|hôm|sáng|chiều|tối|trưa|đêm|mới đây|vừa qua|cũng trong|trong)(?: nay| qua)?,? )*"
    r"(?:ngày )?\(?$"
)
_DONE = re.compile(
    r"\)?,? [^.;\n]{3,120}?\b(?:đã|vừa|ký|ban hành|phát hành|tổ chức|phát động|công bố|có văn bản|diễn ra|họp)\b"
)
_RANKS = ("bộ", "tỉnh|thành phố", "huyện|quận|thị xã", "xã|phường|thị trấn")  # the highest first
_BODY = r"(?:chủ tịch )?(?:ủy ban nhân dân|ubnd|công an|sở \w+) "
_OPENS_WITH_BODY = re.compile(
    rf"(?:(?:tại|ở|còn|riêng|trong khi(?: đó)?),? )*(?:{_BODY})?(?P<rank>{'|'.join(_RANKS)}) "
)
_NAME = re.compile(rf"[{CAPITALS}]\w*(?: [{CAPITALS}]\w*)*")
_LATELY = timedelta(days=60)


def own_days(
    view: View, kind: SourceKind, header: Header, day_mentions: Sequence[DayMention]
) -> list[DayMention]:
    """The days named without the stamps of the page and, of a story, without the days it tells of as over."""
    stamps = _stamps_in(view, story=kind is SourceKind.NEWS)
    kept = [one for one in day_mentions if not _inside(one, stamps)]
    if kind is not SourceKind.NEWS:
        return kept
    issued = header.issue_date
    told = _told_on(view, stamps) or _iso_day(issued.value)
    place = issued.evidence.offset if issued.evidence else -1
    last = place + len(issued.evidence.quote) if issued.evidence else -1
    kept = [one for one in kept if not place <= view.starts[one.start] < last]
    issuer = str(header.issuer.value or "").lower()
    return [
        one
        for one in kept
        if not _is_done(view.low, one, told) and not _is_anothers(view, one, issuer)
    ]


def _stamps_in(view: View, *, story: bool) -> list[tuple[int, int]]:
    """Places of the view where a page says when it was put there."""
    found: list[tuple[int, int]] = []
    at = 0
    for number, line in enumerate(view.low.split("\n")):
        if (
            len(line) <= _LONGEST
            and _LINE.fullmatch(line)
            and re.search(r"20\d\d", line)
            and _is_stamp(line, story=story)
        ):
            found.append((at, at + len(line)))
        elif story:
            found += [(at + one.start(), at + one.end()) for one in _INSIDE.finditer(line)]
            byline = _BYLINE.fullmatch(line) if number < _HEAD_LINES else None
            if byline and len(line.split()) <= _BYLINE_WORDS:
                found.append((at + byline.start("stamp"), at + byline.end("stamp")))
        at += len(line) + 1
    return found


def _is_stamp(line: str, *, story: bool) -> bool:
    """A line of a date alone may be a cell or an answer of a letter; a clock, a weekday or “đăng” tell a stamp."""
    return story or bool(re.search(rf"{_POSTED}|{_WEEKDAY}|{_CLOCK}|gmt", line))


def posted_on(view: View) -> date | None:
    """The day a story was put on its page, by its first stamp."""
    return _told_on(view, _stamps_in(view, story=True))


def _told_on(view: View, stamps: Sequence[tuple[int, int]]) -> date | None:
    for start, end in stamps:
        for one in day_mentions_in(view.low, start, end):
            if day := day_of(one.first):
                return day
    return None


def _inside(one: DayMention, places: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(places, one.start, key=lambda place: place[0]) - 1
    return index >= 0 and one.end <= places[index][1]


def _iso_day(value: str | int | None) -> date | None:
    whole = isinstance(value, str) and len(value) == len("2024-01-15")
    return date.fromisoformat(str(value)) if whole else None


def _is_done(low: str, one: DayMention, told: date | None) -> bool:
    """A single day up to that of the story, bounded by nothing; without one, a day that opens a report."""
    before = low[max(0, one.start - 40) : one.start]
    if one.shape is not Shape.DAY or _NOT_DONE.search(before) or _GOES_ON.match(low, one.end):
        return False
    stop = _stop(low, one.end)
    if _AHEAD.search(low, one.end, stop):
        return False
    if told:
        return day_before(one.first, told) is not None
    return bool(_OPENS.search(before) and _DONE.match(low, one.end, stop))


def _is_anothers(view: View, one: DayMention, issuer: str) -> bool:
    """“Tỉnh Bắc An dự kiến khánh thành cầu vào …” in the story of another province or of one of its districts."""
    reach = max(0, one.start - _SENTENCE)
    stops = (view.low.rfind(mark, reach, one.start) + len(mark) for mark in (". ", "\n"))
    start = max(reach, *stops)
    opening = _OPENS_WITH_BODY.match(view.low, start, one.start)
    name = _NAME.match(view.text, opening.end()) if opening else None
    if not (opening and name) or name[0].lower() in issuer:
        return False
    own = [
        rank for rank, words in enumerate(_RANKS) if re.match(rf"(?:{_BODY})?(?:{words})\b", issuer)
    ]
    theirs = next(rank for rank, words in enumerate(_RANKS) if opening["rank"] in words.split("|"))
    return bool(own) and theirs <= own[0]


def _stop(low: str, start: int) -> int:
    """Where the sentence or its line ends."""
    end = min(len(low), start + _SENTENCE)
    found = (low.find(mark, start, end) for mark in (". ", "\n"))
    return min([at for at in found if at >= 0], default=end)


def day_before(point: Point, told: date) -> date | None:
    """The day a story of `told` means, where that is over; a day without a year is lately, not of next winter."""
    if point.year:
        day = day_of(point)
        return day if day and day <= told else None
    for year in (told.year, told.year - 1):
        day = day_of(replace(point, year=year))
        if day and day <= told and (year == told.year or told - day <= _LATELY):
            return day
    return None
