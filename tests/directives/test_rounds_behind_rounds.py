"""Rounds that begin behind another, that are told in turn, and those of which no day is said."""

import pytest

from tests.directives.letters import dues, read_letter, stretches

FIRST = (1, "2024-02-01", "2024-06-30")
SECOND = (2, "2024-07-01", "2024-12-31")
BEHIND = [
    ("nối tiếp đợt thứ nhất đến 31/12", "2024-12-31"),
    ("tiếp theo đợt 1 đến 31/12", "2024-12-31"),
    ("tiếp liền đợt 1 cho đến ngày 31/12", "2024-12-31"),
    ("từ sau khi kết thúc đợt 1 đến hết năm", "2024-12-31"),
    ("sau khi kết thúc đợt 1 đến hết ngày 30/11", "2024-11-30"),
    ("ngay sau đợt 1, kết thúc ngày 31/12", "2024-12-31"),
    ("bắt đầu ngay sau khi kết thúc đợt 1 và kết thúc vào ngày 20/12", "2024-12-20"),
    ("sau đợt 1 đến 31/12", "2024-12-31"),
    ("nối tiếp đợt 1, kéo dài 60 ngày", "2024-08-29"),
    ("nối tiếp đợt 1 trong 3 tháng", "2024-09-30"),
    ("nối tiếp đợt 1", None),
    ("phần thời gian còn lại", None),
]
IN_TURN = [
    ("Đợt 1 và Đợt 2 lần lượt từ 01/02 đến 30/6 và từ 01/7 đến 31/12.", [FIRST, SECOND]),
    ("Đợt 1, đợt 2 lần lượt diễn ra từ 01/02 đến 30/6 và từ 01/7 đến 31/12.", [FIRST, SECOND]),
    ("Thi đua chia làm hai đợt, lần lượt từ 01/02 đến 30/6, từ 01/7 đến 31/12.", [FIRST, SECOND]),
    ("Đợt I (từ 01/02 đến 30/6); Đợt II (từ 01/7 đến 31/12).", [FIRST, SECOND]),
    (
        "Phong trào gồm 2 đợt, lần lượt kết thúc ngày 30/6 và 31/12.",
        [(1, None, "2024-06-30"), SECOND],
    ),
    (
        "Đợt 1, 2 và 3 lần lượt kết thúc vào các ngày 30/4, 31/8 và 31/12.",
        [
            (1, None, "2024-04-30"),
            (2, "2024-05-01", "2024-08-31"),
            (3, "2024-09-01", "2024-12-31"),
        ],
    ),
]
UNDATED = [(1, None, None), (2, None, None)]
ANNOUNCED = [
    "Phong trào thi đua gồm hai giai đoạn: giai đoạn 1 (ra quân), giai đoạn 2 (về đích).",
    "Phong trào thi đua được chia thành 02 đợt thi đua, do các đơn vị tự chọn thời gian.",
    "Phong trào chia thành 2 đợt:\n- Đợt 1: ra quân.\n- Đợt 2: về đích.",
]
NONE = [
    "Phong trào gồm 2 đợt kiểm tra chéo.",
    "Trong phong trào thi đua, mỗi xã chia thành 3 đợt báo cáo.",
    "Năm 2023, phong trào thi đua đã chia làm 2 đợt.",
    "Đợt 1 kết thúc 10 ngày phải gửi báo cáo.",
    "Báo cáo kết quả đợt 2 sau khi kết thúc đợt 10 ngày.",
    "Tổng kết ngay sau đợt 2 đến hết tháng 12.",
    "Kiểm tra: đợt 1 và đợt 2 lần lượt từ 01/02 đến 05/02 và từ 01/7 đến 05/7.",
]


@pytest.mark.parametrize("between", ["\n", " "], ids=["lines", "sentences"])
@pytest.mark.parametrize(("words", "end"), BEHIND)
def test_round_begins_the_day_after_the_one_it_follows(words: str, end: str, between: str) -> None:
    body = f"Đợt 1: từ ngày 01/02 đến ngày 30/6.{between}Đợt 2: {words}."
    assert stretches(body) == [FIRST, (2, "2024-07-01", end)]


def test_round_behind_one_without_an_end_has_no_beginning() -> None:
    body = "Đợt 1: từ 01/02 đến khi kết thúc Đại hội.\nĐợt 2: nối tiếp đợt 1 đến 31/12."
    assert stretches(body) == [(1, "2024-02-01", None), (2, None, "2024-12-31")]


@pytest.mark.parametrize(("body", "expected"), IN_TURN)
def test_rounds_are_told_in_turn(body: str, expected: list[object]) -> None:
    assert stretches(body) == expected


def test_dues_of_rounds_told_in_turn_are_no_rounds() -> None:
    body = "Sơ kết đợt 1 và đợt 2 lần lượt trước ngày 05/7 và 05/12."
    assert stretches(body) == []
    assert dues(body) == [("so_ket", "2024-07-05"), ("so_ket", "2024-12-05")]


@pytest.mark.parametrize("body", ANNOUNCED)
def test_rounds_without_days_stay(body: str) -> None:
    assert stretches(body) == UNDATED


@pytest.mark.parametrize("body", NONE)
def test_what_only_speaks_of_rounds_gives_none(body: str) -> None:
    assert read_letter(body).phases == ()
