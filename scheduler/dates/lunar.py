"""The Vietnamese lunar calendar (UTC+7, as in Viet Nam since 1968): each conversion is converted back and compared."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import lunar_vn

from scheduler.errors import NoSuchLunarDay

FIRST_YEAR, LAST_YEAR = 1968, 2050
UTC_OFFSET_HOURS = 7.0
STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = (
    ("Tý", "Tí"),
    ("Sửu",),
    ("Dần",),
    ("Mão", "Mẹo"),
    ("Thìn",),
    ("Tỵ", "Tị"),
    ("Ngọ",),
    ("Mùi",),
    ("Thân",),
    ("Dậu",),
    ("Tuất",),
    ("Hợi",),
)


@dataclass(frozen=True, order=True)
class LunarDay:
    """A day of the lunar calendar; `leap` marks the second month of the same number."""

    year: int
    month: int
    day: int
    leap: bool = False


@lru_cache(maxsize=16384)
def to_solar(year: int, month: int, day: int | Literal["last"], *, leap: bool = False) -> date:
    """The solar day of a lunar one; day "last" is the 30th, or the 29th of a short month.

    Checked for lunar years 1968–2050. Raises NoSuchLunarDay for a day the month does not have
    (the library alone would slip into the next month).
    """
    if day == "last":
        return _convert(year, month, 30, leap=leap) or to_solar(year, month, 29, leap=leap)
    if found := _convert(year, month, day, leap=leap):
        return found
    raise NoSuchLunarDay(year=year, month=month, day=day)


def _convert(year: int, month: int, day: int, *, leap: bool) -> date | None:
    wanted = LunarDay(year, month, day, leap)
    try:
        solar = lunar_vn.convert_lunar_to_solar(day, month, year, int(leap), UTC_OFFSET_HOURS)
        return solar if from_solar(solar) == wanted else None
    except (ValueError, NoSuchLunarDay):
        return None


@lru_cache(maxsize=16384)
def from_solar(day: date) -> LunarDay:
    """The lunar day of a solar one. Raises NoSuchLunarDay outside 1900–2100."""
    try:
        found = lunar_vn.convert_solar_to_lunar(day.day, day.month, day.year, UTC_OFFSET_HOURS)
    except ValueError as error:
        raise NoSuchLunarDay(year=day.year, month=day.month, day=day.day) from error
    return LunarDay(found.year, found.month, found.day, found.leap)


def new_year(year: int) -> date:
    """Tết (1/1) of the lunar year that begins in the solar year `year`."""
    return to_solar(year, 1, 1)


def name_of_year(year: int) -> str:
    """ "Giáp Thìn", one of the sixty names."""
    return f"{STEMS[(year - 4) % 10]} {BRANCHES[(year - 4) % 12][0]}"
