"""The days of a round, in full."""

from datetime import date

from scheduler.language import use
from scheduler.words import due

FIRST, LAST = date(2026, 2, 3), date(2026, 9, 2)


def test_two_days_are_said_from_one_to_the_other() -> None:
    assert due.days(FIRST, LAST) == "thứ Ba, 03/02/2026 – thứ Tư, 02/9/2026"


def test_a_day_that_is_first_and_last_is_said_once() -> None:
    assert due.days(FIRST, FIRST) == "thứ Ba, 03/02/2026"


def test_days_nobody_knows_are_said_to_be_unknown_once() -> None:
    assert due.days(None, None) == "chưa ấn định ngày"
    with use("en"):
        assert due.days(None, None) == "no day yet"
