import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates.workdays import WorkCalendar, YearOverride

CALENDAR = WorkCalendar()
FILES = sorted((Path(__file__).parents[2] / "config/workdays").glob("*.yaml"))

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
amounts = st.integers(-600, 600)


def override(path: Path) -> YearOverride:
    values = yaml.safe_load(path.read_text())
    return YearOverride(
        year=values["year"],
        days_off=frozenset(values["days_off"]),
        working_days=frozenset(values["working_days"]),
        basis=values["basis"],
    )


OVERRIDES = {int(path.stem): override(path) for path in FILES}
WITH_FILES = WorkCalendar(OVERRIDES)

# Working days taken off (weekdays only) as the yearly notices of the public sector printed them.
OFF = {
    2021: "1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9",
    2022: "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9",
    2023: "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9",
    2024: "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9",
    2025: "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9",
    2026: "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9",
}
WORKED_WEEKEND_DAYS = {2024: "4/5", 2025: "26/4", 2026: "10/1 22/8"}


def days_of(year: int, text: str) -> set[date]:
    return {date(year, int(m), int(d)) for d, m in (word.split("/") for word in text.split())}


@pytest.mark.parametrize("year", OFF)
def test_calendar_with_the_yearly_files_is_that_of_the_notices(year: int) -> None:
    whole = [date(year, 1, 1) + timedelta(n) for n in range(365 + (year % 4 == 0))]
    wanted = {day for day in whole if day.weekday() < 5} - days_of(year, OFF[year])
    wanted |= days_of(year, WORKED_WEEKEND_DAYS.get(year, ""))
    assert {day for day in whole if WITH_FILES.is_working(day)} == wanted


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_override_file_holds_its_own_year(path: Path) -> None:
    read = override(path)
    assert read.year == int(path.stem)
    assert all(day.year == read.year for day in read.days_off | read.working_days)
    assert all(day.weekday() < 5 for day in read.days_off)
    assert all(day.weekday() >= 5 for day in read.working_days)


def test_enterprise_week_ignores_swaps() -> None:
    enterprise = WorkCalendar(OVERRIDES, week="enterprise")
    assert enterprise.is_working(date(2026, 1, 2))
    assert not enterprise.is_working(date(2026, 1, 10))
    assert enterprise.is_working(date(2024, 4, 29))
    assert not enterprise.is_working(date(2024, 5, 4))
    assert not enterprise.is_working(date(2024, 4, 30))


def test_swap_over_the_turn_of_the_year_is_worked() -> None:
    assert CALENDAR.is_working(date(2019, 1, 5))
    assert not CALENDAR.is_working(date(2018, 12, 31))
    assert CALENDAR.is_working(date(2014, 12, 27))


def test_unknown_week_is_refused() -> None:
    with pytest.raises(ValueError, match="public_sector"):
        WorkCalendar(week="six days")


def test_override_contradicting_itself_is_refused() -> None:
    day = frozenset({date(2026, 1, 2)})
    with pytest.raises(ValueError, match="both off and worked"):
        YearOverride(year=2026, days_off=day, working_days=day, basis="")


def test_year_is_announced_by_a_file_or_by_known_swaps() -> None:
    assert CALENDAR.is_announced(2025)
    assert not CALENDAR.is_announced(2023)
    assert WITH_FILES.is_announced(2023)
    assert not WITH_FILES.is_announced(2027)


def test_three_working_days_skip_a_weekend() -> None:
    assert CALENDAR.add(date(2024, 6, 12), 3) == date(2024, 6, 17)


@given(days, amounts)
def test_count_undoes_add(day: date, n: int) -> None:
    assert CALENDAR.count(day, CALENDAR.add(day, n)) == n


@given(days, amounts)
def test_add_lands_on_a_working_day(day: date, n: int) -> None:
    assert n == 0 or CALENDAR.is_working(CALENDAR.add(day, n))


@given(days, st.integers(0, 40))
def test_add_agrees_with_walking(day: date, n: int) -> None:
    walked = day
    for _ in range(n):
        walked += timedelta(1)
        while not CALENDAR.is_working(walked):
            walked += timedelta(1)
    assert CALENDAR.add(day, n) == walked


@given(days, st.integers(0, 40))
def test_adding_back_agrees_with_walking_back(day: date, n: int) -> None:
    walked = day
    for _ in range(n):
        walked -= timedelta(1)
        while not CALENDAR.is_working(walked):
            walked -= timedelta(1)
    assert CALENDAR.add(day, -n) == walked


@given(days, st.integers(0, 900))
def test_count_agrees_with_counting(day: date, span: int) -> None:
    last = day + timedelta(span)
    after = sum(CALENDAR.is_working(day + timedelta(n)) for n in range(1, span + 1))
    from_last = sum(CALENDAR.is_working(day + timedelta(n)) for n in range(span))
    assert CALENDAR.count(day, last) == after
    assert CALENDAR.count(last, day) == (-from_last if span else 0)


@given(days)
def test_rolling_moves_to_the_nearest_working_day_in_its_direction(day: date) -> None:
    back, forward = CALENDAR.roll_back(day), CALENDAR.roll_forward(day)
    assert back <= day <= forward
    between = (back + timedelta(n) for n in range(1, (forward - back).days))
    assert not any(CALENDAR.is_working(other) for other in between)
    assert (back == day == forward) == CALENDAR.is_working(day)


@given(days)
def test_rolling_twice_is_rolling_once(day: date) -> None:
    assert CALENDAR.roll_forward(CALENDAR.roll_forward(day)) == CALENDAR.roll_forward(day)
    assert CALENDAR.roll_back(CALENDAR.roll_back(day)) == CALENDAR.roll_back(day)


def test_beyond_the_last_year_is_an_overflow() -> None:
    with pytest.raises(OverflowError):
        CALENDAR.add(date(9999, 12, 1), 60)
    with pytest.raises(OverflowError):
        CALENDAR.add(date(1, 1, 10), -60)


def test_weekends_are_told_from_working_days_in_one_place() -> None:
    """A second count of working days would forget Tết sooner or later."""
    root = Path(__file__).parents[2]
    parts = ("scheduler", "bots", "calendars", "config")
    files = (file for part in parts for file in (root / part).rglob("*.py"))
    weekends = re.compile(r"weekday\(\)\s*(?:<|>|in\b|not in\b)")
    found = [file.name for file in files if weekends.search(file.read_text("utf-8"))]

    assert found == ["workdays.py"]
