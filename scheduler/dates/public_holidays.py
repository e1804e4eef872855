"""Public holidays and yearly swaps as the `holidays` package records them. Importing it takes a while."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays
from holidays.countries.vietnam import VietnamStaticHolidays

# How the package begins the name of a day taken off in exchange for a worked weekend day.
SWAP_NAME = "Ngày nghỉ (thay cho"
# Days off that were announced, while no act is known here that makes them so: 24/11, Ngày Văn hóa Việt Nam, by Nghị
# quyết 80-NQ/TW of 07/01/2026 and Nghị quyết 30/NQ-CP of 02/2026, which orders a change of the Labour Code, art. 112.
_ANNOUNCED = frozenset({(11, 24)})


def days_off(year: int) -> dict[date, str]:
    """Days off of `year` and their names."""
    return dict(holidays.country_holidays("VN", years=year, language="vi"))


@lru_cache
def announced(year: int) -> Mapping[date, date]:
    """Days off of `year` of which the package knows an announcement, and nobody here an act: each with the day that was
    announced, which is another one for a day in lieu."""
    off = days_off(year)
    known = {name: day for day, name in off.items() if (day.month, day.day) in _ANNOUNCED}
    hangs = [
        (day, known[told]) for day, name in sorted(off.items()) for told in known if told in name
    ]
    return MappingProxyType(dict(hangs))


def weekend_workdays(year: int) -> set[date]:
    """Weekend days worked in exchange."""
    return set(holidays.country_holidays("VN", years=year, language="vi").weekend_workdays)


def is_swap(name: str) -> bool:
    """Whether a day off of that name is one taken in exchange."""
    return name.startswith(SWAP_NAME)


def exchanged_for(name: str) -> date | None:
    """The weekend day worked for a day off of that name; None where it is called otherwise."""
    if not is_swap(name):
        return None
    day, month, year = map(int, name.removeprefix(SWAP_NAME).strip(" ngày)").split("/"))
    return date(year, month, day)


def is_in_lieu(name: str) -> bool:
    """Whether a day off of that name stands for one on a weekly day off."""
    return name.endswith("(nghỉ bù)")


def is_tet(name: str) -> bool:
    """Whether a day off of that name is of Tết Nguyên đán; those in lieu are called like the others."""
    return "Tết" in name and not name.startswith("Tết Dương lịch")


def is_recorded(year: int) -> bool:
    """Whether the package knows the notice of `year`."""
    return year in VietnamStaticHolidays.special_public_holidays
