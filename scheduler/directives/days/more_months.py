"""One day in several months: “ngày 20 tháng 3, 6, 9 và 12”."""

import re
from collections.abc import Iterator
from dataclasses import replace

from scheduler.directives.days.day_mentions import DayMention, Shape

_MONTH = r"(?:tháng )?(?:1[0-2]|0?[1-9])"
_MORE = re.compile(
    rf"(?:(?:,|,? và) {_MONTH}(?![\d/%\-]|[.,]\d))+"
    r"(?=[.;:)\n]|$|,? (?:hằng|hàng|mỗi|các|năm|gửi|nộp|để|về|cho))"
)


def in_more_months(low: str, mention: DayMention, end: int) -> Iterator[DayMention]:
    """The same day of each further month that is listed behind a mention, each later than the one before."""
    if mention.shape is not Shape.DAY or "tháng" not in low[mention.start : mention.end]:
        return
    listed = _MORE.match(low, mention.end, end)
    before = mention.first.month or 0
    for found in (
        re.finditer(r"(?:tháng )?(?P<month>\d+)", listed[0])
        if listed and not mention.first.year
        else ()
    ):
        month = int(found["month"])
        if month <= before:
            return
        point = replace(mention.first, month=month)
        place = mention.end + found.start(), mention.end + found.end()
        yield replace(mention, start=place[0], end=place[1], first=point, last=point)
        before = month
