"""Rounds without a number: a sentence says how many there are, or a heading names them, and items give the days."""

import re
from collections.abc import Iterator
from itertools import pairwise

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, ordinal_number
from scheduler.directives.days.stretches import Stretch, stretch_in
from scheduler.directives.model import ReadPhase
from scheduler.directives.page.structure import Paragraph, Structure
from scheduler.directives.rounds.names import told

_ROUNDS = r"(?:đợt|giai đoạn|chặng|thời kỳ|mốc thi đua)"
# "được chia làm ba giai đoạn", "gồm 02 đợt thi đua", "tập trung vào 3 đợt"
_ANNOUNCED = re.compile(
    r"\b(?:chia|gồm|thành|làm|với|theo|tổ chức|phát động|vào|qua|trong|là|có|mở)(?: \w+){0,3}? "
    rf"(?P<count>0?[2-6]|hai|ba|bốn|năm|sáu) (?:{_ROUNDS}|quý)\b"
)
_HEADED = re.compile(
    rf"\b(?:các|thời gian|tiến độ|lịch|cách chia|phân|chia)(?: \w+){{0,4}}? {_ROUNDS}\b(?! \d)"
    rf"|phân kỳ|{_ROUNDS} thi đua:?$"
)
_PEAKS = re.compile(r"cao điểm|chiến dịch")
# “Quý I: thi đua mừng Xuân”, “Trong 6 tháng đầu năm (đợt I), …”: a part of the year opens the item.
_PART_OF_YEAR = re.compile(
    r"(?:trong )?(?:quý (?:i{1,3}|iv|[1-4])|(?:\w+ tháng|nửa) (?:đầu|giữa|cuối) năm)\b"
    r"[^.;\n]{0,30}[:,(-] ?[^.;\n]{0,40}(?:thi đua|đợt)\b"
    r"|(?:từ|tháng) [^.;:\n]{1,60}\d ?[:,] (?:đợt|giai đoạn|chặng|thi đua)\b"
)
_ASKS = re.compile(
    r"\b(?:gửi|nộp|báo cáo|hồ sơ|đăng ký|sơ kết|tổng kết|bình xét|trước ngày|hạn|chấm)\b"
)
_WHEN = re.compile(r"thời gian|\btừ\b|diễn ra|thực hiện")
_ITEMS = 40  # paragraphs looked at below an announcement
_REACH = 90  # letters of an item before its days
_LONG_HEADING = 130

Placed = tuple[Stretch, int, int]  # the days of a round, and where its words begin and end


def series_of(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar
) -> tuple[ReadPhase, ...]:
    """The first series of at least two rounds whose days follow one another; empty without one."""
    low = structure.view.low
    for paragraph in structure.body():
        words = structure.low(paragraph)
        said = _ANNOUNCED.search(low, paragraph.start, paragraph.end)
        count = ordinal_number(said["count"]) if said else None
        headed = len(words) < _LONG_HEADING and _HEADED.search(words) and not _PEAKS.search(words)
        if not said and not headed and not _PART_OF_YEAR.match(low[paragraph.body : paragraph.end]):
            continue
        if said:
            inline = list(
                inline_stretches(structure, day_mentions, calendar, (said.end(), paragraph.end))
            )
            if _is_series(inline, count):
                return _spans(structure, inline)
        below = list(
            items_under(structure, day_mentions, calendar, paragraph, opens=not said and not headed)
        )
        if _is_series(below, count):
            return _spans(structure, below)
    return ()


def inline_stretches(
    structure: Structure, day_mentions: list[DayMention], calendar: Calendar, place: tuple[int, int]
) -> Iterator[Placed]:
    """Up to six stretches in a row: “ba đợt: từ … đến …, từ … đến … và từ … đến …”."""
    at, end = place
    for _round in range(6):
        found = stretch_in(structure.view, day_mentions, calendar, at, end)
        if not found or _ASKS.search(structure.view.low, at, found.start):
            return
        yield found, at, found.end
        at = found.end


def items_under(
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
    lead: Paragraph,
    *,
    opens: bool = False,
) -> Iterator[Placed]:
    """The items under a lead-in; with `opens` the lead is the first of them and all are parts of the year."""
    first = lead.index if opens else lead.index + 1
    following = structure.paragraphs[first : first + _ITEMS]
    if not following or not (following[0].mark or opens or _ends_open(structure, lead)):
        return
    mark = following[0].mark
    for index, item in enumerate(following):
        if item.region != "body":
            return
        if item.mark != mark:
            if not mark or not _is_below(item, following):
                return
            continue
        if opens and not _PART_OF_YEAR.match(structure.low(item)[item.body - item.start :]):
            return
        found = _of_item(structure, day_mentions, calendar, item, following[index + 1 : index + 4])
        if found:
            yield found, item.start, item.end
        elif not mark:
            return


def _ends_open(structure: Structure, lead: Paragraph) -> bool:
    return structure.low(lead).rstrip().endswith((":", "sau"))


def _is_below(item: Paragraph, following: tuple[Paragraph, ...]) -> bool:
    """Under one of the items, or unmarked text of one."""
    return not item.mark or any(one.index in item.parents for one in following)


def _of_item(
    structure: Structure,
    day_mentions: list[DayMention],
    calendar: Calendar,
    item: Paragraph,
    below: tuple[Paragraph, ...],
) -> Stretch | None:
    """Days at the start of the item, or in a line under it that speaks of time."""
    low = structure.view.low
    found = stretch_in(structure.view, day_mentions, calendar, item.body, item.end)
    if found:
        before = low[item.body : found.start]
        near = len(before) < _REACH or "thời gian" in before
        return found if near and not _ASKS.search(before) else None
    for line in below:
        if item.index in line.parents and _WHEN.search(low[line.body : line.body + 30]):
            return stretch_in(structure.view, day_mentions, calendar, line.body, line.end)
    return None


def _is_series(found: list[Placed], count: int | None) -> bool:
    """As many as said, and each begins after the one before it."""
    if len(found) < 2 or (count is not None and len(found) != count):
        return False
    days = [stretch.first or stretch.last for stretch, _start, _end in found]
    return all(one and other and one < other for one, other in pairwise(days))


def _spans(structure: Structure, found: list[Placed]) -> tuple[ReadPhase, ...]:
    view = structure.view
    return tuple(
        ReadPhase(
            id=f"p{number}",
            name=_name(structure, number, start, end),
            ordinal=number,
            start=stretch.first.isoformat() if stretch.first else None,
            end=stretch.last.isoformat() if stretch.last else None,
            evidence=view.quote(stretch.start, stretch.end),
            begins=start,
            ends=end,
        )
        for number, (stretch, start, end) in enumerate(found, 1)
    )


def _name(structure: Structure, number: int, start: int, end: int) -> str:
    """The item's own words for the round, else its number."""
    named = re.compile(rf"\b{_ROUNDS} [^.;:(\n]{{3,200}}").search(structure.view.low, start, end)
    return told(structure.view.words(*named.span())) if named else f"Đợt {number}"
