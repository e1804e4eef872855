"""Dated points nobody owes: launches, congresses, conferences, elections, openings (rule 12)."""

import re

from scheduler.directives.calendar import Calendar
from scheduler.directives.model import Milestone
from scheduler.directives.moments import Moment, Shape
from scheduler.directives.structure import Structure

_EVENT = re.compile(
    r"lễ (?:phát động|ra quân|khai mạc|khai giảng|kỷ niệm|khánh thành|mít tinh|tuyên thệ|công bố|trao|ký kết"
    r"|đón)|đại hội|bầu cử|khai mạc|khánh thành|khởi công"
    r"|hội thi|hội thao|hội diễn|lễ hội|diễn tập|xuất phát|khai giảng|ra quân|ngày hội|hội trại|dâng hương"
    r"|mít tinh|gặp mặt|hội nghị (?:điển hình|biểu dương|triển khai|phát động)|liên hoan|thi (?=\w)"
)
_NOT = re.compile(
    r"sơ kết|tổng kết|gửi|nộp|báo cáo|hồ sơ|đăng ký|\bđã\b|kỷ niệm \d+ năm|bình xét|kế hoạch số|giao ước|trước"
    r"|\bđến\b|\bhết\b"
    r"|chậm nhất|thi đua"
)
_REACH = 110


def milestones_of(
    structure: Structure, moments: list[Moment], calendar: Calendar, taken: list[tuple[int, int]]
) -> tuple[Milestone, ...]:
    """Events with a day of their own, in the order of the text, each day once."""
    found: dict[str, Milestone] = {}
    for moment in moments:
        paragraph = structure.at(moment.start)
        free = not any(moment.start < end and start < moment.end for start, end in taken)
        if paragraph.region != "body" or moment.shape is not Shape.DAY or not free:
            continue
        clause = max(
            paragraph.start,
            moment.start - _REACH,
            *(
                structure.view.low.rfind(stop, max(0, moment.start - _REACH), moment.start) + 1
                for stop in (";", ". ", "\n")
            ),
        )
        event = list(_EVENT.finditer(structure.view.low, clause, moment.start))
        day = calendar.last(moment)
        if (
            not event
            or day is None
            or _NOT.search(structure.view.low, event[-1].start(), moment.start)
        ):
            continue
        if calendar.issued and day < calendar.issued:
            continue
        quote = structure.view.quote(event[0].start(), moment.end)
        name = structure.view.words(event[0].start(), moment.start)
        found.setdefault(
            day.isoformat(), Milestone(f"m{len(found) + 1}", name, day.isoformat(), quote)
        )
    return tuple(found.values())
