from datetime import date, timedelta

import pytest
from holidays.calendars.chinese import VIETNAMESE_CALENDAR, _ChineseLunisolar
from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates import lunar
from scheduler.dates.lunar import LunarDay
from scheduler.errors import NoSuchLunarDay

YEARS = range(lunar.FIRST_YEAR, lunar.LAST_YEAR + 1)
TABLE = _ChineseLunisolar(VIETNAMESE_CALENDAR)

# Tết as kept in Viet Nam; the first five differ from the Chinese day (in 1985 by a month).
TET = {
    1968: date(1968, 1, 29),
    1969: date(1969, 2, 16),
    1985: date(1985, 1, 21),
    2007: date(2007, 2, 17),
    2030: date(2030, 2, 2),
    2020: date(2020, 1, 25),
    2021: date(2021, 2, 12),
    2022: date(2022, 2, 1),
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
}
GIO_TO = {
    2021: date(2021, 4, 21),
    2022: date(2022, 4, 10),
    2023: date(2023, 4, 29),
    2024: date(2024, 4, 18),
    2025: date(2025, 4, 7),
    2026: date(2026, 4, 26),
}


@pytest.mark.parametrize("year", TET)
def test_tet_falls_where_viet_nam_keeps_it(year: int) -> None:
    assert lunar.new_year(year) == TET[year]


@pytest.mark.parametrize("year", GIO_TO)
def test_gio_to_falls_where_it_was_kept(year: int) -> None:
    assert lunar.to_solar(year, 3, 10) == GIO_TO[year]


def test_tet_and_gio_to_agree_with_the_table_of_another_library() -> None:
    ours = [(lunar.new_year(y), lunar.to_solar(y, 3, 10)) for y in YEARS]
    assert ours == [(TABLE.lunar_new_year_date(y)[0], TABLE.hung_kings_date(y)[0]) for y in YEARS]


@pytest.mark.parametrize("year", YEARS)
def test_last_day_of_the_year_is_the_eve_of_tet(year: int) -> None:
    assert lunar.to_solar(year - 1, 12, "last") == lunar.new_year(year) - timedelta(1)


def test_no_thirtieth_before_tet_from_2025_to_2032() -> None:
    for year in range(2024, 2032):
        with pytest.raises(NoSuchLunarDay):
            lunar.to_solar(year, 12, 30)
    assert lunar.to_solar(2032, 12, 30) == lunar.new_year(2033) - timedelta(1)


def test_leap_month_is_told_from_its_twin() -> None:
    assert lunar.to_solar(2023, 2, 1) == date(2023, 2, 20)
    assert lunar.to_solar(2023, 2, 1, leap=True) == date(2023, 3, 22)
    with pytest.raises(NoSuchLunarDay):
        lunar.to_solar(2024, 2, 1, leap=True)


@pytest.mark.parametrize(("month", "day"), [(13, 1), (0, 1), (1, 0), (1, 31)])
def test_impossible_day_is_refused(month: int, day: int) -> None:
    with pytest.raises(NoSuchLunarDay):
        lunar.to_solar(2024, month, day)


def test_year_outside_the_library_is_refused() -> None:
    with pytest.raises(NoSuchLunarDay):
        lunar.to_solar(2500, 1, 1)
    with pytest.raises(NoSuchLunarDay):
        lunar.to_solar(2500, 1, "last")
    with pytest.raises(NoSuchLunarDay):
        lunar.from_solar(date(2500, 1, 1))


@given(st.dates(date(1968, 1, 29), date(2050, 12, 31)))
def test_there_and_back(day: date) -> None:
    there = lunar.from_solar(day)
    assert lunar.to_solar(there.year, there.month, there.day, leap=there.leap) == day


@given(st.dates(date(1968, 1, 29), date(2050, 12, 31)))
def test_lunar_days_follow_one_another(day: date) -> None:
    today, tomorrow = lunar.from_solar(day), lunar.from_solar(day + timedelta(1))
    if tomorrow.day == 1:
        assert today.day in (29, 30)
    else:
        assert tomorrow == LunarDay(today.year, today.month, today.day + 1, today.leap)
