"""Rounds by words instead of numbers, and every way of saying a stretch in every year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.directives.days.calendar import MONTH_END, Point, day_of
from tests.directives.letters import read_letter, stretches

SCHOOL = "Tổ chức phong trào thi đua năm học 2023 - 2024"
HALVES = [(1, "2024-01-01", "2024-06-30"), (2, "2024-07-01", "2024-12-31")]
THIRDS = [
    (1, "2024-01-01", "2024-04-30"),
    (2, "2024-05-01", "2024-08-31"),
    (3, "2024-09-01", "2024-12-31"),
]
LETTERS = [
    (
        "Trong 6 tháng đầu năm: đợt thi đua thứ nhất, mừng Đảng.\nTrong 6 tháng cuối năm: đợt thi đua thứ hai.",
        HALVES,
    ),
    ("Giai đoạn đầu: từ 01/01 đến 30/6.\nGiai đoạn cuối: từ 01/7 đến 31/12.", HALVES),
    ("Đợt 1: từ 01/01 đến 30/6. Đợt 2: thời gian còn lại của năm.", HALVES),
    ("Đợt 1: từ 01/01 đến 30/6. Đợt 2: các tháng còn lại trong năm 2024.", HALVES),
    ("Đợt 1: bốn tháng đầu năm.\nĐợt 2: bốn tháng giữa năm.\nĐợt 3: bốn tháng cuối năm.", THIRDS),
    (
        "Đợt đầu, tính từ đầu năm tới 30/4, ra quân.\nĐợt giữa, từ 01/5 cho đến 31/8, tăng tốc.\n"
        "Đợt cuối, từ sau ngày 31/8 đến hết năm, về đích.",
        THIRDS,
    ),
    (
        "Bước 1 (tháng 1, 2, 3, 4): ra quân.\nBước 2 (01/5 - 31/8): tăng tốc.\nBước 3 (tháng 9 - 12): về đích.",
        THIRDS,
    ),
    (
        "a) Đợt thi đua thứ nhất\n- Ngày bắt đầu: 01/01/2024.\n- Ngày kết thúc: 30/6/2024.\n"
        "b) Đợt thi đua thứ hai\n- Ngày bắt đầu: 01/7/2024.\n- Ngày kết thúc: 31/12/2024.",
        HALVES,
    ),
    ("Từ 01/01 đến 30/6: Đợt 1, mừng Đảng.\nTừ 01/7 đến 31/12: Đợt 2, về đích.", HALVES),
    ("Tháng 1 - 6: Đợt 1\nTháng 7 - 12: Đợt 2", HALVES),
    ("Đợt 1: từ 1-1 đến 30-6. Đợt 2: từ 1-7 đến 31-12.", HALVES),
    ("Đợt thứ I: quý I, II. Đợt thứ II: quý III, IV.", HALVES),
    (
        "Đợt một được mở từ ngày 01/01 và khép lại vào ngày 30/6; đợt hai mở từ 01/7, khép lại vào 31/12.",
        HALVES,
    ),
    (
        "Đợt 1: ra quân (từ mùng 1 tháng 01 đến 30 tháng 6). Đợt 2: về đích (từ 01/7 đến 31/12).",
        HALVES,
    ),
    ("Đợt l: Từ Ol/1 đến 3O/6/2O24.\nĐợt 2: Từ 0l/7 đến 31/l2/2024.", HALVES),
    (
        "| Đợt | Từ ngày | Đến ngày |\n|---|---|---|\n| 1 | 01/01 | 30/6 |\n| 2 | 01/7 | 31/12 |",
        HALVES,
    ),
    (
        "Đợt | Thời gian | Nội dung\nĐợt I | 01/01 - 30/6 | Ra quân\nĐợt II | 01/7 - 31/12 | Về đích",
        HALVES,
    ),
    (
        "Tên | Thời gian | Nội dung\nĐợt 1 | 01/01 - 30/6 | Ra quân\nĐợt 2 | 01/7 - 31/12 | Về đích",
        HALVES,
    ),
    (
        "II. ĐỢT THI ĐUA\n1. Đợt thứ nhất: “Xuân đoàn kết”\n1.1. Thời gian thực hiện: 01/01 đến 30/6\n1.2. Nội dung.\n"
        "2. Đợt thứ hai: “Về đích”\n2.1. Thời gian thực hiện: 01/7 đến 31/12\n2.2. Nội dung.",
        HALVES,
    ),
]


@pytest.mark.parametrize(("body", "wanted"), LETTERS)
def test_rounds_told_in_words(body: str, wanted: list[tuple[int | None, str, str]]) -> None:
    assert stretches(body) == wanted


def test_steps_count_only_where_there_are_no_rounds() -> None:
    rounds = "Đợt 1: từ 01/01 đến 30/6.\nĐợt 2: từ 01/7 đến 31/12.\n"
    assert stretches(rounds + "Bước 1: từ 01/02 đến 15/02 tự chấm.\nBước 2: họp xét.") == HALVES


def test_rounds_of_some_work_are_no_rounds_of_the_campaign() -> None:
    assert stretches("Xét sáng kiến: đợt 1 trong tháng 5, đợt 2 trong tháng 10.") == []


def test_terms_of_school_are_rounds_wherever_their_days_follow() -> None:
    said = "Học kỳ I: từ 05/9 đến 10/01; Học kỳ II: từ 13/01 đến 25/5."
    assert stretches(said, title=SCHOOL) == [
        (1, "2023-09-05", "2024-01-10"),
        (2, "2024-01-13", "2024-05-25"),
    ]


def test_end_of_a_term_is_no_round() -> None:
    said = "Đợt 1: từ 05/9 đến 20/11.\nĐợt 2: từ sau 20/11 đến hết học kỳ I (ngày 12/01)."
    assert stretches(said, title=SCHOOL) == [
        (1, "2023-09-05", "2023-11-20"),
        (2, "2023-11-21", "2024-01-12"),
    ]


def ways(first: date, last: date) -> dict[str, str]:
    """Some ways to say a stretch of whole months within one year."""
    months = f"tháng {first.month} đến hết tháng {last.month}"
    one, other = f"{first.day:02d}/{first.month}", f"{last.day:02d}/{last.month}"
    return {
        "days": f"từ ngày {one} đến hết ngày {other}",
        "years": f"từ {one}/{first.year} đến {other}/{last.year}",
        "dash": f"({one} - {other})",
        "begins and ends": f"bắt đầu từ {one}, kết thúc vào ngày {other}",
        "words": f"từ ngày {first.day} tháng {first.month} cho đến ngày {last.day} tháng {last.month}",
        "months": f"từ {months}",
        "long": f"từ {months} năm {last.year}",
        "after": f"từ sau ngày {(first - timedelta(days=1)):%d/%m/%Y} đến {other}/{last.year}",
    }


@given(
    year=st.integers(2019, 2026),
    month=st.integers(1, 11),
    length=st.integers(1, 5),
    way=st.sampled_from(sorted(ways(date(2024, 1, 1), date(2024, 3, 31)))),
    name=st.sampled_from(
        ["Đợt 1", "Giai đoạn 1", "Đợt thi đua thứ nhất", "Chặng 1", "Bước 1", "Đợt I"]
    ),
)
def test_every_way_of_saying_a_stretch_is_read_in_every_year(
    year: int, month: int, length: int, way: str, name: str
) -> None:
    first = date(year, month, 1)
    last = day_of(Point(year, min(month + length, 12), MONTH_END))
    assert last
    read = read_letter(
        f"- {name}: {ways(first, last)[way]}.",
        title=f"Phát động phong trào thi đua năm {year}",
        issued=f"15 tháng 01 năm {year}",
    )
    assert [(one.start, one.end) for one in read.phases] == [(first.isoformat(), last.isoformat())]


def test_months_are_counted_from_the_last_days_of_a_month_too() -> None:
    found = stretches("Đợt 1: trong 2 tháng kể từ ngày 30/3/2024.")
    assert found == [(1, "2024-03-30", "2024-05-29")]
