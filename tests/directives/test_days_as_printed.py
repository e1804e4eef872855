"""How days are printed: with other signs, short years, the year first; and days that no calendar has."""

import pytest

from tests.directives.letters import due_of, dues, read_letter, stretches

ASKS = "Các đơn vị gửi báo cáo sơ kết về Ban Thi đua {due}."


@pytest.mark.parametrize(
    "words",
    [
        "trước ngày 2024-07-15",
        "trước ngày 2024/07/15",
        "trước ngày 15 của tháng 7",
        "đến hết 2024-07-15",
        "trước ngày 15/7/24",
        "trước ngày 15.7.24",
        "chậm nhất 15-07-24",
        "trước ngày 15-7-2024",
        "trước ngày 15.7.2024",
        "trước ngày 15 tháng 7 năm 2024",
        "trước ngày 15.7",
        "trước 15h00 ngày 15/7",
        "trước 17 giờ 00 phút ngày 15/7/2024",
    ],
)
def test_day_is_read_however_it_is_printed(words: str) -> None:
    assert [one.due for one in read_letter(ASKS.format(due=words)).deadlines] == ["2024-07-15"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trước ngày 07/15/2024", "07/15/2024"),
        ("trước 07/15/2024", "07/15/2024"),
        ("trước ngày 32/7", "32/7"),
        ("chậm nhất 32/7", "32/7"),
        ("trước ngày 32.7.2024", "32.7.2024"),
        ("chậm nhất ngày 31/6/2024", "31/6/2024"),
        ("trước ngày 31 tháng 6", "31 tháng 6"),
        ("trước 30/02", "30/02"),
        ("trước ngày 29/02/2023", "29/02/2023"),
        ("trước ngày 32 tháng 7", "32 tháng 7"),
        ("trước ngày 15 tháng 13 năm 2024", "15 tháng 13 năm 2024"),
        ("trước ngày 00/7/2024", "00/7/2024"),
    ],
)
def test_day_of_no_calendar_is_noted_and_the_duty_kept(words: str, day: str) -> None:
    read = read_letter(ASKS.format(due=words))
    assert [one.due for one in read.deadlines] == [None]
    assert [(note.kind, note.text) for note in read.notes] == [
        ("typo", f"Không có ngày {day} trong lịch; giữ như bản in.")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Phấn đấu trước 45/60 xã đạt chuẩn.",
        "Bố trí trực 24/24 giờ, báo cáo khi có sự cố.",
        "1.2.24. Báo cáo kết quả thi đua.",
        "Năm trước 7/23 đơn vị gửi báo cáo chậm.",
        "Tỷ lệ 98/99 thôn có tổ hòa giải.",
    ],
)
def test_figure_is_no_day(body: str) -> None:
    read = read_letter(body)
    assert [due_of(one) for one in read.deadlines if one.due] == []
    assert [note for note in read.notes if note.kind == "typo"] == []


@pytest.mark.parametrize(
    "words",
    [
        "15.02 - 30.6.2024",
        "15.02÷30.6.2024",
        "15.2-30.6.2024",
        "từ 15.02 đến 30.6.2024",
        "từ 15/2 tới 30/6/2024",
        "từ 15/02 – 30/6/2024",
        "15/02/24 - 30/6/24",
        "từ 15.02.24 đến 30.6.24",
        "từ 2024-02-15 đến 2024-06-30",
    ],
)
def test_round_is_read_whatever_signs_divide_its_days(words: str) -> None:
    assert stretches(f"Đợt 1: {words}.\nĐợt 2: 01.7÷31.12.2024.") == [
        (1, "2024-02-15", "2024-06-30"),
        (2, "2024-07-01", "2024-12-31"),
    ]


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("15 ngày cuối năm", ("2024-12-17", "2024-12-31")),
        ("100 ngày cuối cùng của năm 2024", ("2024-09-23", "2024-12-31")),
        ("10 ngày đầu năm 2025", ("2025-01-01", "2025-01-10")),
        ("60 ngày đầu năm 2025", ("2025-01-01", "2025-03-01")),
    ],
)
def test_first_and_last_days_of_a_year_are_counted(words: str, window: tuple[str, str]) -> None:
    assert [due for _kind, due in dues(f"Báo cáo kết quả trong {words}.")] == [window]


@pytest.mark.parametrize("words", ["15 ngày cuối năm học", "0 ngày cuối năm", "400 ngày cuối năm"])
def test_other_counts_give_no_days_of_a_year(words: str) -> None:
    assert not any(isinstance(due, tuple) for _kind, due in dues(f"Báo cáo trong {words}."))
