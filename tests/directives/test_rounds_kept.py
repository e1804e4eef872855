"""Rounds and peaks whose days are not known stay, for a person to date; what only speaks of rounds is none."""

import pytest

from tests.directives.letters import stretches


@pytest.mark.parametrize(
    "words",
    [
        "từ ngày 15/8 đến ngày 23 tháng Chạp âm lịch.",
        "từ ngày 32/7/2024 đến ngày 31/9/2024.",
        "từ ngày 30/02/2024 đến ngày 31/6/2024.",
        "chào mừng Quốc khánh.",
        "Thi đua chào mừng Đại hội Đảng bộ xã.",
    ],
)
@pytest.mark.parametrize("opening", ["Đợt 1: ", "- Đợt 1: ", "1. Giai đoạn 1: ", "ĐỢT I: "])
def test_lone_round_without_a_firm_day_stays(opening: str, words: str) -> None:
    assert stretches(opening + words) == [(1, None, None)]


def test_round_within_a_sentence_whose_days_are_of_no_calendar_stays() -> None:
    assert stretches("Phong trào mở đợt 1 từ ngày 32/7/2024 đến ngày 31/9/2024.") == [
        (1, None, None)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Đợt 1: gửi báo cáo về Sở Nội vụ.",
        "- Đợt 1: nộp hồ sơ đề nghị khen thưởng.",
        "Hồ sơ khen thưởng nộp làm các đợt:\n- Đợt 1: các tập thể.",
        "Kết quả đợt 1 được biểu dương.",
        "Đợt 1 đã kết thúc tốt đẹp.",
        "Đợt 1: kiểm tra các xã vùng cao.",
        "Học kỳ 1: thi đua dạy tốt.",
    ],
)
def test_lone_mention_of_other_work_is_no_round(body: str) -> None:
    assert stretches(body) == []
