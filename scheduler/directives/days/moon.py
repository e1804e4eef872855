"""Days and months of the moon as a text names them: “15/8 âm lịch”, “rằm tháng Giêng”, “28 Tết”, “tháng Chạp”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scheduler.dates import lunar
from scheduler.dates.lunar import BRANCHES, STEMS
from scheduler.dates.numerals import LUNAR_MONTHS, number_of
from scheduler.errors import NoSuchLunarDay

FULL = 15
YEAR_OVERLAPS = 11  # from this month on a year of the moon reaches into the next one of the sun
_FIRST_OF_CYCLE, _CYCLE = 1984, 60  # a Giáp Tý; the names are those of the sixty years from then
_DAY = r"3[01]|[12]\d|0?[1-9]"
_TEN = "một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười"
_MONTH = rf"(?P<m>1[0-2]|0?[1-9]|giêng|chạp|mười một|mười hai|{_TEN})\b"
_FIRST_TEN = rf"m[ùồ]ng (?P<w>10|0?[1-9]|{_TEN})\b"
_MARK = (
    r"(?P<mark>,? ?\(?(?:theo |ngày )?(?:âm lịch|lịch âm|lịch ta|âl\b|al\b|âm(?= ?[.,;:)\n]|$))\)?)"
)
_NAMES = "|".join(
    f"{stem} {branch}".lower()
    for place in range(_CYCLE)
    for stem in STEMS[place % 10 : place % 10 + 1]
    for branch in BRANCHES[place % 12]
)
_YEAR = (
    r"(?:(?:,? (?:của )?năm|(?<=tết)(?: nguyên đán| âm lịch)?) (?:(?P<y{0}>20\d\d)\b|(?P<c{0}>"
    + _NAMES
    + r")\b))"
)
_BEHIND = rf"(?P<leap> \(?nhuận\)?)?{_YEAR.format(1)}?{_MARK}?{_YEAR.format(2)}?"
_PATTERNS = (
    re.compile(
        rf"\b(?:ngày )?(?:m[ùồ]ng )?(?P<d>{_DAY}) ?[/.\-] ?(?P<m>1[0-2]|0?[1-9])(?!\d)"
        rf"(?: ?[/.\-] ?(?P<y>20\d\d)(?!\d))?{_BEHIND}"
    ),
    re.compile(rf"\b(?:ngày )?(?:{_FIRST_TEN}|(?P<d>{_DAY})) tháng {_MONTH}{_BEHIND}"),
    re.compile(rf"\b(?:ngày )?(?P<full>rằm) (?:tháng )?{_MONTH}{_BEHIND}"),
    re.compile(
        rf"\b(?:ngày )?(?:{_FIRST_TEN}|(?P<d>2\d|30)) (?P<tet>tết)(?! dương| thiếu| trung| độc)"
        rf"(?: nguyên đán| cổ truyền| âm lịch)?{_YEAR.format(1)}?"
    ),
    re.compile(rf"\b(?:(?P<p>đầu|giữa|cuối|nửa đầu|nửa cuối) )?tháng {_MONTH}{_BEHIND}"),
)
Number = int | Literal["last"]
_PARTS: dict[str, tuple[Number, Number]] = {
    "đầu": (1, 1),
    "giữa": (FULL, FULL),
    "cuối": ("last", "last"),
    "nửa đầu": (1, FULL),
    "nửa cuối": (FULL + 1, "last"),
}
_WHOLE: tuple[Number, Number] = (1, "last")


@dataclass(frozen=True)
class Moon:
    """Days `first` to `last` of a month of the moon. `year` is that of the moon, where one is printed; `loosely` when
    it may be that of the sun as well. `leap`: said to be the second month of its number."""

    month: int
    first: Number
    last: Number
    year: int | None = None
    loosely: bool = False
    leap: bool = False


def moon_at(low: str, at: int, end: int) -> tuple[Moon, int] | None:
    """What is named at this place, and where its words end; None for what is not of the moon."""
    for pattern in _PATTERNS:
        found = pattern.match(low, at, end)
        if found and (moon := _moon(found)):
            return moon, found.end()
    return None


def _moon(found: "re.Match[str]") -> Moon | None:
    said = {name: words for name, words in found.groupdict().items() if words}
    named = said.get("c1") or said.get("c2")
    printed = said.get("y") or said.get("y1") or said.get("y2")
    if "tet" in said:
        return _around_tet(said, _year(named, printed))
    month = LUNAR_MONTHS.get(said["m"]) or number_of(said["m"]) or 0
    marked = said.keys() & {"mark", "leap", "full"} or named or said["m"] in LUNAR_MONTHS
    if not marked:
        return None
    day = FULL if "full" in said else number_of(said.get("w") or said.get("d") or "")
    days = (day, day) if day else _PARTS.get(said.get("p", ""), _WHOLE)
    loosely = bool(printed) and "y" not in said and month >= YEAR_OVERLAPS
    return Moon(month, *days, _year(named, printed), loosely=loosely, leap="leap" in said)


def _around_tet(said: dict[str, str], year: int | None) -> Moon:
    """“mùng 5 Tết” is of the first month, “28 Tết” of the last one of the year before."""
    if "w" in said:
        day = number_of(said["w"]) or 1
        return Moon(1, day, day, year)
    last: Number = "last" if said["d"] == "30" else int(said["d"])
    return Moon(12, last, last, year - 1 if year else None)


def _year(named: str | None, printed: str | None) -> int | None:
    if named is None:
        return int(printed) if printed else None
    stem, branch = named.split()
    stems = [one.lower() for one in STEMS]
    return next(
        _FIRST_OF_CYCLE + place
        for place in range(_CYCLE)
        if stems[place % 10] == stem and branch in [one.lower() for one in BRANCHES[place % 12]]
    )


def spans_of(moon: Moon, year: int) -> Iterator[tuple[date, date]]:
    """Its first and last day in a year of the moon: none where there is no such day, two where a month comes twice."""
    for leap in (True,) if moon.leap else (False, True):
        try:
            first, last = (
                lunar.to_solar(year, moon.month, day, leap=leap) for day in (moon.first, moon.last)
            )
        except NoSuchLunarDay:
            continue
        yield first, last
