"""Rounds told by lists, headings, quarters and lead-in sentences, with and without numbers."""

import pytest

from tests.directives.letters import stretches

THREE = [
    (1, "2024-01-01", "2024-04-30"),
    (2, "2024-05-01", "2024-08-31"),
    (3, "2024-09-01", "2024-12-31"),
]
HALVES = [(1, "2024-01-01", "2024-06-30"), (2, "2024-07-01", "2024-12-31")]
SERIES = [
    (
        "Phong trào được chia làm ba giai đoạn:\n- Từ 01/01 đến 30/4: đợt mừng Đảng, mừng Xuân.\n"
        "- Từ 01/5 đến 31/8: đợt mừng Quốc khánh.\n- Từ 01/9 đến 31/12: đợt về đích.",
        THREE,
    ),
    ("Năm 2024 tổ chức 3 đợt: từ 01/01 đến 30/4, từ 01/5 đến 31/8 và từ 01/9 đến 31/12.", THREE),
    (
        "Phong trào thực hiện với ba đợt:\na) Từ đầu năm đến ngày 30 tháng 4 năm 2024. Đây là đợt ra quân.\n"
        "b) Từ ngày 01 tháng 5 năm 2024 đến ngày 31 tháng 8 năm 2024. Đây là đợt tăng tốc.\n"
        "c) Từ sau ngày 31 tháng 8 năm 2024 đến hết năm 2024. Đây là đợt về đích.",
        THREE,
    ),
    (
        "Thời gian các đợt thi đua:\n+ Nửa đầu năm: hoàn thành chỉ tiêu.\n+ Nửa cuối năm: về đích.",
        HALVES,
    ),
    ("Chia hai đợt: 6 tháng đầu năm hoàn thành kế hoạch; 6 tháng cuối năm về đích.", HALVES),
    (
        "Quý I: thi đua mừng Xuân.\nQuý II: thi đua chào mừng 19/5.",
        [
            (1, "2024-01-01", "2024-03-31"),
            (2, "2024-04-01", "2024-06-30"),
        ],
    ),
    (
        "Đợt đầu từ 10/01 đến 30/4, đợt sau từ 01/5 đến 30/11.",
        [
            (1, "2024-01-10", "2024-04-30"),
            (2, "2024-05-01", "2024-11-30"),
        ],
    ),
    (
        "Đợt một, trong ba tháng đầu năm; đợt hai, trong quý II và quý III; đợt ba, ba tháng cuối năm.",
        [
            (1, "2024-01-01", "2024-03-31"),
            (2, "2024-04-01", "2024-09-30"),
            (3, "2024-10-01", "2024-12-31"),
        ],
    ),
    (
        "Đợt một bắt đầu ngay sau Hội nghị phát động, kết thúc ngày 30/6; đợt hai từ 01/7 đến 31/12.",
        [
            (1, None, "2024-06-30"),
            (2, "2024-07-01", "2024-12-31"),
        ],
    ),
    (
        "Đợt I từ 20/01 tới 30/4; Đợt II từ 01/5 tới 31/8; Đợt III từ đó đến 31/12.",
        [
            (1, "2024-01-20", "2024-04-30"),
            (2, "2024-05-01", "2024-08-31"),
            (3, "2024-09-01", "2024-12-31"),
        ],
    ),
    (
        "Đợt 1: 20/01 → 30/4\nĐợt 2: 01/5 → 31/8",
        [
            (1, "2024-01-20", "2024-04-30"),
            (2, "2024-05-01", "2024-08-31"),
        ],
    ),
    (
        "Đợt 1: Quý I và tháng 4 năm 2024.\nĐợt 2: từ tháng 5 đến tháng 12.",
        [
            (1, "2024-01-01", "2024-04-30"),
            (2, "2024-05-01", "2024-12-31"),
        ],
    ),
    (
        "- Giai đoạn 1, trước Tết: từ 15/01 đến 07/02/2024.\n- Giai đoạn 2, sau Tết: từ 15/02 đến 28/02/2024.",
        [
            (1, "2024-01-15", "2024-02-07"),
            (2, "2024-02-15", "2024-02-28"),
        ],
    ),
    (
        "2.1 Chặng “Dựng cột”: 01/6 – 30/6.\n2.2 Chặng “Kéo dây”: từ sau ngày 30/6 đến 10/8.",
        [
            (None, "2024-06-01", "2024-06-30"),
            (None, "2024-07-01", "2024-08-10"),
        ],
    ),
    (
        "| Thời gian | Đợt thi đua | Việc |\n| Từ 01/01 đến 30/4 | Đợt 1 | Xuân |\n| Từ 01/5 đến 31/8 | Đợt 2 | Hè |",
        [(1, "2024-01-01", "2024-04-30"), (2, "2024-05-01", "2024-08-31")],
    ),
]
NONE = [
    "Năm 2023 tổ chức 3 đợt kiểm tra, phát hiện 12 vụ từ ngày 01/3/2023.",
    "Các đơn vị gửi báo cáo 2 đợt: từ 10/6 đến 15/6 và từ 10/11 đến 15/11.",
    "Dự án gồm hai giai đoạn, tổng vốn 20 tỷ đồng.",
    "Quý I: ban hành kế hoạch.\nQuý II: kiểm tra.",
]


@pytest.mark.parametrize(("text", "expected"), SERIES, ids=[case[0][:50] for case in SERIES])
def test_rounds_without_plain_numbers_are_found(
    text: str, expected: list[tuple[int | None, str | None, str | None]]
) -> None:
    assert stretches(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_other_series_are_no_rounds(text: str) -> None:
    assert stretches(text) == []


def test_campaign_divided_in_quarters_has_four_rounds() -> None:
    body = (
        "Thời gian: chia làm 04 quý, mỗi quý là một đợt.\n+ Quý I: mừng Xuân.\n+ Quý II: tăng tốc.\n"
        "+ Quý III: vượt khó.\n+ Quý IV: về đích."
    )
    assert [one[1:] for one in stretches(body)] == [
        ("2024-01-01", "2024-03-31"),
        ("2024-04-01", "2024-06-30"),
        ("2024-07-01", "2024-09-30"),
        ("2024-10-01", "2024-12-31"),
    ]
