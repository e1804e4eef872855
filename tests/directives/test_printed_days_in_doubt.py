"""Days that stand as printed, with a doubt beside them."""

import pytest

from tests.directives.letters import read_letter

ASKS = "Các đơn vị gửi báo cáo {due}."


def doubts(body: str) -> list[str]:
    return [one.text for one in read_letter(body).notes if one.kind == "inconsistency"]


@pytest.mark.parametrize(
    "due",
    [
        "trước thứ Năm, ngày 15/6/2024",
        "chậm nhất thứ 5 ngày 15/6",
        "vào sáng Chủ nhật (15/6/2024)",
        "TRƯỚC THỨ HAI, 15/6/2024",
        "trước 16h00 thứ Sáu, ngày 15 tháng 6 năm 2024",
        "trước ngày 15/6/2024 (thứ Năm)",
    ],
)
def test_weekday_of_another_day_is_noted(due: str) -> None:
    assert ["15/6/2024 là thứ Bảy" in text for text in doubts(ASKS.format(due=due))] == [True]


@pytest.mark.parametrize(
    "body",
    [
        ASKS.format(due="trước thứ Bảy, ngày 15/6/2024"),
        ASKS.format(due="trước ngày 15/6/2024 (thứ Bảy)"),
        "Đợt thi đua thứ hai, ngày 15/6/2024 các đơn vị gửi báo cáo.",
        ASKS.format(due="lần thứ năm, trước ngày 15/6/2024"),
        ASKS.format(due="trước ngày 15/01/2025"),
        ASKS.format(due="quý I trước ngày 15/3"),
        ASKS.format(due="quý IV/2023 trước ngày 20/01/2024"),
        ASKS.format(due="tháng 6 trước ngày 20/6"),
        ASKS.format(due="quý II trước ngày 20/6, quý III trước ngày 20/9"),
    ],
)
def test_day_that_fits_is_not_noted(body: str) -> None:
    assert doubts(body) == []


@pytest.mark.parametrize(
    "due", ["trước 15/3/2042", "chậm nhất ngày 30/6/2026", "đến hết 31/12/2034"]
)
def test_due_years_behind_the_movement_is_noted(due: str) -> None:
    assert ["cách xa năm thi đua 2024" in text for text in doubts(ASKS.format(due=due))] == [True]


@pytest.mark.parametrize(
    "due",
    ["quý III trước 20/6", "kết quả quý 4 trước ngày 30/9/2024", "tháng 9 trước ngày 25/8"],
)
def test_report_due_before_its_period_is_noted(due: str) -> None:
    assert ["kỳ báo cáo" in text for text in doubts(ASKS.format(due=due))] == [True]
