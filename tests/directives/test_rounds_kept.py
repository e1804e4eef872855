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


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "Đợt 1: 60 ngày, từ 01/3. Đợt 2: 90 ngày tiếp theo. Đợt 3: từ 01/10 đến 31/12.",
            [
                ("2024-03-01", "2024-04-29"),
                ("2024-04-30", "2024-07-28"),
                ("2024-10-01", "2024-12-31"),
            ],
        ),
        ("Đợt 1 kết thúc 30/6, đợt 2 vào 31/12.", [(None, "2024-06-30"), (None, None)]),
        (
            "Chia hai đợt: đợt 1 kết thúc 30/6, và đợt 2 vào ngày 31/12.",
            [(None, "2024-06-30"), (None, None)],
        ),
        ("Đợt 1 chào mừng 3/2; đợt 2 chào mừng 19/5.", [(None, None)] * 2),
        (
            "Đợt 1 chào mừng 3/2; đợt 2 lập thành tích mừng 19/5; đợt 3: về đích.",
            [(None, None)] * 3,
        ),
        ("Đợt I: mừng Xuân. Đợt II: mừng Quốc khánh, và đợt III: về đích.", [(None, None)] * 3),
    ],
)
def test_rounds_of_one_breath_all_stay(
    body: str, wanted: list[tuple[str | None, str | None]]
) -> None:
    assert stretches(body) == [(number, *days) for number, days in enumerate(wanted, 1)]


@pytest.mark.parametrize(
    "body",
    [
        "Đợt 1: gửi báo cáo 15/6; đợt 2: báo cáo 15/12.",
        "Nộp hồ sơ đợt 1: sáng kiến cấp xã; đợt 2: sáng kiến cấp tỉnh.",
        "Báo cáo kết quả đợt 1, đợt 2 vào 31/12.",
    ],
)
def test_work_told_by_rounds_gives_none(body: str) -> None:
    assert stretches(body) == []
