"""Days listed before the month that they share: “ngày 15 và 30/6”, “các ngày 10, 20 và 30 tháng 6”."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from scheduler.dates.civil import add_months
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.day_mentions import DayMention, Point, Shape

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_BETWEEN = re.compile(rf"(?:, ?(?:ngày )?{_DAY}(?!\d))*(?:, ?|,? (?:và|hoặc) )(?:ngày )?")
_LONGEST = 60


def with_shared_month(
    low: str, day_mentions: list[DayMention], calendar: Calendar
) -> list[DayMention]:
    """The mentions; a day alone that is listed before days of a month is of that month too, while they grow.

    “ngày 25 và 10/7”: one that is later than those is UNSURE, of that month or the one before.
    """
    found: list[DayMention] = []
    for mention, following in zip_longest(day_mentions, day_mentions[1:]):
        days = [*_listed(low, mention, following, calendar)] if following else []
        found += days or [mention]
    return found


def _listed(
    low: str, mention: DayMention, following: DayMention, calendar: Calendar
) -> Iterator[DayMention]:
    last, alone = following.first, mention.shape is Shape.DAY_ONLY and mention.moon is None
    dated = following.shape is Shape.DAY and following.moon is None and last.day
    near = following.start - mention.end < _LONGEST
    if not (alone and dated and near and _BETWEEN.fullmatch(low, mention.end, following.start)):
        return
    more = [*re.finditer(r"\d+", low[mention.end : following.start])]
    numbers = [mention.first.day or 0, *(int(one[0]) for one in more), last.day or 0]
    if sorted(set(numbers)) != numbers:
        yield from _of_either_month(mention, following, calendar)
        return
    yield _as_day(mention, following, mention.first.day or 0)
    for one in more:
        place = mention.end + one.start(), mention.end + one.end()
        yield _as_day(replace(mention, start=place[0], end=place[1]), following, int(one[0]))


def _as_day(mention: DayMention, following: DayMention, day: int) -> DayMention:
    point = replace(following.first, day=day)
    return replace(following, start=mention.start, end=mention.end, first=point, last=point)


def _of_either_month(
    mention: DayMention, following: DayMention, calendar: Calendar
) -> Iterator[DayMention]:
    of_it = calendar.first(_as_day(mention, following, mention.first.day or 0))
    if of_it:
        either = tuple((day, day) for day in (add_months(of_it, -1), of_it))
        yield replace(mention, shape=Shape.UNSURE, first=Point(), last=Point(), either=either)
