import calendar as months_of
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates import civil
from scheduler.dates.civil import Edge
from scheduler.dates.workdays import WorkCalendar

CALENDAR = WorkCalendar()
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
PARIS = ZoneInfo("Europe/Paris")

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
years = st.integers(1990, 2060)


@given(years, st.integers(1, 12))
def test_edges_of_a_month_are_the_1st_the_15th_and_the_last(year: int, month: int) -> None:
    found = [civil.month_edge(year, month, edge) for edge in Edge]
    assert [day.day for day in found] == [1, 15, months_of.monthrange(year, month)[1]]


@given(years)
def test_edges_of_a_year(year: int) -> None:
    found = [civil.year_edge(year, edge) for edge in Edge]
    assert found == [date(year, 1, 1), date(year, 6, 30), date(year, 12, 31)]


@given(years)
def test_quarters_cover_the_year_without_gaps(year: int) -> None:
    edges = civil.quarter_edge
    spans = [(edges(year, n, Edge.START), edges(year, n, Edge.END)) for n in range(1, 5)]
    assert spans[0][0] == date(year, 1, 1)
    assert spans[-1][1] == date(year, 12, 31)
    assert all(after[0] - before[1] == timedelta(1) for before, after in pairwise(spans))


@given(years, st.integers(1, 4))
def test_middle_of_a_quarter_lies_inside(year: int, quarter: int) -> None:
    first, middle, last = (civil.quarter_edge(year, quarter, edge) for edge in Edge)
    assert first < middle < last


def test_month_from_31_january_ends_with_february() -> None:
    assert civil.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_months_outside_the_calendar_overflow() -> None:
    with pytest.raises(OverflowError):
        civil.add_months(date(9999, 12, 1), 1)


@given(days, st.integers(-400, 400))
def test_added_months_keep_the_day_or_take_the_last(day: date, months: int) -> None:
    found = civil.add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, months_of.monthrange(found.year, found.month)[1])


@given(days)
def test_before_excludes_the_day_and_until_keeps_it(day: date) -> None:
    assert civil.before(day) + timedelta(1) == civil.until(day) == day


def test_wall_clock_becomes_utc() -> None:
    assert civil.at(date(2024, 6, 28), time(17), VIETNAM) == datetime(2024, 6, 28, 10, tzinfo=UTC)


def test_day_ends_at_24_hours() -> None:
    assert civil.end_of_day(date(2024, 6, 28), VIETNAM) == datetime(2024, 6, 28, 17, tzinfo=UTC)


def test_skipped_hour_in_spring_comes_out_later() -> None:
    found = civil.at(date(2024, 3, 31), time(2, 30), PARIS)
    assert found.astimezone(PARIS).time() == time(3, 30)


def test_repeated_hour_in_autumn_is_the_first() -> None:
    twice = time(2, 30, fold=1)
    assert civil.at(date(2024, 10, 27), twice, PARIS) == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


def test_clock_with_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        civil.at(date(2024, 6, 28), time(17, tzinfo=UTC), VIETNAM)


@given(days, st.times())
def test_the_day_said_is_the_day_meant(day: date, clock: time) -> None:
    found = civil.at(day, clock, VIETNAM)
    assert found.tzinfo is UTC
    assert found.astimezone(VIETNAM).replace(tzinfo=None) == datetime.combine(day, clock)


def test_midnight_ends_the_day_before() -> None:
    midnight = datetime(2024, 8, 9, 17, tzinfo=UTC)
    assert civil.ended_on(midnight, VIETNAM) == date(2024, 8, 9)
    assert civil.ended_on(midnight + timedelta(minutes=1), VIETNAM) == date(2024, 8, 10)


def test_end_of_a_day_is_moved_as_the_end_of_a_day() -> None:
    midnight = datetime(2024, 8, 10, 17, tzinfo=UTC)
    assert civil.moved(midnight, date(2024, 8, 12), VIETNAM) == datetime(
        2024, 8, 12, 17, tzinfo=UTC
    )


CLOCKS = st.times(timezones=st.none()).map(lambda clock: clock.replace(microsecond=0))


@given(days, CLOCKS, st.sampled_from([VIETNAM, PARIS]))
def test_nothing_is_late_before_its_day_is_over(day: date, clock: time, zone: ZoneInfo) -> None:
    """Art. 148(6): whatever hour is shown, the last day ends at its 24:00; a stated hour ends it there."""
    due_at = civil.at(day, clock, zone)
    end = civil.late_after(due_at, stated=False, zone=zone)
    assert civil.ended_on(end, zone) == civil.ended_on(due_at, zone)
    assert end == civil.end_of_day(civil.ended_on(due_at, zone), zone) >= due_at
    assert civil.late_after(due_at, stated=True, zone=zone) == due_at
