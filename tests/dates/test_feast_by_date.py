""" "mùng 10 tháng 3" is Giỗ Tổ by the moon, or 10 March: it is asked about, and never read as one silently."""

from datetime import date, datetime

import pytest

from scheduler.dates.reading import Ask, Day, Until, read
from tests.dates.spoken import ZONE

NOW = datetime(2026, 11, 28, 9, tzinfo=ZONE)
MOON, SUN = date(2027, 4, 16), date(2027, 3, 10)


@pytest.mark.parametrize(
    "text",
    [
        "mùng 10 tháng 3",
        "mùng 10/3",
        "ngày mồng 10 tháng 3",
        "mùng 10 tháng 3 năm 2027",
        "mung 10/3",
    ],
)
def test_date_of_the_feast_is_asked_about_the_feast_first(text: str) -> None:
    found = read(text, now=NOW, zone=ZONE)
    assert isinstance(found, Ask)
    assert found.alternatives == (Day(MOON), Day(SUN))
    assert found.reason == "Ngày 10/3 âm lịch hay dương lịch?"


@pytest.mark.parametrize("text", ["mùng 5 tháng 5", "mồng 5/5", "ngày mùng 5/5", "mung 5/5"])
def test_date_of_doan_ngo_is_asked_about(text: str) -> None:
    found = read(text, now=NOW, zone=ZONE)
    assert isinstance(found, Ask)
    assert found.alternatives == (Day(date(2027, 6, 9)), Day(date(2027, 5, 5)))


def test_deadline_on_it_is_asked_about_too() -> None:
    found = read("chậm nhất mùng 10 tháng 3", now=NOW, zone=ZONE)
    assert isinstance(found, Ask)
    assert found.alternatives == (Until(MOON), Until(SUN))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mùng 10 tháng 3 âm lịch", MOON),
        ("Giỗ Tổ mùng 10/3", MOON),
        ("mùng 10 tháng 3 năm Đinh Mùi", MOON),
        ("mùng 10 tháng 3 dương lịch", SUN),
        ("ngày 10 tháng 3", SUN),
        ("10/3", SUN),
        ("mùng 2 tháng 9", date(2027, 9, 2)),
        ("mùng 6 tháng 5", date(2027, 5, 6)),
        ("mùng 5 tháng 5 dương lịch", date(2027, 5, 5)),
        ("ngày 5 tháng 5", date(2027, 5, 5)),
    ],
)
def test_what_says_its_calendar_or_is_said_of_one_is_not(text: str, day: date) -> None:
    assert read(text, now=NOW, zone=ZONE) == Day(day)
