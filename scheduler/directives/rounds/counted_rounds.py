"""Rounds that say only how long they last: “30 ngày đầu tiên”, “45 ngày tiếp theo”, “30 ngày cuối”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.counted import count_on
from scheduler.directives.days.day_mentions import DayMention
from scheduler.directives.days.stretches import Stretch, stretch_in
from scheduler.directives.model import ReadPhase
from scheduler.directives.page.view import View
from scheduler.directives.rounds.mention import FOLLOWS

COUNTED = re.compile(
    r"(?P<count>\d{1,3}) (?P<unit>ngày(?: đêm)?|tuần) (?:(?P<first>đầu)(?: tiên)?|(?:tiếp|kế) (?:theo|tiếp)|còn lại"
    r"|cuối(?: cùng)?)\b(?! (?:của |mỗi |hằng |hàng )?(?:tháng|quý|năm|tuần|kỳ))"
)
_BEHIND = re.compile(
    rf"(?:{FOLLOWS}|(?:phần )?thời gian còn lại)(?:[ ,]{{1,2}}(?:và )?(?:kéo dài|trong)(?: vòng| thời gian| khoảng)?"
    r" (?P<count>\d{1,3}|một|hai|ba|bốn|năm|sáu) (?P<unit>ngày(?: đêm)?|tuần|tháng)\b)?"
)
# “từ 01/12 cho đến khi hết 100 ngày đêm”: a round that ends with the whole campaign, whose length is said.
_TO_ITS_END = re.compile(
    r"[^.;:\n]{0,40}?\b(?:hết|đủ|tròn|kết thúc) (?P<count>\d{2,3}) (?P<unit>ngày(?:,? ?(?:và )?đêm)?|tuần|tháng)\b"
)
_REACH = 80  # letters of the round in which its length is said
_BEFORE = 3000  # letters before it in which the whole campaign's days are


def counted_stretch(
    view: View,
    day_mentions: list[DayMention],
    calendar: Calendar,
    *,
    place: tuple[int, int],
    before: Sequence[ReadPhase],
) -> Stretch | None:
    """The N days said first in `text[place]`: from the campaign's first day, or after the round before."""
    start, end = place
    counted = COUNTED.search(view.low, start, min(end, start + _REACH))
    if counted is None:
        return _behind(view, place, before)
    ended = [span.end for span in before if span.end]
    if ended and not counted["first"]:
        first = date.fromisoformat(ended[-1]) + timedelta(days=1)
        return Stretch(first, count_on(first, counted), counted.start(), counted.end())
    wholes = _stretches_before(view, day_mentions, calendar, start)
    begins = [first for first, last in wholes if last > count_on(first, counted)]
    if not (begins and counted["first"]):
        return None
    return Stretch(begins[-1], count_on(begins[-1], counted), counted.start(), counted.end())


def _behind(view: View, place: tuple[int, int], before: Sequence[ReadPhase]) -> Stretch | None:
    """“nối tiếp đợt 1, kéo dài 60 ngày”; without a length, or for “thời gian còn lại”, its end is not said."""
    start, end = place
    follows = _BEHIND.search(view.low, start, min(end, start + _REACH))
    ended = before[-1].end if before else None
    if not (follows and ended):
        return None
    first = date.fromisoformat(ended) + timedelta(days=1)
    last = count_on(first, follows) if follows["count"] else None
    return Stretch(first, last, follows.start(), follows.end())


def with_end_of_whole(
    view: View, day_mentions: list[DayMention], calendar: Calendar, stretch: Stretch
) -> Stretch:
    """A stretch without an end that lasts until the N days of the whole campaign, told before it, are over."""
    said = _TO_ITS_END.match(view.low, stretch.start) if stretch.last is None else None
    if not (said and stretch.first):
        return stretch
    lasts = [
        last
        for first, last in _stretches_before(view, day_mentions, calendar, stretch.start)
        if first < stretch.first < last and last == count_on(first, said)
    ]
    return replace(stretch, last=lasts[-1], end=said.end()) if lasts else stretch


def _stretches_before(
    view: View, day_mentions: list[DayMention], calendar: Calendar, end: int
) -> Iterator[tuple[date, date]]:
    at = max(0, end - _BEFORE)
    while found := stretch_in(view, day_mentions, calendar, at, end):
        if found.first and found.last:
            yield found.first, found.last
        at = max(found.end, at + 1)
