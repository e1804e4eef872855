import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.dates import say
from scheduler.language import use

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def test_day_is_said_in_full_with_the_zeros_of_the_decree() -> None:
    assert say.say_day(date(2024, 6, 28)) == "thứ Sáu, 28/6/2024"
    assert say.say_day(date(2024, 9, 1)) == "Chủ nhật, 01/9/2024"
    assert say.say_day(date(2024, 2, 3)) == "thứ Bảy, 03/02/2024"
    assert say.say_day(date(2024, 12, 25)) == "thứ Tư, 25/12/2024"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2024, 2, 3), "03/02/2024"), (date(2024, 9, 3), "03/9/2024"),
        (date(2024, 6, 28), "28/6/2024"), (date(2024, 1, 15), "15/01/2024"),
        (date(2024, 10, 10), "10/10/2024"), (date(2024, 12, 1), "01/12/2024"),
    ],
)  # fmt: skip
def test_numbers_are_those_of_the_decree(day: date, written: str) -> None:
    assert say.in_numbers(day) == say.say_day_in_numbers(day) == written


def test_month_is_said_with_the_zero_of_the_decree() -> None:
    assert say.say_month(date(2024, 1, 1)) == "Tháng 01/2024"
    assert say.say_month(date(2024, 5, 1)) == "Tháng 5/2024"


def test_english_days_have_no_zeros() -> None:
    with use("en"):
        assert say.say_day(date(2024, 9, 1)) == "Sunday, 1 September 2024"
        assert say.say_short_day(date(2024, 2, 3)) == "3 Feb"


def test_moment_is_said_by_the_clock_of_the_zone() -> None:
    instant = datetime(2024, 6, 28, 10, tzinfo=UTC)
    assert say.say_moment(instant, VIETNAM) == "17:00 thứ Sáu, 28/6/2024"


def test_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        say.say_moment(datetime(2024, 6, 28, 10), VIETNAM)  # noqa: DTZ001 - a naive one is the point


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (3, "còn 3 ngày làm việc"),
        (1, "còn 1 ngày làm việc"),
        (-1, "quá hạn 1 ngày làm việc"),
        (-2, "quá hạn 2 ngày làm việc"),
    ],
)
def test_what_is_left_is_said_in_working_days(left: int, said: str) -> None:
    assert say.say_left(left) == said


def test_span_is_said_with_both_days() -> None:
    first, last = date(2024, 6, 15), date(2024, 6, 20)
    assert say.say_span(first, last) == "từ thứ Bảy, 15/6/2024 đến thứ Năm, 20/6/2024"
    assert say.say_span(first, first) == "thứ Bảy, 15/6/2024"


def test_reversed_span_is_refused() -> None:
    with pytest.raises(ValueError, match="comes after"):
        say.say_span(date(2024, 6, 20), date(2024, 6, 15))


@given(st.dates())
def test_said_day_holds_the_day(day: date) -> None:
    found = re.fullmatch(r"[^,]+, (\d+)/(\d+)/(\d+)", say.say_day(day))
    assert found is not None
    assert date(int(found[3]), int(found[2]), int(found[1])) == day


def test_say_end_calls_midnight_the_end_of_its_day() -> None:
    assert (
        say.say_moment(datetime(2024, 8, 14, 17, tzinfo=UTC), VIETNAM) == "24:00 thứ Tư, 14/8/2024"
    )
    assert (
        say.say_moment(datetime(2024, 8, 14, 10, tzinfo=UTC), VIETNAM) == "17:00 thứ Tư, 14/8/2024"
    )


@pytest.mark.parametrize(
    ("language", "month", "day", "span", "across"),
    [
        ("vi", "Th 2", "28/6", "01/7 – 31/12", "15/12/2024 – 03/02/2025"),
        ("en", "Feb", "28 Jun", "1 Jul – 31 Dec", "15 Dec 2024 – 3 Feb 2025"),
    ],
)
def test_days_are_said_shortly(language: str, month: str, day: str, span: str, across: str) -> None:
    with use(language):
        assert say.say_short_month(2) == month
        assert say.say_short_day(date(2024, 6, 28)) == day
        assert say.say_short_span(date(2024, 7, 1), date(2024, 12, 31)) == span
        assert say.say_short_span(date(2024, 12, 15), date(2025, 2, 3)) == across
