from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates import civil, reading
from scheduler.dates.workdays import WorkCalendar
from tests.dates.spoken import NOW, ZONE

CALENDAR = WorkCalendar()
DUE = civil.at(date(2024, 6, 28), time(17), ZONE)


def new_due(phrase: str) -> datetime | reading.Ask:
    found = reading.read(phrase, now=NOW, zone=ZONE, due=DUE)
    return reading.resolve(found, due=DUE, calendar=CALENDAR, zone=ZONE)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("xin lùi 5 ngày", date(2024, 7, 3)),
        ("xin lùi 1 ngày", date(2024, 7, 1)),  # 29 June is a Saturday
        ("thêm 3 ngày làm việc", date(2024, 7, 3)),
        ("lùi hạn đến 20/7", date(2024, 7, 22)),  # a Saturday
        ("thứ sáu 5/7", date(2024, 7, 5)),
        ("một tuần", date(2024, 7, 5)),
        ("trước 10/7", date(2024, 7, 9)),
    ],
)
def test_new_deadline_keeps_the_hour_and_falls_on_a_working_day(phrase: str, day: date) -> None:
    assert new_due(phrase) == civil.at(day, time(17), ZONE)


def test_hour_that_is_said_is_taken() -> None:
    assert new_due("lùi đến 9h sáng 1/7") == civil.at(date(2024, 7, 1), time(9), ZONE)


@pytest.mark.parametrize(
    "phrase",
    [
        "tuần sau",
        "vài hôm",
        "hằng tháng",
        "từ 1/7",
        "31/6",
        "34-CT/TW",
        "xin gia hạn",
        "20/6",
        "hôm nay",
    ],
)
def test_anything_but_one_later_moment_is_asked_about(phrase: str) -> None:
    assert isinstance(new_due(phrase), reading.Ask)


@given(st.integers(1, 366), st.sampled_from(reading.TimeUnit))
def test_amount_never_ends_early(count: int, unit: reading.TimeUnit) -> None:
    found = reading.resolve(reading.Amount(count, unit), due=DUE, calendar=CALENDAR, zone=ZONE)
    assert isinstance(found, datetime)
    assert found >= DUE + timedelta(count)
    assert CALENDAR.is_working(found.astimezone(ZONE).date())
    assert found.tzinfo is UTC


def test_naive_deadline_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        reading.resolve(reading.Nothing(), due=datetime(2024, 6, 28), calendar=CALENDAR, zone=ZONE)  # noqa: DTZ001 - a naive one is the point


@pytest.mark.parametrize(
    ("phrase", "clock"),
    [
        ("sáng 5/7", time(12)),
        ("đến sáng 5/7", time(12)),
        ("cuối giờ sáng 5/7", time(12)),
        ("chiều 5/7", time(17)),
        ("cuối ngày 5/7", time(17)),
    ],
)
def test_part_of_a_day_ends_as_an_office_ends_it(phrase: str, clock: time) -> None:
    assert new_due(phrase) == civil.at(date(2024, 7, 5), clock, ZONE)


@pytest.mark.parametrize("phrase", ["tối 5/7", "trưa 5/7", "đầu giờ sáng 5/7", "đầu giờ chiều 5/7"])
def test_part_of_a_day_without_a_sure_end_is_asked_about(phrase: str) -> None:
    assert isinstance(new_due(phrase), reading.Ask)


def test_amount_counts_from_the_day_that_a_midnight_ends() -> None:
    friday = civil.end_of_day(date(2024, 6, 28), ZONE)
    found = reading.read("thêm 3 ngày", now=NOW, zone=ZONE, due=friday)
    monday = civil.end_of_day(date(2024, 7, 1), ZONE)
    assert reading.resolve(found, due=friday, calendar=CALENDAR, zone=ZONE) == monday


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("tuần sau", [(6, day) for day in range(17, 22)]),
        ("cuối tuần sau", [(6, 21), (6, 24)]),
        ("tháng 9", [(9, 4), (9, 16), (9, 30)]),
        ("quý III", [(7, 1), (8, 15), (9, 30)]),
    ],
)
def test_days_that_a_stretch_may_mean_are_worked(phrase: str, days: list[tuple[int, int]]) -> None:
    found = reading.read(phrase, now=NOW, zone=ZONE)
    assert isinstance(found, reading.Interval)
    assert reading.days_within(found, CALENDAR) == tuple(date(2024, *day) for day in days)
