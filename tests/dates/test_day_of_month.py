"""A day said without its month, and a number alone: offered as what they may mean, never guessed."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates import reading
from scheduler.dates.reading import Amount, Ask, Day, TimeUnit, Until
from tests.dates.spoken import NOW, ZONE

DUE = datetime(2024, 7, 31, 17, tzinfo=ZONE)


def read(phrase: str, *, now: datetime = NOW, due: datetime = DUE) -> reading.Reading:
    """What is meant when a day later than the deadline is asked for."""
    return reading.read(phrase, now=now, zone=ZONE, due=due, after=due.date())


@pytest.mark.parametrize("phrase", ["15", "15 ạ", "đến 15", "toi 15", "xin 15"])
def test_number_alone_is_a_day_of_this_month_or_of_one_that_can_be_meant_or_days(phrase: str):
    found = read(phrase)
    assert isinstance(found, Ask)
    assert found.alternatives == (
        Day(date(2024, 6, 15)),
        Day(date(2024, 8, 15)),
        Amount(15, TimeUnit.CALENDAR_DAYS),
    )


def test_number_alone_without_a_deadline_is_a_day_of_this_month_or_the_next():
    found = reading.read("15", now=NOW, zone=ZONE)
    assert isinstance(found, Ask)
    assert found.alternatives == (Day(date(2024, 6, 15)), Day(date(2024, 7, 15)))


@pytest.mark.parametrize("phrase", ["ngày 15", "hôm 15", "ngay 15", "ngày mười lăm"])
def test_day_that_is_too_early_this_month_is_asked_about(phrase: str):
    found = read(phrase)
    assert isinstance(found, Ask)
    assert found.reason == "Ngày 15 của tháng nào?"
    assert found.alternatives == (Day(date(2024, 6, 15)), Day(date(2024, 8, 15)))


def test_the_same_of_a_last_day():
    found = read("xin đến ngày 15")
    assert isinstance(found, Ask)
    assert found.alternatives == (Until(date(2024, 6, 15)), Until(date(2024, 8, 15)))


def test_day_that_can_be_meant_is_taken():
    assert read("ngày 15", now=datetime(2024, 7, 22, 9, tzinfo=ZONE)) == Day(date(2024, 8, 15))


def test_day_is_taken_as_before_where_an_earlier_one_can_be_meant():
    assert reading.read("ngày 15", now=NOW, zone=ZONE, due=DUE) == Day(date(2024, 6, 15))


@given(st.integers(1, 31), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 200))
def test_days_offered_bear_the_number_and_one_can_be_meant(day: int, today: date, ahead: int):
    now = datetime.combine(today, datetime.min.time(), ZONE)
    found = read(str(day), now=now, due=now + timedelta(days=ahead))
    assert isinstance(found, Ask)
    days = [one.on for one in found.alternatives if isinstance(one, Day)]
    assert [one.day for one in days] == [day, day]
    assert today <= days[0] < days[1]
    assert (today + timedelta(days=ahead)) < days[1]
