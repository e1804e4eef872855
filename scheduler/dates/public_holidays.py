"""Public holidays and yearly swaps as the `holidays` package records them. Importing it takes a while."""

from datetime import date

import holidays
from holidays.countries.vietnam import VietnamStaticHolidays

# How the package begins the name of a day taken off in exchange for a worked weekend day.
SWAP_NAME = "Ngày nghỉ (thay cho"


def days_off(year: int) -> dict[date, str]:
    """Days off of `year` and their names."""
    return dict(holidays.country_holidays("VN", years=year, language="vi"))


def weekend_workdays(year: int) -> set[date]:
    """Weekend days worked in exchange."""
    return set(holidays.country_holidays("VN", years=year, language="vi").weekend_workdays)


def is_swap(name: str) -> bool:
    """Whether a day off of that name is one taken in exchange."""
    return name.startswith(SWAP_NAME)


def is_recorded(year: int) -> bool:
    """Whether the package knows the notice of `year`."""
    return year in VietnamStaticHolidays.special_public_holidays
