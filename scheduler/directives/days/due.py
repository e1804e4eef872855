"""One due as the text says it."""

import re
from dataclasses import dataclass, replace
from datetime import date

from scheduler.directives.days.day_mentions import Days
from scheduler.directives.model import Tie, Window

# An hour: “17 giờ 00”, “16h00’”, “4 giờ chiều”; in front of a day with its weekday: “16h00 thứ Năm,”.
HOUR = (
    r"(?:(?P<hour>\d{1,2}) ?(?:h|g|giờ|:) ?(?P<minute>\d{2})?(?: phút"
    r"|['’′])?,? ?(?P<part>sáng|trưa|chiều|tối|đêm)?,? ?)?"
)
TIME = rf"{HOUR}(?:(?:,? ?thứ \w+|chủ nhật),? ?)?"
_BEHIND = re.compile(rf",? ?\(?(?:trước|chậm nhất(?: là)?|(?:vào )?lúc) (?=\d){HOUR}(?!ngày)")
_BY = re.compile(r"(?:chậm|muộn|trễ) nhất|\b(?:đến|hết)\b")
_NOON, _HOUR = 12, 60
_OF_PART = {  # hours that are said of the second half of the day
    "chiều": range(1, _NOON),
    "tối": range(1, _NOON),
    "trưa": range(1, 3),
    "đêm": range(9, _NOON + 1),
}


@dataclass(frozen=True)
class ReadDue:
    """A due at `start:end` of the view. `value` None: nothing that could be computed."""

    value: str | Window | None
    start: int
    end: int
    bound: str | None = None
    recurrence: str | None = None
    relative: str | None = None
    time: str | None = None
    plain: bool = False  # a bare date with no word in front that asks
    said: str | None = None  # the words, when they give no value
    weekday: int | None = None  # of what comes every week: Monday is 1
    of: str | None = None  # of what comes every period: its “first month” or the “next month”
    tie: Tie | None = None
    sooner: date | None = None  # a year before, where the words fit that too
    either: tuple[Days, ...] = ()  # of one without a value: the days it may be


def clock(found: "re.Match[str]") -> str | None:
    """HH:MM of a match that holds `TIME`; “4 giờ chiều” is 16:00; None for an hour that no day has."""
    groups = found.groupdict()
    if not groups.get("hour"):
        return None
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    if hour in _OF_PART.get(groups.get("part") or "", ()):
        hour += _NOON
    return f"{hour:02d}:{minute:02d}" if minute < _HOUR and (hour, minute) <= (24, 0) else None


def bound_of(words: str) -> str | None:
    """How words bound a day: “trước” by the day before, “chậm nhất”, “đến”, “hết” by the day itself."""
    if "trước" in words:
        return "before"
    return "by" if _BY.search(words) else None


def with_hour(due: ReadDue, low: str) -> ReadDue:
    """“ngày 20 hằng tháng, trước 16 giờ”: the hour behind counts when there is none in front."""
    behind = _BEHIND.match(low, due.end)
    if due.time or not behind or due.bound == "before" or not (time := clock(behind)):
        return due
    return replace(due, end=behind.end(), bound=bound_of(behind[0]) or due.bound, time=time)
