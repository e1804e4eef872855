from datetime import date, datetime, time, timedelta
from itertools import product

import pytest

from tests.dates.spoken import NOW, TODAY, ZONE, spellings, wrong

NAMES = {
    0: ("thứ hai", "thứ 2", "T2", "thứ Hai"),
    1: ("thứ ba", "thứ 3", "T3"),
    2: ("thứ tư", "thứ 4", "T4"),
    3: ("thứ năm", "thứ 5", "T5"),
    4: ("thứ sáu", "thứ 6", "T6"),
    5: ("thứ bảy", "thứ 7", "T7", "thứ bẩy"),
    6: ("chủ nhật", "CN", "chúa nhật"),
}
WEEKS = {"này": 0, "sau": 1, "tới": 1, "sau nữa": 2, "trước": -1}
DAYS = [TODAY + timedelta(n) for n in (0, 3, 4, 200)]
PAIRS = [(weekday, name) for weekday, names in NAMES.items() for name in names]


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), ZONE)


@pytest.mark.parametrize("today", DAYS)
def test_weekday_of_a_week_is_counted_from_its_monday(today: date) -> None:
    monday = today - timedelta(today.weekday())
    expected = {
        spelling: (monday + timedelta(7 * week + weekday)).isoformat()
        for (weekday, name), (word, week) in product(PAIRS, WEEKS.items())
        for phrase in (f"{name} tuần {word}", f"tuần {word} {name}")
        for spelling in spellings(phrase)
    }
    assert wrong(expected, now=at(today)) == {}


@pytest.mark.parametrize("today", DAYS)
def test_weekday_alone_is_the_next_one_after_today(today: date) -> None:
    expected: dict[str, str] = {}
    for weekday, name in PAIRS:
        coming = next(
            day for n in range(1, 8) if (day := today + timedelta(n)).weekday() == weekday
        )
        expected |= dict.fromkeys(spellings(name), coming.isoformat())
    assert wrong(expected, now=at(today)) == {}


@pytest.mark.parametrize("today", DAYS)
def test_weekday_after_is_asked_about_when_two_weeks_fit(today: date) -> None:
    monday = today - timedelta(today.weekday())
    expected: dict[str, str] = {}
    for weekday, name in PAIRS:
        next_week = monday + timedelta(7 + weekday)
        sure = weekday <= today.weekday()
        coming = next_week if sure else next_week - timedelta(7)
        expected[f"{name} tới"] = coming.isoformat()
        expected[f"{name} sau"] = coming.isoformat() if sure else "ASK"
    assert wrong(expected, now=at(today)) == {}


def test_weekday_with_its_part_of_the_day_is_that_day() -> None:
    parts = ("sáng", "trưa", "chiều", "đêm", "buổi sáng", "buổi chiều", "cuối giờ chiều")
    expected = {
        f"{part} {name} tuần sau": (TODAY + timedelta(5 + weekday)).isoformat()
        for part, (weekday, name) in product(parts, PAIRS)
    }
    assert wrong(expected) == {}


def test_date_with_the_wrong_weekday_is_asked_about() -> None:
    expected: dict[str, str] = {}
    for n in range(60):
        day = TODAY + timedelta(n)
        for weekday, names in NAMES.items():
            phrase = f"{names[0]}, ngày {day.day}/{day.month}/{day.year}"
            expected[phrase] = day.isoformat() if day.weekday() == weekday else "ASK"
    assert wrong(expected) == {}


def test_day_words_count_from_today() -> None:
    offsets = {
        "hôm nay": 0,
        "mai": 1,
        "ngày mai": 1,
        "sáng mai": 1,
        "chiều mai": 1,
        "ngày kia": 2,
        "ngày mốt": 2,
        "hôm qua": -1,
        "hôm kia": -2,
        "chiều nay": 0,
    }
    for today in DAYS:
        expected = {
            spelling: (today + timedelta(offset)).isoformat()
            for phrase, offset in offsets.items()
            for spelling in spellings(phrase)
        }
        assert wrong(expected, now=at(today)) == {}


def test_this_day_of_another_week() -> None:
    assert NOW.date() == TODAY
    expected = {"ngày này tuần sau": "2024-06-19", "ngày này tuần trước": "2024-06-05"}
    assert wrong(expected) == {}
