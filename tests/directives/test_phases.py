"""Rounds: by ordinal, label, range, quarter, half, number of days, and what follows what."""

import pytest

from tests.directives.letters import read_letter, stretches

SCHOOL = "Tổ chức phong trào thi đua năm học 2023 - 2024"
ROUNDS = [
    ("Đợt 1: Từ ngày 15/01/2024 đến hết ngày 30/6/2024.", [(1, "2024-01-15", "2024-06-30")]),
    ("1. Đợt thi đua thứ hai, từ 01/7 đến 31/12.", [(2, "2024-07-01", "2024-12-31")]),
    (
        "- Đợt I (6 tháng đầu năm): thi đua lập thành tích.\n- Đợt II (6 tháng cuối năm): thi đua về đích.",
        [(1, "2024-01-01", "2024-06-30"), (2, "2024-07-01", "2024-12-31")],
    ),
    (
        "Phong trào được chia thành 2 đợt:\nĐợt 1: Từ tháng 01 đến hết tháng 6.\nĐợt 2: Từ tháng 7 đến hết tháng 12.",
        [(1, "2024-01-01", "2024-06-30"), (2, "2024-07-01", "2024-12-31")],
    ),
    (
        "a) Giai đoạn 1: Từ nay đến ngày 19/5/2024.\nb) Giai đoạn 2: Từ 20/5/2024 đến 02/9/2024.",
        [(1, "2024-01-15", "2024-05-19"), (2, "2024-05-20", "2024-09-02")],
    ),
    (
        "1.1. Đợt 1\n- Thời gian: Từ ngày 01/02/2024 đến ngày 30/4/2024\n- Nội dung: thi đua.\n1.2. Đợt 2\n- "
        "Thời gian: Từ ngày 01/5/2024 đến ngày 31/8/2024",
        [(1, "2024-02-01", "2024-04-30"), (2, "2024-05-01", "2024-08-31")],
    ),
    (
        "Đợt 1: Quý I/2024. Đợt 2: Quý II và Quý III/2024. Đợt 3: Quý IV/2024.",
        [
            (1, "2024-01-01", "2024-03-31"),
            (2, "2024-04-01", "2024-09-30"),
            (3, "2024-10-01", "2024-12-31"),
        ],
    ),
    (
        "Đợt 1 (từ 01/01 - 30/6/2024), đợt 2 (từ 01/7 - 31/12/2024).",
        [(1, "2024-01-01", "2024-06-30"), (2, "2024-07-01", "2024-12-31")],
    ),
    (
        "- Đợt thi đua thứ nhất: phát động từ đầu năm đến 19/5/2024\n- Đợt thi đua thứ hai: từ sau ngày "
        "19/5/2024 đến hết năm 2024",
        [(1, "2024-01-01", "2024-05-19"), (2, "2024-05-20", "2024-12-31")],
    ),
    ("Đợt 1: 90 ngày đêm, bắt đầu từ ngày 01/3/2024.", [(1, "2024-03-01", "2024-05-29")]),
    (
        "* Đợt 1: Bắt đầu từ ngày 05/2/2024 và kết thúc vào ngày 30/4/2024.",
        [(1, "2024-02-05", "2024-04-30")],
    ),
    (
        "Đợt 1: từ ngày 15 tháng 01 năm 2024 đến ngày 30 tháng 6 năm 2024;",
        [(1, "2024-01-15", "2024-06-30")],
    ),
    ("Đợt 1: Từ ngày 01 đến ngày 31 tháng 3 năm 2024.", [(1, "2024-03-01", "2024-03-31")]),
    (
        "Đợt 1: Từ 20/3 đến 19/5/2024\nĐợt 2: Tiếp nối đợt 1 đến ngày 02/9/2024",
        [(1, "2024-03-20", "2024-05-19"), (2, "2024-05-20", "2024-09-02")],
    ),
    ("Đợt 3: Từ ngày 03/9/2024 đến khi kết thúc Đại hội.", [(3, "2024-09-03", None)]),
    ("Đợt 1: Tháng 1, 2, 3 năm 2024.", [(1, "2024-01-01", "2024-03-31")]),
    ("Đợt 1: Từ tháng 11/2023 đến tháng 01/2024", [(1, "2023-11-01", "2024-01-31")]),
    ("ĐỢT 1: TỪ NGÀY 01/02/2024 ĐẾN NGÀY 30/4/2024", [(1, "2024-02-01", "2024-04-30")]),
    (
        "Đợt 1 - Chủ đề “Mừng Đảng, mừng Xuân”: từ ngày 10/01/2024 đến ngày 03/02/2024.",
        [(1, "2024-01-10", "2024-02-03")],
    ),
    (
        "Căn cứ kết quả giai đoạn 1 của dự án (2019-2022), tiếp tục thực hiện giai đoạn 2021-2025.",
        [],
    ),
]
SCHOOL_ROUNDS = [
    (
        "Đợt 1: Từ 05/9 đến 20/11.\nĐợt 2: Từ 21/11 đến 09/01.\nĐợt 3: Từ 10/01 đến 26/3.",
        [
            (1, "2023-09-05", "2023-11-20"),
            (2, "2023-11-21", "2024-01-09"),
            (3, "2024-01-10", "2024-03-26"),
        ],
    ),
    (
        "Đợt 1: Từ tháng 9 đến tháng 11/2023\nĐợt 2: Từ tháng 12/2023 đến tháng 3/2024",
        [(1, "2023-09-01", "2023-11-30"), (2, "2023-12-01", "2024-03-31")],
    ),
    (
        "Học kỳ I: từ 05/9/2023 đến 13/01/2024.\nHọc kỳ II: từ 15/01/2024 đến 25/5/2024.",
        [(1, "2023-09-05", "2024-01-13"), (2, "2024-01-15", "2024-05-25")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), ROUNDS)
def test_rounds_are_read_with_their_days(body: str, expected: list[object]) -> None:
    assert stretches(body) == expected


@pytest.mark.parametrize(("body", "expected"), SCHOOL_ROUNDS)
def test_rounds_of_a_school_year_fall_in_two_years(body: str, expected: list[object]) -> None:
    assert stretches(body, title=SCHOOL) == expected


def test_round_names_its_anniversaries() -> None:
    body = (
        "Đợt 1: từ 01/01 đến 30/6/2024, chào mừng 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024).\n"
        "Đợt 2: từ 01/7 đến 31/12/2024, chào mừng 79 năm Quốc khánh (02/9/1945 - 02/9/2024)."
    )
    read = read_letter(body)
    assert [phase.anniversaries for phase in read.phases] == [("a1",), ("a2",)]
    assert [one.tied_to for one in read.anniversaries] == [("p1",), ("p2",)]


def test_round_numbered_twice_keeps_both_and_notes_it() -> None:
    body = "Đợt 1: từ 01/01 đến 30/4/2024.\nĐợt 2: từ 01/5 đến 31/8/2024.\nĐợt 2: từ 01/9 đến 31/12/2024."
    read = read_letter(body)
    assert [phase.ordinal for phase in read.phases] == [1, 2, 2]
    assert any(note.kind == "typo" and "hai lần" in note.text for note in read.notes)


def test_rows_of_a_table_are_rounds() -> None:
    body = (
        "| Đợt | Thời gian | Trọng tâm |\n|---|---|---|\n| 1 | 12/01 - 27/02/2024 | A |\n| 2 | 02/3 - 12/5/2024 "
        "| B |"
    )
    assert stretches(body) == [(1, "2024-01-12", "2024-02-27"), (2, "2024-03-02", "2024-05-12")]
