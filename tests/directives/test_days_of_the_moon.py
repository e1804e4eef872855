"""Days of the moon become days of the sun where one fits; else a person is asked which one is meant."""

import pytest

from scheduler.directives.as_json import to_json
from scheduler.directives.draft.draft import draft_of
from tests.directives.letters import due_of, read_letter, stretches

ASKS = "Các đơn vị gửi báo cáo tổng kết về Ban Thi đua {due}."


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trước ngày 15/8 âm lịch", "2024-09-17"),
        ("trước ngày 10/3 Âm lịch", "2024-04-18"),
        ("trước ngày 10/3 âm", "2024-04-18"),
        ("trước ngày 10/3 (ÂL)", "2024-04-18"),
        ("TRƯỚC NGÀY 10/3 ÂM LỊCH", "2024-04-18"),
        ("chậm nhất ngày 15/8/2024 (âm lịch)", "2024-09-17"),
        ("chậm nhất ngày 15-8 (âm lịch)", "2024-09-17"),
        ("trước ngày 15 tháng 8 âm lịch", "2024-09-17"),
        ("trước ngày 15 tháng 8 năm 2024 âm lịch", "2024-09-17"),
        ("trước ngày 15 tháng Tám (âm lịch)", "2024-09-17"),
        ("trước rằm tháng Tám", "2024-09-17"),
        ("trước Rằm Trung thu", "2024-09-17"),
        ("trước Tết Trung thu", "2024-09-17"),
        ("trước Giỗ Tổ Hùng Vương", "2024-04-18"),
        ("trước mùng 5 Tết", "2024-02-14"),
        ("trước mồng 6 Tết Nguyên đán", "2024-02-15"),
        ("chậm nhất ngày 8 tháng Giêng năm Giáp Thìn", "2024-02-17"),
        ("trước ngày 23 tháng Chạp năm Quý Mão", "2024-02-02"),
        ("trước ngày 28 Tết Ất Tỵ", "2025-01-27"),
        ("chậm nhất 30 Tết năm 2025", "2025-01-28"),
        ("trước ngày 20 tháng 11 âm lịch", "2024-12-20"),
        ("trong tháng Giêng", ("2024-02-10", "2024-03-09")),
        ("trong tháng 3 âm lịch", ("2024-04-09", "2024-05-07")),
        ("chậm nhất giữa tháng Giêng", "2024-02-24"),
        ("trước tháng Giêng", "2024-02-10"),
        ("trước ngày 10/3 âm lịch (tức ngày 18/4/2024)", "2024-04-18"),
        ("trước ngày 10/3 âm lịch, tức ngày 18/4", "2024-04-18"),
        ("trước ngày 18/4/2024 (10/3 âm lịch)", "2024-04-18"),
        ("trước ngày 10/3 dương lịch", "2024-03-10"),
        ("trước mùng 8/3", "2024-03-08"),
        ("trước mùng 2 tháng 9", "2024-09-02"),
        ("trước ngày 15 tháng Tám", "2024-08-15"),
    ],
)
def test_day_of_the_moon_that_fits_is_told_by_the_sun(words: str, due: object) -> None:
    assert [due_of(one) for one in read_letter(ASKS.format(due=words)).deadlines] == [due]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("trước ngày 23 tháng Chạp", "02/02/2024 hoặc 22/01/2025"),
        ("trước ngày 23 tháng Chạp năm 2024", "02/02/2024 hoặc 22/01/2025"),
        ("trước ngày 23/12 âm lịch", "02/02/2024 hoặc 22/01/2025"),
        ("trước 28 Tết", "07/02/2024 hoặc 27/01/2025"),
        ("trong tháng Chạp", "11/01/2024 - 09/02/2024 hoặc 31/12/2024 - 28/01/2025"),
        ("trước mùng 10 tháng 3", "18/4/2024 hoặc 10/3/2024"),
        ("trước ngày 10/3 âm lịch (19/4/2024)", "19/4/2024 hoặc 18/4/2024"),
        ("trước Tết Nguyên đán", "10/02/2024"),
    ],
)
def test_day_that_two_years_fit_is_asked_about(words: str, days: str) -> None:
    read = read_letter(ASKS.format(due=words))
    (one,) = read.deadlines
    told = [note for note in read.notes if note.evidence == one.evidence]
    assert one.due is None
    assert [days in note.text for note in told] == [True]
    assert days in draft_of(read, catalogue={}).text


def test_what_a_day_may_be_is_told_to_programs() -> None:
    read = to_json(read_letter(ASKS.format(due="trước ngày 23 tháng Chạp")))
    (one,) = read["deadlines"]  # type: ignore[misc]
    assert one["either"] == ["2024-02-02", "2025-01-22"]


def test_month_that_comes_twice_is_asked_about() -> None:
    title = "Phát động phong trào thi đua năm 2025"
    body = ASKS.format(due="trước ngày 15/6 âm lịch")
    read = read_letter(body, title=title, issued="15 tháng 01 năm 2025")
    assert read.deadlines[0].due is None
    assert "09/7/2025 hoặc 08/8/2025" in read.notes[0].text
    again = read_letter(
        body.replace("15/6 âm lịch", "15 tháng 6 nhuận"), title=title, issued="15 tháng 01 năm 2025"
    )
    assert again.deadlines[0].due == "2025-08-08"


def test_day_of_the_moon_that_has_passed_is_asked_about() -> None:
    read = read_letter(ASKS.format(due="trước rằm tháng Giêng"), issued="15 tháng 3 năm 2024")
    assert read.deadlines[0].due is None
    assert "24/02/2024 hoặc 12/02/2025" in read.notes[0].text


@pytest.mark.parametrize("words", ["trước rằm tháng 2 nhuận", "trước ngày 30/9 âm lịch"])
def test_day_the_moon_does_not_have_is_said(words: str) -> None:
    read = read_letter(ASKS.format(due=words))
    assert (read.deadlines[0].due, read.notes[0].kind) == (None, "typo")


def test_rounds_begin_and_end_by_the_moon() -> None:
    """Of the two days that “23 tháng Chạp” may be, one lies within the round."""
    body = (
        "Đợt 1: từ 23 tháng Chạp đến 30/6/2024.\nĐợt 2: từ 01/7/2024 đến 23 tháng Chạp.\n"
        "Đợt 3: từ rằm tháng Giêng đến hết tháng Ba âm lịch."
    )
    assert stretches(body) == [
        (1, "2024-02-02", "2024-06-30"),
        (2, "2024-07-01", "2025-01-22"),
        (3, "2024-02-24", "2024-05-07"),
    ]


def test_end_of_a_round_that_may_be_two_days_is_left_open() -> None:
    read = read_letter("Đợt 1: từ 01/01/2024 đến 23 tháng Chạp.\nĐợt 2: từ 01/7 đến 31/12.")
    assert (read.phases[0].start, read.phases[0].end) == ("2024-01-01", None)
    assert ["02/02/2024 hoặc 22/01/2025" in note.text for note in read.notes] == [True]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("trước ngày 10/3 và 15/8 âm lịch", "18/4/2024 hoặc 10/3/2024"),
        ("từ ngày 10/3 đến ngày 15/3 âm lịch", "18/4/2024 hoặc 10/3/2024"),
    ],
)
def test_mark_behind_two_days_may_be_of_both(words: str, days: str) -> None:
    read = read_letter(ASKS.format(due=words))
    assert [days in note.text for note in read.notes] == [True]


def test_two_days_in_one_breath_are_two_dues() -> None:
    read = read_letter(ASKS.format(due="trước ngày 10/3 và 15/8 âm lịch"))
    assert [(one.due, one.bound) for one in read.deadlines] == [
        (None, "before"),
        ("2024-09-17", "before"),
    ]


def test_first_of_two_days_of_one_month_is_of_the_moon_too() -> None:
    body = "Đợt 1: từ mùng 6 đến 15 tháng Giêng.\nĐợt 2: từ 01/02 đến rằm tháng Tám."
    assert stretches(body) == [(1, "2024-02-15", "2024-02-24"), (2, "2024-02-01", "2024-09-17")]
    read = read_letter("Lễ hội tổ chức ngày 08 - 10/3 âm lịch.")
    assert [(one.date, one.until) for one in read.milestones] == [("2024-04-16", "2024-04-18")]


def test_milestone_of_the_moon_is_dated_or_asked_about() -> None:
    read = read_letter("Khai mạc lễ hội ngày 10/3 âm lịch.\nBế mạc hội thi ngày 23 tháng Chạp.")
    assert [one.date for one in read.milestones] == ["2024-04-18"]
    assert ["22/01/2025" in note.text for note in read.notes] == [True]
