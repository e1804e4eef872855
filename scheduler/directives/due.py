"""One due as the text says it."""

import re
from dataclasses import dataclass

from scheduler.directives.model import Window

# An hour in front of a day: “17 giờ 00”, “16h00 thứ Năm,”.
TIME = (
    r"(?:(?P<hour>\d{1,2}) ?(?:h|g|giờ|:) ?(?P<minute>\d{2})?(?: phút)?,? ?(?P<part>sáng|chiều|tối)? ?)?"
    r"(?:(?:,? ?thứ \w+|chủ nhật),? ?)?"
)

_NOON = 12


@dataclass(frozen=True)
class Due:
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
    of: str | None = (
        None  # of what comes every period: “first month”, “next month”; None is its last
    )


def clock(found: "re.Match[str]") -> str | None:
    """HH:MM of a match that holds `TIME`; “4 giờ chiều” is 16:00."""
    groups = found.groupdict()
    if not groups.get("hour") or int(groups["hour"]) > 24:
        return None
    hour = int(groups["hour"])
    if groups.get("part") in ("chiều", "tối") and hour < _NOON:
        hour += _NOON
    return f"{hour:02d}:{int(groups.get('minute') or 0):02d}"
