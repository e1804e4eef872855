"""Which lunar day is meant: of two lunar years that end in one of the sun, and of two months of one number."""

from datetime import date, datetime

import pytest

from scheduler.dates import lunar, reading
from scheduler.dates.say import say_lunar
from tests.dates.spoken import ZONE, said, spellings

NEW_YEAR = datetime(2025, 1, 10, 8, tzinfo=ZONE)  # 11/12 Giáp Thìn
SUMMER = datetime(2025, 6, 1, 8, tzinfo=ZONE)  # the year Ất Tỵ has a second sixth month


def read(phrase: str, now: datetime = NEW_YEAR) -> reading.Reading:
    return reading.read(phrase, now=now, zone=ZONE)


@pytest.mark.parametrize(
    ("phrase", "offered"),
    [
        ("23 tháng Chạp năm 2024", ["2024-02-02", "2025-01-22"]),
        ("15/12 âm lịch năm 2024", ["2024-01-25", "2025-01-14"]),
        ("23 tháng Chạp năm nay", ["2025-01-22", "2026-02-10"]),
        ("trước ngày 23 tháng Chạp năm 2024", ["../2024-02-01", "../2025-01-21"]),
        ("tháng Chạp 2024", ["2024-01-11/2024-02-09", "2024-12-31/2025-01-28"]),
        ("hết tháng Chạp năm 2024", ["../2024-02-09", "../2025-01-28"]),
    ],
)
def test_day_beyond_the_year_of_the_sun_may_be_of_the_lunar_year_before(
    phrase: str, offered: list[str]
) -> None:
    for typed in spellings(phrase):
        found = read(typed)
        assert isinstance(found, reading.Ask), typed
        assert [reading.notation(one) for one in found.alternatives] == offered


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("23 tháng Chạp", "2025-01-22"),
        ("23 tháng Chạp năm Giáp Thìn", "2025-01-22"),
        ("23/12/2024 âm lịch", "2025-01-22"),
        ("15/11 âm lịch năm 2024", "2024-12-15"),
        ("29/11 âm lịch năm 2024", "2024-12-29"),
        ("15/8 âm lịch năm 2024", "2024-09-17"),
        ("mùng 1 tháng Giêng năm 2025", "2025-01-29"),
        ("giao thừa 2025", "2025-01-28"),
    ],
)
def test_day_of_a_year_that_is_clear_is_read(phrase: str, answer: str) -> None:
    assert said(phrase, now=NEW_YEAR) == answer


@pytest.mark.parametrize(
    ("phrase", "named"),
    [
        ("15/11 âm lịch", "15 tháng 11 năm Ất Tỵ âm lịch"),
        ("trước 15/11 âm lịch", "15 tháng 11 năm Ất Tỵ âm lịch"),
        ("từ 15/10 âm lịch", "15 tháng 10 năm Ất Tỵ âm lịch"),
        ("rằm tháng Chạp", "15 tháng 12 năm Giáp Thìn âm lịch"),
        ("23 tháng Chạp", "23 tháng 12 năm Giáp Thìn âm lịch"),
        ("hết ngày 23 tháng Chạp", "23 tháng 12 năm Giáp Thìn âm lịch"),
        ("rằm", "15 tháng 12 năm Giáp Thìn âm lịch"),
        ("15/6 âm lịch nhuận", "15 tháng 6 nhuận năm Ất Tỵ âm lịch"),
        ("thứ Tư, 23 tháng Chạp", "23 tháng 12 năm Giáp Thìn âm lịch"),
    ],
)
def test_lunar_day_that_was_chosen_is_named_with_its_year(phrase: str, named: str) -> None:
    found = read(phrase)
    assert isinstance(found, reading.Day | reading.Until | reading.From)
    assert found.lunar is not None
    assert say_lunar(found.lunar) == named


def test_day_of_the_sun_names_no_lunar_day() -> None:
    for phrase in ("15/11", "trước 15/11", "Quốc khánh", "mai"):
        found = read(phrase)
        assert isinstance(found, reading.Day | reading.Until)
        assert found.lunar is None


@pytest.mark.parametrize(
    "phrase", ["15/6 âm lịch", "ngày 15 tháng 6 âm lịch", "rằm tháng sáu", "15/6 al năm 2025"]
)
def test_day_of_a_doubled_month_is_asked_about(phrase: str) -> None:
    found = read(phrase, SUMMER)
    assert isinstance(found, reading.Ask)
    assert [reading.notation(one) for one in found.alternatives] == ["2025-07-09", "2025-08-08"]


@pytest.mark.parametrize(
    "phrase",
    [
        *("15/6 nhuận", "15/6 nhuận âm lịch", "15/6 âm lịch nhuận", "15 tháng 6 nhuận"),
        *(
            "rằm tháng sáu nhuận",
            "ngày 15 tháng sáu nhuận",
            "15/6 nhuận năm Ất Tỵ",
            "15/6 nhuận 2025",
        ),
    ],
)
def test_day_of_the_leap_month_is_read(phrase: str) -> None:
    assert {said(one, now=SUMMER) for one in spellings(phrase)} == {"2025-08-08"}


@pytest.mark.parametrize(
    "phrase", ["15/7 nhuận", "15/6 nhuận năm 2024", "30/6 nhuận", "rằm tháng bảy nhuận"]
)
def test_leap_month_that_is_none_is_refused(phrase: str) -> None:
    assert said(phrase, now=SUMMER) == "INVALID"


def test_day_of_the_leap_month_to_come_is_asked_about_when_the_first_has_passed() -> None:
    found = read("15/6 âm lịch", datetime(2025, 7, 20, 8, tzinfo=ZONE))
    assert isinstance(found, reading.Ask)
    assert [reading.notation(one) for one in found.alternatives] == ["2025-08-08", "2026-07-28"]


def test_leap_day_of_the_sun_is_no_leap_month() -> None:
    assert said("29 tháng 2 nhuận") in ("NONE", "ASK")


def test_year_beyond_the_tables_of_the_moon_is_no_fault() -> None:
    late = datetime(2090, 1, 1, tzinfo=ZONE)
    assert {said(f"năm {lunar.name_of_year(of)}", now=late) for of in range(2100, 2119)} <= {
        "NONE",
        "ASK",
        "INVALID",
    }


def test_every_lunar_year_has_the_name_it_is_read_by() -> None:
    for of in range(1996, 2050):
        assert read(f"Tết {lunar.name_of_year(of)}") == reading.Day(lunar.new_year(of))
    assert lunar.from_solar(date(2025, 1, 10)).year == 2024


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("cuối năm âm lịch", "2025-01-28"),
        ("đầu năm âm lịch sau", "2025-01-29"),
        ("cuối năm dương lịch", "2025-12-31"),
        ("hết năm dương lịch", "../2025-12-31"),
        ("hết năm âm lịch", "ASK"),  # or the fifth by the moon
        ("giữa năm âm lịch", "ASK"),
    ],
)
def test_year_of_the_moon_ends_before_tet(phrase: str, answer: str) -> None:
    assert said(phrase, now=NEW_YEAR) == answer


@pytest.mark.parametrize(
    "phrase",
    [
        "từ 1/8 đến 15/8 âm lịch",
        "1/8-15/8 âm lịch",
        "tu 1/8 den 15/8 am lich",
        "từ ngày 01 tháng 8 đến ngày 15 tháng 8 âm lịch",
        "từ 1/8 đến 15/8 năm Giáp Thìn",
    ],
)
def test_moon_said_of_an_end_may_be_said_of_its_beginning(phrase: str) -> None:
    found = reading.read(phrase, now=datetime(2024, 6, 12, 9, tzinfo=ZONE), zone=ZONE)
    assert isinstance(found, reading.Ask)
    spans = [
        (one.first, one.last) for one in found.alternatives if isinstance(one, reading.Interval)
    ]
    assert spans == [
        (date(2024, 9, 3), date(2024, 9, 17)),
        (date(2024, 8, 1), date(2024, 9, 17)),
    ]


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("từ 1/8 dương lịch đến 15/8 âm lịch", "2024-08-01/2024-09-17"),
        ("từ 1/8 âm lịch đến 15/8 âm lịch", "2024-09-03/2024-09-17"),
        ("từ mùng 1 đến 15/8 âm lịch", "2024-09-03/2024-09-17"),
        ("từ 20/11 đến 23 tháng Chạp", "2024-11-20/2025-01-22"),
        ("từ 15/8 âm lịch đến 20/9", "2024-09-17/2024-09-20"),
    ],
)
def test_beginning_whose_calendar_is_clear_is_read(phrase: str, answer: str) -> None:
    found = reading.read(phrase, now=datetime(2024, 6, 12, 9, tzinfo=ZONE), zone=ZONE)
    assert reading.notation(found) == answer
