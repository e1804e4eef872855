"""When a peak is: the days behind its name, or those that open its sentence."""

import re
from dataclasses import replace

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.counted import count_on
from scheduler.directives.days.day_mentions import DayMention
from scheduler.directives.days.stretches import Stretch, stretch_in
from scheduler.directives.duties.sentences import sentences
from scheduler.directives.page.structure import Structure

_COUNT = re.compile(r"(?P<count>\d{2,3}) (?P<unit>ngày)")
_FROM_THERE = re.compile(r",? ?[^.;:\d]{0,80}")
_OF_SOMETHING_ELSE = re.compile(
    r"\btrước (?:ngày|\d)|chậm nhất|muộn nhất|thời hạn|gửi|báo cáo|hồ sơ|kỷ niệm \d+ năm[^()]*$|lễ phát động|xong"
)
_IN_HONOUR = re.compile(r"kỷ niệm \d+ năm[^();]*, $")  # “…, từ … đến …” are the peak's own days
_IS_IT = re.compile(r"\)?,? là (?:một )?(?:đợt )?$")
_QUOTED = re.compile(r"“[^”\n]*”|^[^“”\n]*”")
_YEARLY = re.compile(r"\b(?:hằng|hàng|mỗi) năm\b")
_FAR = 170


def days_of_peak(
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
    peak: "re.Match[str]",
    limit: int,
) -> Stretch | None:
    """Behind its name within `limit` (a position of the view), else before it; quoted names tell no other matter."""
    before = _stretch_before(structure, day_mentions, calendar, peak)
    if before and _IS_IT.match(structure.view.low, before.end, peak.start()):
        return before
    found = stretch_in(structure.view, day_mentions, calendar, peak.start(), limit)
    if found is None:
        return before
    between = _QUOTED.sub("“”", structure.view.low[peak.start() : found.start])
    if structure.view.low.startswith("từ", found.start) and found.last:
        between = _IN_HONOUR.sub("", between)
    if _OF_SOMETHING_ELSE.search(between) or found.start - peak.end() > _FAR:
        return None
    return found


def _stretch_before(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar, peak: "re.Match[str]"
) -> Stretch | None:
    """“các ngày 10 - 30/11 lấy làm chiến dịch …”: the days open the sentence."""
    low = structure.view.low
    begin = max(structure.at(peak.start()).start, peak.start() - 70)
    found = None
    while later := stretch_in(structure.view, day_mentions, calendar, begin, peak.start()):
        found, begin = later, max(later.end, begin + 1)
    if found and found.first and not found.last:
        return _nights_from(low, found, peak)
    if found and re.search(
        r"(?:lấy làm|chọn làm|là|mở|tổ chức|phát động)(?: đợt| một)?[^.;]{0,12}$",
        low[found.end : peak.start()],
    ):
        return found
    return None


def _nights_from(low: str, found: Stretch, peak: "re.Match[str]") -> Stretch | None:
    """“Từ ngày 01/10, toàn ngành thi đua 60 ngày đêm”: the days are counted from there (rule 7)."""
    counted = _COUNT.search(low, *peak.span())
    if not (counted and found.first and _FROM_THERE.fullmatch(low, found.end, peak.start())):
        return None
    return replace(found, last=count_on(found.first, counted))


def is_yearly(structure: Structure, peak: "re.Match[str]", stretch: Stretch) -> bool:
    """“Hằng năm, tập trung cho Tháng cao điểm (17/10 - 18/11)”: said of its sentence, and no year is printed."""
    low = structure.view.low
    if re.search(r"20\d\d", low[stretch.start : stretch.end]):
        return False
    for start, end in sentences(structure, structure.at(peak.start())):
        if start <= peak.start() < end:
            near = low[start : peak.start()] + low[peak.end() : min(end, stretch.end + 20)]
            return bool(_YEARLY.search(_QUOTED.sub("“”", near)))
    return False
