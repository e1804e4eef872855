"""Stretches that end behind their beginning, by sun and moon; days listed before one month or in one year."""

import pytest

from scheduler.directives.as_json import to_json
from scheduler.directives.days.calendar import Calendar
from scheduler.directives.days.listed import with_shared_month
from tests.directives.letters import dues, read_letter, stretches

LATER = {"title": "Phát động phong trào thi đua năm 2025", "issued": "15 tháng 11 năm 2024"}
ASKS = "Các đơn vị gửi báo cáo về Ban Thi đua {due}."


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("từ ngày 01/10 đến hết 20 tháng Giêng năm sau", ("2024-10-01", "2025-02-17")),
        ("từ ngày 01/10/2024 đến rằm tháng Giêng năm tới", ("2024-10-01", "2025-02-12")),
        ("từ 01/8/2024 đến 15 tháng Giêng", ("2024-08-01", "2025-02-12")),
        ("từ 01/10 đến rằm tháng Giêng", ("2024-10-01", "2025-02-12")),
        ("TỪ 01/10 ĐẾN MÙNG 5 TẾT", ("2024-10-01", "2025-02-02")),
        ("từ 01/02 đến rằm tháng Giêng", ("2024-02-01", "2024-02-24")),
        ("từ ngày 01/10 đến 20 tháng Chạp", ("2024-10-01", "2025-01-19")),
        ("từ ngày 01/10 đến 20 tháng Chạp năm sau", ("2024-10-01", None)),
        ("từ ngày 15/10 đến ngày 31/5", ("2024-10-15", "2025-05-31")),
    ],
)
def test_end_by_moon_lies_behind_the_beginning(words: str, days: tuple[str, str | None]) -> None:
    assert stretches(f"Đợt 2: {words}.") == [(2, *days)]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("từ ngày 20/11 âm lịch đến 31/12/2024", ("2024-12-20", "2024-12-31")),
        ("từ 01 tháng Chạp đến 28/02/2025", ("2024-12-31", "2025-02-28")),
        ("từ 15/12 âm lịch đến ngày 30/4", ("2025-01-14", "2025-04-30")),
        ("từ 01/12 đến 20 tháng Giêng", ("2025-12-01", None)),
    ],
)
def test_beginning_by_moon_lies_before_the_end(words: str, days: tuple[str, str | None]) -> None:
    found = read_letter(f"Đợt 1: {words}.", **LATER).phases
    assert [(one.start, one.end) for one in found] == [days]


@pytest.mark.parametrize("words", ["từ ngày 10/10 đến ngày 05/9", "từ 01/12 đến 30/11"])
def test_end_printed_before_the_beginning_is_noted(words: str) -> None:
    read = read_letter(f"Đợt 2: {words}.")
    assert [one.kind for one in read.notes] == ["inconsistency"]


def test_day_of_the_moon_before_or_behind_the_years_end_is_asked() -> None:
    read = read_letter(ASKS.format(due="trước ngày 20/11 âm lịch"), **LATER)
    assert "20/12/2024 hoặc 08/01/2026" in read.notes[0].text


def test_duty_between_days_the_wrong_way_round_has_no_days() -> None:
    body = ASKS.format(due="từ ngày 10/10/2024 đến ngày 05/9/2024")
    assert [due for _kind, due in dues(body)] == [None]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("trước ngày 15 và 30/6/2024", ["2024-06-15", "2024-06-30"]),
        ("trước ngày 15 và ngày 30/6", ["2024-06-15", "2024-06-30"]),
        ("chậm nhất ngày 15, ngày 30 tháng 6 năm 2024", ["2024-06-15", "2024-06-30"]),
        ("trước các ngày 10, 20 và 30/6", ["2024-06-10", "2024-06-20", "2024-06-30"]),
        ("TRƯỚC NGÀY 05 VÀ 20 THÁNG 7", ["2024-07-05", "2024-07-20"]),
        ("trước ngày 25 và 10/7", [None, "2024-07-10"]),
        ("trước ngày 5 và 20 hằng tháng", ["---05", "---20"]),
        (
            "trước ngày 20/3, 20/6, 20/9 và 20/12 hằng năm",
            ["--03-20", "--06-20", "--09-20", "--12-20"],
        ),
        ("trước ngày 10/4, ngày 10/10 và ngày 10/01 hàng năm", ["--04-10", "--10-10", "--01-10"]),
        ("trước ngày 20/6/2024 và 20/12 hằng năm", ["2024-06-20", "--12-20"]),
        ("trước ngày 15-tháng 6-2024", ["2024-06-15"]),
        ("chậm nhất 15/tháng 6/2024", ["2024-06-15"]),
        ("trước ngày 15 - tháng 6 năm 2024", ["2024-06-15"]),
    ],
)
def test_each_listed_day_is_bounded_alike(words: str, days: list[object]) -> None:
    read = read_letter(ASKS.format(due=words))
    assert [one.due for one in read.deadlines] == days
    assert {one.bound for one in read.deadlines} <= {"before", "by"} - {None}


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("ngày 15/6 hoặc 16/6", {"from": "2024-06-15", "to": "2024-06-16"}),
        ("vào ngày 30/6 hoặc ngày 01/7", {"from": "2024-06-30", "to": "2024-07-01"}),
        ("vào ngày 11 và 12/8", {"from": "2024-08-11", "to": "2024-08-12"}),
        ("trước ngày 15/6 hoặc 20/6", None),
        ("vào ngày 15/6 hoặc ngày 16/9", None),
    ],
)
def test_one_of_two_days_is_one_duty(words: str, due: dict[str, str] | None) -> None:
    told = to_json(read_letter(ASKS.format(due=words)))["deadlines"]
    assert isinstance(told, list)
    found = [one["due"] for one in told]
    assert [one and {key: one[key] for key in ("from", "to")} for one in found] == [due]


def test_months_joined_by_a_stroke_are_no_day() -> None:
    assert stretches("Đợt 1: từ tháng 1-tháng 6 năm 2024.") == [(1, "2024-01-01", "2024-06-30")]


def test_text_without_a_day_lists_none() -> None:
    assert with_shared_month("không có ngày nào", [], Calendar(2024)) == []
