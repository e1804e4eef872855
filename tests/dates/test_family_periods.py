import calendar
from datetime import date, datetime, time, timedelta

import pytest

from tests.dates.spoken import (
    IN_WORDS,
    TODAY,
    ZONE,
    marked_spellings,
    said,
    spellings,
    without_marks,
    wrong,
)

ROMAN = ("", "I", "II", "III", "IV")
WHICH = {"này": 0, "sau": 1, "tới": 1, "sau nữa": 2, "trước": -1}
DAYS = [date(2024, 1, 31), date(2024, 2, 29), TODAY, date(2024, 12, 31), date(2025, 1, 1)]


def last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def span(first: date, last: date) -> str:
    return f"{first}/{last}"


def month_at(day: date, offset: int) -> str:
    index = day.year * 12 + day.month - 1 + offset
    year, month = index // 12, index % 12 + 1
    return span(date(year, month, 1), last_of(year, month))


def quarter_at(day: date, offset: int) -> str:
    index = day.year * 4 + (day.month - 1) // 3 + offset
    year, quarter = index // 4, index % 4
    return span(date(year, 3 * quarter + 1, 1), last_of(year, 3 * quarter + 3))


@pytest.mark.parametrize("today", DAYS)
def test_period_relative_to_today(today: date) -> None:
    expected: dict[str, str] = {}
    monday = today - timedelta(today.weekday())
    for word, n in WHICH.items():
        first = monday + timedelta(7 * n)
        expected |= dict.fromkeys(spellings(f"tuần {word}"), span(first, first + timedelta(6)))
        months = marked_spellings if word == "sau" else spellings  # bare "thang sau" may be June
        expected |= dict.fromkeys(months(f"tháng {word}"), month_at(today, n))
        expected |= dict.fromkeys(spellings(f"quý {word}"), quarter_at(today, n))
    for word, n in {"nay": 0, "sau": 1, "tới": 1, "ngoái": -1, "trước": -1}.items():
        whole = span(date(today.year + n, 1, 1), date(today.year + n, 12, 31))
        expected |= dict.fromkeys(spellings(f"năm {word}"), whole)
    assert wrong(expected, now=datetime.combine(today, time(9), ZONE)) == {}


def months() -> list[tuple[int, int, set[str]]]:
    """Number, year to come and names of every month."""
    found = []
    for month in range(1, 13):
        in_words = f"tháng {IN_WORDS[month]}"
        names = spellings(in_words) | {f"tháng {month}", f"tháng {month:02}", f"thang {month}"}
        if month == 6:
            names.discard(without_marks(in_words))
        found.append((month, 2024 if month >= 6 else 2025, names))
    return found


def test_numbered_month_is_the_one_not_yet_over() -> None:
    expected: dict[str, str] = {}
    for month, year, names in months():
        expected |= dict.fromkeys(names, span(date(year, month, 1), last_of(year, month)))
    assert wrong(expected) == {}


def test_month_with_its_year() -> None:
    expected: dict[str, str] = {}
    for year in (2019, 2024, 2030):
        for month in range(1, 13):
            whole = span(date(year, month, 1), last_of(year, month))
            phrases = [f"tháng {month}/{year}", f"tháng {month:02}/{year}", f"{month}/{year}"]
            phrases += [f"tháng {month} năm {year}", f"trong tháng {month}/{year}"]
            expected |= dict.fromkeys(phrases, whole)
            expected[f"cuối tháng {month}/{year}"] = last_of(year, month).isoformat()
            expected[f"đầu tháng {month} năm {year}"] = date(year, month, 1).isoformat()
            expected[f"giữa tháng {month}/{year}"] = date(year, month, 15).isoformat()
    assert wrong(expected) == {}


def test_edges_of_a_numbered_month_are_those_still_to_come() -> None:
    expected: dict[str, str] = {}
    for word, day_of in {"đầu": 1, "giữa": 15, "cuối": 31}.items():
        for month in range(1, 13):
            years = (2024, 2025)
            days = [date(y, month, min(day_of, last_of(y, month).day)) for y in years]
            coming = next(day for day in days if day >= TODAY)
            expected |= dict.fromkeys(spellings(f"{word} tháng {month}"), coming.isoformat())
    assert wrong(expected) == {}


def test_quarters_in_roman_arabic_and_words() -> None:
    expected: dict[str, str] = {}
    for quarter in range(1, 5):
        names = (f"quý {ROMAN[quarter]}", f"quý {quarter}", f"quý {IN_WORDS[quarter]}")
        for year, suffix in (
            (2024 if quarter >= 2 else 2025, ""),
            (2026, "/2026"),
            (2021, " năm 2021"),
        ):
            first, last = date(year, 3 * quarter - 2, 1), last_of(year, 3 * quarter)
            for name in names:
                spelled = spellings(f"{name}{suffix}")
                expected |= dict.fromkeys(spelled, span(first, last))
                expected |= dict.fromkeys(spellings(f"hết {name}{suffix}"), f"../{last}")
                expected |= dict.fromkeys(spellings(f"cuối {name}{suffix}"), last.isoformat())
                if suffix:
                    expected[f"đầu {name}{suffix}"] = first.isoformat()
    assert wrong(expected | {"quý 5": "INVALID", "quý 0": "INVALID", "quý V": "INVALID"}) == {}


def test_parts_of_the_year() -> None:
    expected: dict[str, str] = {}
    for n in range(1, 12):
        for suffix, year in (("", 2024), (" 2024", 2024), (" 2025", 2025)):
            opening = span(date(year, 1, 1), last_of(year, n))
            closing = span(date(year, 13 - n, 1), date(year, 12, 31))
            expected |= dict.fromkeys(spellings(f"{n} tháng đầu năm{suffix}"), opening)
            expected |= dict.fromkeys(spellings(f"{n} tháng cuối năm{suffix}"), closing)
    assert wrong(expected) == {}


def test_edges_of_what_is_going_on_are_asked_about_when_past() -> None:
    expected = {
        "đầu tháng": "ASK",
        "giữa tháng": "2024-06-15",
        "cuối tháng": "2024-06-30",
        "đầu quý": "ASK",
        "cuối quý": "2024-06-30",
        "đầu năm": "ASK",
        "giữa năm": "2024-06-30",
        "cuối năm": "2024-12-31",
        "đầu tuần": "ASK",
        "giữa tuần": "ASK",
    }
    assert wrong(expected) == {}


def test_june_and_next_month_look_alike_without_diacritics() -> None:
    assert [said("thang sau"), said("tháng sáu"), said("tháng sau")] == [
        "ASK",
        "2024-06-01/2024-06-30",
        "2024-07-01/2024-07-31",
    ]
