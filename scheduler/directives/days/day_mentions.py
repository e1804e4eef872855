"""What a text says of days: dates, months, quarters, halves, found by one table of patterns.

A `DayMention` says no more than the words do: a part that is not printed is None. `calendar.py` fills in years.
"""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from scheduler.dates.civil import MIDDLE_DAY, TEN_DAYS, months_of_quarter
from scheduler.dates.numerals import number_of
from scheduler.directives.days.day_patterns import HINT, TABLE, YEAR_BEHIND
from scheduler.directives.days.in_names import is_of_a_name
from scheduler.directives.days.moon import Moon, moon_at

_NO_LEAP_YEAR = 2023
MONTH_END = 0  # day number that stands for the last day of the month
_OTHER_WORDS = {"nhất": 1, "nhì": 2, "đầu": 1, "đầu tiên": 1, "cuối": 4}


class Shape(Enum):
    """How much is said of days."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"  # of a year; or its first or last months
    PART = "part"  # of a month: half, week
    YEAR = "year"
    SCHOOL_YEAR = "school year"
    NOW = "now"  # "từ nay", "ngày ban hành": the day of issue
    DAY_ONLY = "day only"  # "ngày 15": month and year stand elsewhere
    UNSURE = "unsure"  # one of several; of the moon until `meant` has found the day
    NONE = "none"  # of no calendar: “32/7”


Days = tuple[date, date]  # first and last


@dataclass(frozen=True)
class Point:
    """A day with what is known of it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class DayMention:
    """Words at `start:end` of the view that name the days `first` to `last`."""

    start: int
    end: int
    shape: Shape
    first: Point
    last: Point
    moon: Moon | None = None
    years_on: int | None = None  # “năm sau”: 1, “năm trước”: -1, “cùng năm”: 0
    years_from: str = ""  # what they are counted from, unless the campaign's year: “nay”, “học”
    either: tuple[Days, ...] = ()  # what an UNSURE one may be
    again: Days | None = None  # without a printed year, of the moon: a year later


def ordinal_number(word: str) -> int | None:
    """The number behind “1”, “I”, “thứ nhất”, “hai”; None for other words."""
    word = word.strip().removeprefix("thứ ").replace("|", "i")
    if word in _OTHER_WORDS:
        return _OTHER_WORDS[word]
    number = number_of(word)  # scanners read the roman one as an l or 1
    return number_of(word.replace("l", "i").replace("1", "i")) if number is None else number


_READERS = [(Shape(value), re.compile(pattern.format(""))) for value, pattern in TABLE]
_OF_A_YEAR = (Shape.DAY, Shape.MONTH, Shape.PART, Shape.QUARTER, Shape.HALF, Shape.YEAR)


def day_mentions_in(low: str, start: int = 0, end: int | None = None) -> list[DayMention]:
    """All days named in `low[start:end]`, in order, none overlapping."""
    end = len(low) if end is None else end
    found: list[DayMention] = []
    at = start
    while hint := HINT.search(low, at, end):
        day_mention = _read(low, hint.start(), end)
        if day_mention and not _is_name(low, day_mention):
            found.append(day_mention)
        at = max(day_mention.end if day_mention else hint.end(), hint.start() + 1)
    return found


def _is_name(low: str, one: DayMention) -> bool:
    """“Trường Mầm non 19/5”."""
    bare = one.shape is Shape.DAY and not one.first.year and low[one.start].isdigit()
    return bare and "/" in low[one.start : one.end] and is_of_a_name(low, one.start)


def _read(low: str, at: int, end: int) -> DayMention | None:
    if found := moon_at(low, at, end):
        moon, behind = found
        of_moon = DayMention(at, behind, Shape.UNSURE, Point(), Point(), moon)
        return of_moon if moon.year else _with_year_behind(of_moon, low, end)
    for shape, pattern in _READERS:
        match = pattern.match(low, at, end)
        if match:
            day_mention = _day_mention(shape, match)
            return day_mention and _with_year_behind(day_mention, low, end)
    return None


def _with_year_behind(day_mention: DayMention, low: str, end: int) -> DayMention:
    """With “của năm sau” or “năm 2025” behind a day printed without its year."""
    if day_mention.first.year or not (day_mention.moon or day_mention.shape in _OF_A_YEAR):
        return day_mention
    found = YEAR_BEHIND.match(low, day_mention.end, end)
    if not found or (day_mention.moon and found["printed"]):
        return day_mention
    if printed := found["printed"]:
        first, last = (
            replace(one, year=int(printed)) for one in (day_mention.first, day_mention.last)
        )
        return replace(day_mention, first=first, last=last, end=found.end())
    years_on = 1 if found["next"] or found["next2"] else -1 if found["before"] else 0
    since = (found["school"] or found["now"] or "").strip()
    return replace(day_mention, years_on=years_on, years_from=since, end=found.end())


def _day_mention(shape: Shape, match: "re.Match[str]") -> DayMention | None:
    said = {
        name[0]: value for name, value in match.groupdict().items() if value and "sign" not in name
    }
    if short := said.get("s"):
        said["y"] = f"20{short}"
    year = int(said.get("y", said.get("z", "0")).replace(" ", "")) or None
    month = int(said["m"]) if "m" in said else ordinal_number(said.get("w", ""))
    day = int(said["d"]) if "d" in said else None
    ends = _ends(shape, said, year=year, month=month, day=day)
    return DayMention(match.start(), match.end(), shape, *ends) if ends else None


def _ends(
    shape: Shape, said: dict[str, str], *, year: int | None, month: int | None, day: int | None
) -> tuple[Point, Point] | None:
    if shape in (Shape.DAY, Shape.DAY_ONLY):
        return Point(year, month, day), Point(year, month, day)
    if shape is Shape.MONTH:
        return Point(year, month, 1), Point(year, month, MONTH_END)
    if shape is Shape.PART and month is None:
        return _days_of_year(said["p"], year)
    if shape is Shape.PART:
        first, last = _days_of_month(said["p"], month) or _part_of_month(said["p"])
        return Point(year, month, first), Point(year, month, last)
    if shape is Shape.QUARTER:
        quarter = ordinal_number(said["q"])
        if not quarter:
            return None
        opens, closes = months_of_quarter(quarter)
        return Point(year, opens, 1), Point(year, closes, MONTH_END)
    if shape is Shape.HALF:
        number = ordinal_number(said.get("n", "6").lstrip("0")) or 6
        before = {"đầu": 0, "giữa": (12 - number) // 2, "cuối": 12 - number}[said["h"]]
        return Point(year, before + 1, 1), Point(year, before + number, MONTH_END)
    if shape is Shape.YEAR:
        return _edge_of_year(said.get("e", "").strip(), year)
    if shape is Shape.SCHOOL_YEAR:
        return Point(year, None, None), Point(int(said["z"].replace(" ", "")), None, None)
    return Point(), Point()


def _edge_of_year(edge: str, year: int | None) -> tuple[Point, Point]:
    first, last = Point(year, 1, 1), Point(year, 12, 31)
    return {
        "đầu": (first, first),
        "cuối": (last, last),
        "hết": (last, last),
        "còn lại": (last, last),
    }.get(edge, (first, last))


def _days_of_month(words: str, month: int | None) -> tuple[int, int] | None:
    """“10 ngày đầu”, “5 ngày cuối cùng”; None for other words."""
    found = re.match(r"(?P<count>\d+) ngày (?P<edge>đầu|cuối)", words)
    if not (found and month):
        return None
    count, length = int(found["count"]), monthrange(_NO_LEAP_YEAR, month)[1]
    if not 0 < count < length:
        return None
    return (1, count) if found["edge"] == "đầu" else (length - count + 1, MONTH_END)


def _days_of_year(words: str, year: int | None) -> tuple[Point, Point] | None:
    """“45 ngày cuối” of a year; None where it depends on 29 February of a year that is not printed."""
    count, _unit, edge = words.split()[:3]
    start, end = (date(year or _NO_LEAP_YEAR, *day) for day in ((1, 1), (12, 31)))
    on = timedelta(days=int(count) - 1)
    other = start + on if edge == "đầu" else end - on
    sure = other.month < 3 if edge == "đầu" else other.month > 2
    if other.year != start.year or not (year or sure):
        return None
    point = Point(year, other.month, other.day)
    return (Point(year, 1, 1), point) if edge == "đầu" else (point, Point(year, 12, 31))


def _part_of_month(words: str) -> tuple[int, int]:
    """First and last day of “nửa đầu”, “tuần thứ hai”, and of đầu/giữa/cuối (Civil Code 2015 art. 146(2))."""
    fixed = {
        "nửa đầu": (1, 15),
        "nửa cuối": (16, MONTH_END),
        "đầu": (1, 1),
        "giữa": (MIDDLE_DAY, MIDDLE_DAY),
        "cuối": (MONTH_END, MONTH_END),
        "tuần đầu": (1, 7),
        "tuần đầu tiên": (1, 7),
        "tuần cuối": (22, MONTH_END),
        "tuần cuối cùng": (22, MONTH_END),
    }
    words = words.replace("cuôi", "cuối").replace("cuoi", "cuối")  # scanners lose the accent
    if words in fixed:
        return fixed[words]
    if words in TEN_DAYS:
        first = TEN_DAYS[words]
        return first, first + 9 if first < max(TEN_DAYS.values()) else MONTH_END
    week = ordinal_number(words.removeprefix("tuần ")) or 1
    return (7 * week - 6, 7 * week) if week < 4 else (22, 28)


def between(day_mentions: list[DayMention], start: int, end: int) -> Iterator[DayMention]:
    """The mentions that lie within these positions, in order."""
    for index in range(
        bisect_left(day_mentions, start, key=lambda day_mention: day_mention.start),
        len(day_mentions),
    ):
        if day_mentions[index].start >= end:
            return
        if day_mentions[index].end <= end:
            yield day_mentions[index]
