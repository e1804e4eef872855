"""First and last day of the whole campaign: “Thời gian thi đua: từ … đến …”."""

import re

from scheduler.directives.calendar import Calendar
from scheduler.directives.model import Period
from scheduler.directives.moments import Moment
from scheduler.directives.stretches import stretch_in
from scheduler.directives.structure import Structure

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
_REACH = 40


def period_of(structure: Structure, moments: list[Moment], calendar: Calendar) -> Period | None:
    """The first stretch that is said of the campaign as a whole, or None."""
    low = structure.view.low
    for paragraph in structure.body():
        for said in _TIME.finditer(low, paragraph.start, min(paragraph.end, paragraph.start + 600)):
            before = low[max(paragraph.start, said.start() - 70) : said.start()]
            if _OF_A_ROUND.search(before):
                continue
            found = stretch_in(structure.view, moments, calendar, said.end(), paragraph.end)
            if (
                found
                and not _OF_A_DUTY.search(low[said.start() : found.start])
                and found.start - said.end() < _REACH
                and found.last
                and (found.first or "đến" in low[said.end() : found.end])
            ):
                first = found.first.isoformat() if found.first else None
                quote = structure.view.quote(found.start, found.end)
                return Period(
                    first,
                    found.last.isoformat(),
                    structure.view.words(found.start, found.end),
                    quote,
                )
    return None
