"""One due as the text says it."""

import re
from dataclasses import dataclass

from scheduler.directives.model import Window

# An hour in front of a day: “17 giờ 00”, “16h00 thứ Năm,”.
TIME = (
    r"(?:(?P<hour>\d{1,2}) ?(?:h|g|giờ|:) ?(?P<minute>\d{2})?(?: phút)?,? ?(?:sáng|chiều|tối)? ?)?"
    r"(?:(?:,? ?thứ \w+|chủ nhật),? ?)?"
)


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


def clock(found: "re.Match[str]") -> str | None:
    """HH:MM of a match that holds `TIME`."""
    groups = found.groupdict()
    if not groups.get("hour") or int(groups["hour"]) > 24:
        return None
    return f"{int(groups['hour']):02d}:{int(groups.get('minute') or 0):02d}"
