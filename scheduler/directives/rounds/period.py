"""First and last day of the whole campaign: “Thời gian thi đua: từ … đến …”."""

import re

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention
from scheduler.directives.days.stretches import Stretch, stretch_in
from scheduler.directives.model import ReadPeriod
from scheduler.directives.page.structure import Structure

_TIME = re.compile(
    r"(?:(?:về )?thời gian(?: thực hiện| thi đua| tổ chức| phát động| toàn đợt| triển khai| chiến dịch| của"
    r"| đợt| phong trào| cả)*(?: thi đua)?|thời hạn)\b ?:? "
    r"|đợt thi đua (?:được )?(?:bắt đầu|kéo dài) (?:từ )?(?:ngày )?(?=\d)|(?:được )?(?:thực hiện|phát động"
    r"|triển khai|diễn ra"
    r"|kéo dài)(?: trong \d{1,3} ngày(?: đêm)?,?)? (?=từ (?:ngày|tháng|\d|nay))"
)
_OF_A_ROUND = re.compile(
    r"đợt (?:thi đua )?(?:\d|[ivx]+\b|thứ)|giai đoạn (?:\d|[ivx]+\b)|cao điểm|chặng|gửi|hồ sơ|báo cáo|nộp"
    r"|đăng ký|học kỳ|bình xét|mũi|“"
)
_OF_A_DUTY = re.compile(
    r"sơ kết|tổng kết|nhận|bình xét|chấm|ký|gửi|nộp|báo cáo|hồ sơ|đăng ký|hoàn thành|đợt \w+:|đợt \d"
    r"|giai đoạn \d|nghỉ"
)
# A heading with nothing behind it: the days stand in the paragraph below.
_HEADING = re.compile(
    r"(?:về )?thời gian(?: thực hiện| thi đua| tổ chức| phát động| triển khai)* ?:?$"
)
_REACH = 40


def period_of(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar
) -> ReadPeriod | None:
    """The first stretch that is said of the campaign as a whole, or None."""
    low = structure.view.low
    for paragraph in structure.body():
        if _HEADING.match(low[paragraph.body : paragraph.end]):
            if found := _below(structure, day_mentions, calendar, paragraph.index + 1):
                return _period(structure, found)
            continue
        for said in _TIME.finditer(low, paragraph.start, min(paragraph.end, paragraph.start + 600)):
            before = low[max(paragraph.start, said.start() - 70) : said.start()]
            if _OF_A_ROUND.search(before):
                continue
            found = stretch_in(structure.view, day_mentions, calendar, said.end(), paragraph.end)
            if (
                found
                and not _OF_A_DUTY.search(low[said.start() : found.start])
                and found.start - said.end() < _REACH
                and found.last
                and (found.first or "đến" in low[said.end() : found.end])
            ):
                return _period(structure, found)
    return None


def _below(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar, index: int
) -> Stretch | None:
    """First and last day at the start of this paragraph, said of no round and no duty."""
    for paragraph in structure.paragraphs[index : index + 1]:
        found = stretch_in(structure.view, day_mentions, calendar, paragraph.body, paragraph.end)
        if found and found.first and found.last and found.start - paragraph.body < _REACH:
            before = structure.view.low[paragraph.body : found.start]
            return None if _OF_A_ROUND.search(before) or _OF_A_DUTY.search(before) else found
    return None


def _period(structure: Structure, found: Stretch) -> ReadPeriod:
    view = structure.view
    first, last = (day.isoformat() if day else None for day in (found.first, found.last))
    words = view.words(found.start, found.end)
    return ReadPeriod(first, last, words, view.quote(found.start, found.end))
