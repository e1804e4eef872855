"""What a paper says of the decision it is issued with: “(Ban hành kèm theo Quyết định số … ngày … của …)”."""

import re
from dataclasses import dataclass
from datetime import date

from scheduler.directives.page.view import View, lower

_ATTACHED = re.compile(
    r"(?:^|\n)\W{0,3}(?:ban hành )?kèm theo (?:quyết định|kế hoạch|công văn|chỉ thị|tờ trình)\b[^()\n]{0,60}?,? ngày "
    r"(?P<day>\d{1,2})(?: ?/ ?| tháng )(?P<month>\d{1,2})(?: ?/ ?| năm )(?P<year>20\d\d)"
    r"(?: của (?P<name>[^()\n.;:]{4,110}))?"
)
_OFFICE = re.compile(
    r"(?:(?:phó )?(?:chánh án|chủ tịch|giám đốc|tổng giám đốc|hiệu trưởng|viện trưởng|cục trưởng|chi cục trưởng"
    r"|trưởng ban|trưởng phòng|chánh văn phòng|chánh thanh tra)|thủ trưởng) "
)
_NEAR = 3000  # letters from the beginning of a text in which it stands


@dataclass(frozen=True)
class Attached:
    """Day of the decision at `start:end` of the view, and its body at `name_start:name_end` (empty: not said)."""

    day: date
    start: int
    end: int
    name_start: int
    name_end: int


def attached_to(view: View) -> Attached | None:
    """The decision a paper is issued with; None where none with a day is named, or its day is none."""
    found = _ATTACHED.search(view.low, 0, _NEAR)
    if not found:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    if not found["name"]:
        return Attached(day, found.start("day"), found.end("year"), 0, 0)
    office = _OFFICE.match(lower(found["name"]))
    begin = found.start("name") + (office.end() if office else 0)
    return Attached(day, found.start("day"), found.end("year"), begin, found.end("name"))
