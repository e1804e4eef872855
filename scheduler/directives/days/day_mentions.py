"""What a text says of days: dates, months, quarters, halves, found by one table of patterns.

A `DayMention` says no more than the words do: a part that is not printed is None. `calendar.py` fills in years.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from scheduler.dates.civil import MIDDLE_DAY, TEN_DAYS, months_of_quarter
from scheduler.dates.numerals import LUNAR_MONTHS, number_of

MONTH_END = 0  # day number that stands for the last day of the month
_D = r"(?P<d{0}>3[01]|[12]\d|0?[1-9])"
_M = r"(?P<m{0}>1[0-2]|0?[1-9])"
_Y = r"(?P<y{0}>(?:19|20) ?\d\d)(?!\d)"
_OTHER_WORDS = {"nhất": 1, "nhì": 2, "đầu": 1, "đầu tiên": 1, "cuối": 4} | LUNAR_MONTHS
_WORD_MONTH = (
    r"(?P<w{0}>giêng|hai|ba|tư|năm(?= \d{{4}})|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp)\b"
)


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


def ordinal_number(word: str) -> int | None:
    """The number behind “1”, “I”, “thứ nhất”, “hai”; None for other words."""
    word = word.strip().removeprefix("thứ ").replace("|", "i")
    if word in _OTHER_WORDS:
        return _OTHER_WORDS[word]
    number = number_of(word)  # scanners read the roman one as an l or 1
    return number_of(word.replace("l", "i").replace("1", "i")) if number is None else number


# “01.01 - 31.3”, “từ 05.4”, a cell “18.11” look like decimals: the pair, a leading zero or the cell must tell.
_NO_FIGURE = r"(?![\d/%\-]|[.,]\d| ?(?:%|điểm|tỷ|triệu|nghìn|đồng|km|ha|kg|tấn|lần|người|hộ)\b)"

# Name of the reading, pattern. Tried in this order at every place of the text; slots are numbered by row.
_TABLE = (
    (Shape.DAY, r"\b(?:ngày )?" + _D + r" ?[/.\-] ?" + _M + r" ?[/.\-] ?" + _Y),
    (
        Shape.DAY,
        r"\b(?:ngày |mùng |mồng |ngày mùng )?"
        + _D
        + r" tháng ?"
        + _M
        + r"(?!\d)(?:,? ?năm "
        + _Y
        + r"|[/\-]"
        + _Y.replace("y{0}", "z{0}")
        + r")?",
    ),
    (
        Shape.DAY,
        r"\b(?:ngày |mùng |mồng )?" + _D + r" tháng " + _WORD_MONTH + r"(?:,? ?năm " + _Y + r")?",
    ),
    (
        Shape.PART,
        r"\b(?P<p{0}>nửa đầu|nửa cu[ốôo]i|tuần đầu(?: tiên)?|tuần cuối(?: cùng)?|tuần thứ (?:\w+)|tuần (?:[1-4]"
        r"|i{{1,3}}|iv)|đầu|giữa|cuối|trung tuần|thượng tuần|hạ tuần)(?: của)? tháng "
        + _M
        + r"(?!\d)(?: ?[/\-] ?"
        + _Y
        + r"|,? năm "
        + _Y.replace("y{0}", "z{0}")
        + r")?",
    ),
    (Shape.MONTH, r"\btháng ?" + _M + r" ?[/\-] ?" + _Y),
    (Shape.MONTH, r"(?<=[.…_]/)" + _M + r" ?/ ?" + _Y + r"(?!/)"),
    (Shape.MONTH, r"(?<![\d/.,\-])" + _M + r" ?/ ?" + _Y + r"(?!/)"),
    (Shape.DAY, r"(?<![\d/.,])(?:\bngày )?" + _D + r" ?/ ?" + _M + r"(?![\d/%]|[.,]\d| ?%)"),
    (Shape.DAY, r"\bngày " + _D + r" ?[-.] ?" + _M + r"(?![\d/%]|[.,]\d| ?%)"),
    (
        Shape.DAY,
        r"(?<![\d/.,])(?!\d\.\d\D{{1,10}}\d\.\d(?!\d))"
        + _D
        + r"[-.]"
        + _M
        + r"(?= (?:-|đến|tới)(?: hết)?(?: ngày)? \d{{1,2}}[-.](?:1[0-2]|0?[1-9])"
        + _NO_FIGURE
        + r"|-\d{{1,2}}\.(?:1[0-2]|0?[1-9])"
        + _NO_FIGURE
        + ")",
    ),
    (
        Shape.DAY,
        r"(?:(?<=\d đến )|(?<=đến )(?=0|1[3-9]|[23]\d)|(?<=trước )|(?<=nhất )|(?<=cuối )|(?<=hạn )|(?<=vào )"
        r"|(?<=các ngày )|(?<=và )(?=[\d.\-]{{3,5}}[.;\n])|(?<=[.\-]\d - )|(?<=[.\-]\d\d - )|(?<=\.\d-)|(?<=\.\d\d-)"
        r"|(?<=từ )(?=0\d?\.|\d{{1,2}}\.0)|(?<=\| )(?=(?:\d\d\.\d{{1,2}}|\d\.0\d) ?[|\n]))"
        + _D
        + r"[-.]"
        + _M
        + _NO_FIGURE,
    ),
    (
        Shape.DAY,
        r"(?<=: )" + _D + r"-" + _M + r"(?=[.;,)]? ?(?:\n|[^\W\d]|$))(?! \w+ (?:tập|cá|đơn|xã))",
    ),
    (Shape.MONTH, r"\btháng ?" + _M + r"(?![\d/%]|[.,]\d)(?:,? ?năm " + _Y + r")?"),
    (Shape.MONTH, r"(?<!cách mạng )\btháng " + _WORD_MONTH + r"(?:,? ?năm " + _Y + r")?"),
    (
        Shape.QUARTER,
        r"\bqu[ýí] (?P<q{0}>i{{1,3}}|iv|[1-4]|[l|]{{1,3}}|một|hai|ba|tư|bốn|đầu|cuối)\b(?:[ ,]*(?:/|-|năm) ?"
        + _Y
        + r"| "
        + _Y.replace("y{0}", "z{0}")
        + r")?",
    ),
    (
        Shape.HALF,
        r"\b(?P<n{0}>0?[2-9]|1[01]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) tháng (?P<h{0}>đầu|giữa|cuối)"
        r"(?: của)?(?: năm)?(?:,? " + _Y + r")?",
    ),
    (Shape.HALF, r"\bnửa (?P<h{0}>đầu|cuối) năm(?: " + _Y + r")?"),
    (Shape.SCHOOL_YEAR, r"\bnăm học:? " + _Y + r" ?[-/] ?" + _Y.replace("y{0}", "z{0}")),
    (Shape.YEAR, r"\b(?P<e{0}>đầu |cuối |hết |giữa )?năm " + _Y + r"(?! ?- ?20\d\d)"),
    (Shape.YEAR, r"\b(?P<e{0}>đầu |cuối |hết )năm(?! học|\w| \d)"),
    (Shape.YEAR, r"\b(?P<e{0}>còn lại )(?:của |trong )?năm(?! học|\w)(?: " + _Y + r")?"),
    (
        Shape.NOW,
        r"\b(?:từ|kể từ) nay\b|\b(?:ngày|khi) (?:ban hành|ký(?! giao| kết| cam))(?: ban hành)?\b(?: (?:kế hoạch"
        r"|chỉ thị|văn bản|chương trình|công văn|hướng dẫn)(?: này)?)?",
    ),
    (Shape.DAY_ONLY, r"\bngày " + _D + r"(?![\d/%]|[.,]\d| tháng)"),
)
_READERS = [(shape, re.compile(pattern.format(""))) for shape, pattern in _TABLE]
# Only these letters can name days; everything else is skipped without trying the table.
_HINT = re.compile(
    r"(?<![\d/])\d{1,2}(?= ?[/.\-] ?\d| tháng ?\w)|(?<=[.…_]/)\d{1,2}(?=/)"
    r"|\bngày (?=\d|mùng|ban|ký)|\bkhi (?=ban|ký)|\btháng ?(?=\d"
    r"|[gh]|b|t|s|c|m|n)|\bqu[ýí] (?=\w)"
    r"|\b(?:0?[2-9]|1[01]|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) tháng (?=đầu|giữa|cuối)|\bnửa |\bnăm (?=\d|học)"
    r"|\b(?:đầu|cuối|giữa|hết|trung|thượng|hạ|tuần|còn) (?=\w)|\bm[ùồ]ng |\b(?:kể )?từ nay\b"
)


def day_mentions_in(low: str, start: int = 0, end: int | None = None) -> list[DayMention]:
    """All days named in `low[start:end]`, in order, none overlapping."""
    end = len(low) if end is None else end
    found: list[DayMention] = []
    at = start
    while hint := _HINT.search(low, at, end):
        day_mention = _read(low, hint.start(), end)
        if day_mention:
            found.append(day_mention)
        at = max(day_mention.end if day_mention else hint.end(), hint.start() + 1)
    return found


def _read(low: str, at: int, end: int) -> DayMention | None:
    for shape, pattern in _READERS:
        match = pattern.match(low, at, end)
        if match:
            return _day_mention(shape, match)
    return None


def _day_mention(shape: Shape, match: "re.Match[str]") -> DayMention | None:
    said = {name[0]: value for name, value in match.groupdict().items() if value}
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
    if shape is Shape.PART:
        first, last = _part_of_month(said["p"])
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
