"""Dues of the lunar calendar: “trước Tết Nguyên đán”, “chậm nhất rằm tháng Giêng”. They keep their words."""

import re
from collections.abc import Iterator

from scheduler.directives.days.due import ReadDue
from scheduler.directives.page.view import View

_LUNAR = re.compile(
    r"(?P<bound>trước|chậm nhất(?: là)?|đến(?: hết)?|vào) (?:ngày )?(?P<day>(?:rằm|m[ùồ]ng \w+"
    r"|\d{1,2}) tháng (?:giêng|chạp|\w+)(?: năm \w+ \w+)?(?: âm lịch)|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})? \(?âm lịch"
    r"|rằm tháng \w+|(?:m[ùồ]ng )?\w+ tháng (?:giêng|chạp)(?: năm \w+ \w+)?"
    r"|(?:\d{1,2} |m[ùồ]ng \w+ )?tết(?: nguyên đán| âm lịch)?(?: \w+ \w+)?(?= |\.|;|,|$)|giỗ tổ)"
)
_SOLAR = re.compile(
    r" ?\((?:tức |nhằm |là )*(?:ngày )?\d{1,2}/\d{1,2}\b"
)  # the solar day stands behind


def lunar_dues(view: View, start: int, end: int) -> Iterator[ReadDue]:
    """Every lunar due of `text[start:end]` beside which no solar day is printed; none has a value."""
    for found in _LUNAR.finditer(view.low, start, end):
        bound = "before" if found["bound"] == "trước" else None if found["bound"] == "vào" else "by"
        said = view.words(found.start(), found.end())
        if not _SOLAR.match(view.low, found.end()):
            yield ReadDue(None, found.start(), found.end(), bound, said=said)
