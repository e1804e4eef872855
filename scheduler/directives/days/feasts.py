"""Dues by a feast of the moon: “trước Tết Nguyên đán”, “trước Giỗ Tổ”."""

import re
from collections.abc import Iterator

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.due import ReadDue
from scheduler.directives.days.meant import days_of_moon
from scheduler.directives.days.moon import FULL, Moon
from scheduler.directives.page.view import View

_FEAST = re.compile(
    r"(?P<bound>trước|chậm nhất(?: là)?|đến(?: hết)?|vào) (?:ngày |lễ |dịp )*(?:(?P<autumn>(?:tết |rằm )?trung thu)"
    r"|(?P<kings>giỗ tổ)(?: hùng vương)?"
    r"|(?P<other>tết (?:dương|tây|trồng|thiếu|độc|đoan|hàn))|tết(?: nguyên đán| âm lịch| cổ truyền)?(?: \w+ \w+)?)"
    r"(?= |\.|;|,|$)"
)
_ITS_DAY = re.compile(r" ?\((?:tức |nhằm |là )*(?:ngày )?\d{1,2}/\d{1,2}\b")
_TET, _AUTUMN, _KINGS = Moon(1, 1, 1), Moon(8, FULL, FULL), Moon(3, 10, 10)


def feast_dues(view: View, calendar: Calendar, start: int, end: int) -> Iterator[ReadDue]:
    """Every such due of `text[start:end]` beside which no day is printed.

    Tết is several days, of which none is told: it has no value, only the day on which it begins.
    """
    for found in _FEAST.finditer(view.low, start, end):
        if _ITS_DAY.match(view.low, found.end()):
            continue
        bound = "before" if found["bound"] == "trước" else None if found["bound"] == "vào" else "by"
        said = view.words(found.start(), found.end())
        days = () if found["other"] else tuple(days_of_moon(_moon(found), calendar))
        told = len(days) == 1 and (found["autumn"] or found["kings"])
        value = days[0][0].isoformat() if told else None
        yield ReadDue(
            value, found.start(), found.end(), bound, said=said, either=() if told else days
        )


def _moon(found: "re.Match[str]") -> Moon:
    return _AUTUMN if found["autumn"] else _KINGS if found["kings"] else _TET
