"""Peaks told by number: “cao điểm 1: …; cao điểm 2: …”."""

import re

from scheduler.directives.days.day_mentions import ordinal_number

_NUMBER = (
    r" ?(?:thi đua )?(?:số )?(?P<number>\d{1,2}(?![\d/.\-]?\d| ?(?:ngày|tháng|tuần|năm))|i{1,3}\b|iv\b"
    r"|thứ (?:nhất|hai|ba|tư|năm|\d|i{1,3}|iv)\b)"
)
_BEHIND = re.compile(_NUMBER)
_NEXT = re.compile(rf"(?:đợt )?(?:thi đua )?(?:cao điểm|chiến dịch){_NUMBER}")


def number_of_peak(low: str, end: int) -> tuple[int, int] | None:
    """The number behind a peak's word that ends there, and where it ends."""
    said = _BEHIND.match(low, end)
    number = ordinal_number(said["number"]) if said else None
    return (number, said.end()) if said and number else None


def before_the_next(low: str, start: int, limit: int) -> int:
    """Where the words of a numbered peak end: at the next one within `limit`."""
    following = _NEXT.search(low, start, limit)
    return following.start() if following else limit
