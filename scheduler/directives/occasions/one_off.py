"""Events that come once and that a campaign is held for: “chào mừng Đại hội XIV của Đảng”, dated or not."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import Shape, day_mentions_in
from scheduler.directives.days.meant import days_meant
from scheduler.directives.duties.phrases import whole
from scheduler.directives.model import Commemoration, ReadMilestone, ReadOccasion
from scheduler.directives.page.structure import Structure
from scheduler.directives.page.view import View, lower

MOST = 12
_REACH = 720  # letters before an event in which it is said to be welcomed
_NAME = (
    r"(?P<event>(?:đại hội|(?:cuộc |ngày )?bầu cử|ngày hội văn hóa|năm du lịch|liên hoan)"
    r" (?!thi đua (?:điển|cấp cơ)|điểm|trước)[^.;:,()“”\n\d]{2,110})"
)
_WELCOMED = re.compile(
    rf"(?:chào mừng|hướng tới|tiến tới|phục vụ)(?: thành công)?(?: của)? (?:(?:cuộc|ngày) )?{_NAME}"
)
# “chào mừng 96 năm …, Đại hội XIV của Đảng, bầu cử đại biểu Quốc hội”
_LISTED = re.compile(rf"(?:, ?|; ?|\) ?| và )(?:(?:cuộc|ngày) )?{_NAME}")
_LEAD = re.compile(r"(?:chào mừng|hướng tới|tiến tới|lập thành tích)[^.:\n]{0,700}$")
_ENDS = re.compile(
    r" (?:và|tạo|bằng|trong|các(?! dân tộc)|hoàn thành|phấn đấu|với|đạt|thi đua(?! yêu nước)|nhiệm kỳ|trên địa bàn"
    r"|là|gắn|diễn ra|để|dự kiến|năm$)"
)
# Between a name and its day: “… và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031 (15/3/2026)”.
_DAY = re.compile(
    r"(?P<more>[^.;:,()\n]{0,100}?),? ?\(?(?:(?:dự kiến|được|tổ chức|diễn ra|vào) )*(?:(?<=\()|ngày )"
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]20\d\d)(?! ?(?:-|đến))"
)
_OTHER_MATTER = re.compile(
    r"đại hội(?! đồng)|bầu cử|kỷ niệm|\d năm |chào mừng|từ ngày|đến ngày|trước|hoàn thành"
)
# Words that all such names share: “Đại hội đại biểu toàn quốc lần thứ XIV của Đảng”, “Đại hội XIV của Đảng”.
_SHARED = frozenset(
    re.findall(
        r"\w+", "đại hội biểu toàn quốc lần thứ của cuộc ngày và các cấp bầu cử việt nam tỉnh"
    )
)
_KINDS = ("bầu cử", "ngày hội", "năm du lịch", "liên hoan", "đại hội")


def one_off_in(structure: Structure, calendar: Calendar) -> tuple[ReadOccasion, ...]:
    """Each event once, in the order of the text; its day only where it is printed behind the name."""
    view = structure.view
    events = [
        *_WELCOMED.finditer(view.low),
        *(one for one in _LISTED.finditer(view.low) if _is_welcomed(view.low, one.start())),
    ]
    found: list[ReadOccasion] = []
    for event in sorted(events, key=lambda one: one.start("event")):
        if structure.at(event.start()).region == "tail":
            continue
        said = _said(view, calendar, *event.span("event"))
        if not _tells(said.name):
            continue
        index = next((at for at, one in enumerate(found) if same_event(one.name, said.name)), None)
        if index is None:
            found.append(said)
            continue
        known = found[index]
        first = known if known.day or not said.day else said
        found[index] = replace(first, places=known.places + said.places)
    return tuple(found[:MOST])


def _is_welcomed(low: str, start: int) -> bool:
    return bool(_LEAD.search(low, max(0, start - _REACH), start))


def _said(view: View, calendar: Calendar, start: int, end: int) -> ReadOccasion:
    stop = _ENDS.search(view.low, start + len("bầu cử"), end)
    until = stop.start() if stop else end
    name = whole(view, start, until, until=end)
    behind = _DAY.match(view.low, until)
    day = None
    if behind and not _OTHER_MATTER.search(behind["more"]):
        days = days_meant(view.low, day_mentions_in(view.low, *behind.span("day")), calendar)
        day = calendar.last(days[0]) if days and days[0].shape is Shape.DAY else None
        end = behind.end()
    printed = day.isoformat() if day else None
    return ReadOccasion(name, printed, view.quote(start, end if day else until), (start,))


def with_days(
    occasions: Sequence[ReadOccasion], milestones: Sequence[ReadMilestone]
) -> tuple[ReadOccasion, ...]:
    """Occasions with the day that the text gives the same event elsewhere."""
    dated = [one for one in milestones if len(one.date) == len("2026-01-19")]
    return tuple(
        replace(one, day=one.day or next((d.date for d in dated if is_same(one, d)), None))
        for one in occasions
    )


def is_same(one: ReadOccasion, other: ReadMilestone | Commemoration) -> bool:
    """Whether a milestone or a day of the text is this event."""
    return same_event(one.name, other.name)


def same_event(one: str, other: str) -> bool:
    """Whether two names mean one event: of one kind, and all that the shorter one tells is in the other."""
    first, second = _telling(one), _telling(other)
    kinds = [next((kind for kind in _KINDS if kind in lower(name)), "") for name in (one, other)]
    return kinds[0] == kinds[1] and bool(first and second) and (first <= second or second <= first)


def _telling(name: str) -> frozenset[str]:
    words = lower(name).replace("đảng bộ", "đảng-bộ")
    return frozenset(re.findall(r"[\w-]+", words)) - _SHARED


def _tells(name: str) -> bool:
    """“bầu cử”, “đại hội” alone name no event of their own."""
    return len(name.split()) > 2 and bool(_telling(name))
