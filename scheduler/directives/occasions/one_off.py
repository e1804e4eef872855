"""Events that come once and that a campaign is held for: “chào mừng Đại hội XIV của Đảng”, dated or not."""

import re

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import Shape, day_mentions_in
from scheduler.directives.duties.phrases import whole
from scheduler.directives.head.letterhead import fold
from scheduler.directives.model import ReadOccasion
from scheduler.directives.page.structure import Structure

MOST = 12
_FEW = 2  # words that name no event of their own: “bầu cử”, “đại hội”
_EVENT = re.compile(
    r"(?:chào mừng|hướng tới|tiến tới)(?: thành công)?(?: của)? (?P<event>(?:đại hội|(?:cuộc |ngày )?bầu cử)"
    r" (?!thi đua (?:điển|cấp cơ)|điểm|trước)[^.;:,()“”\n\d]{2,110})"
    r"(?P<behind>,? ?\(?(?:ngày )?\d{1,2}/\d{1,2}/20\d\d)?"
)
_ENDS = re.compile(
    r" (?:và|tạo|bằng|trong|các|hoàn thành|phấn đấu|với|đạt|thi đua|nhiệm kỳ|là|gắn|diễn ra|để)\b"
)


def one_off_in(structure: Structure, calendar: Calendar) -> tuple[ReadOccasion, ...]:
    """Each event once, in the order of the text; its day only where it is printed behind the name."""
    view = structure.view
    found: dict[str, ReadOccasion] = {}
    for event in _EVENT.finditer(view.low):
        if structure.at(event.start()).region == "tail":
            continue
        start, end = event.span("event")
        stop = _ENDS.search(view.low, start + len("bầu cử"), end)
        name = whole(view, start, stop.start() if stop else end, until=end)
        days = day_mentions_in(view.low, end, event.end()) if event["behind"] and not stop else []
        day = calendar.last(days[0]) if days and days[0].shape is Shape.DAY else None
        said = ReadOccasion(name, day.isoformat() if day else None, view.quote(start, event.end()))
        key = fold(name)
        if len(key.split()) <= _FEW:
            continue
        known = next((one for one in found if one.startswith(key) or key.startswith(one)), None)
        if known is None:
            found[key] = said
        elif said.day and not found[known].day:
            found[known] = said
    return tuple(found.values())[:MOST]
