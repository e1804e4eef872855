"""Rows that begin with a month: each work of the cell beside it has the day that it names itself."""

import pytest

from tests.directives.letters import due_of, read_letter

HEAD = "Thời gian | Công việc | Người thực hiện\n"
ROWS = [
    (
        "Tháng 3/2024 | Sơ kết đợt II: 07/3 | Ban Giám đốc",
        [("so_ket", "2024-03-07")],
    ),
    (
        "Tháng 4/2024 | Nộp SKKN (02 bản) hạn cuối 10/4; Hội đồng chấm SKKN từ 16/4 đến 20/4 | Văn phòng",
        [("sang_kien", "2024-04-10"), ("sang_kien", ("2024-04-16", "2024-04-20"))],
    ),
    (
        "Tháng 5/2024 | Tổ họp bình xét 14/5; hội đồng bỏ phiếu 17/5; nộp hồ sơ thi đua trước 25/5; tổng kết 26/5 | Tổ",
        [
            ("binh_xet", "2024-05-14"),
            ("binh_xet", "2024-05-17"),
            ("ho_so_khen_thuong", "2024-05-25"),
            ("tong_ket", "2024-05-26"),
        ],
    ),
    (
        "Quý I/2024 | Ký giao ước ngày 18/01; đăng ký thi đua trước ngày 20/02 | Các phòng",
        [("ky_giao_uoc", "2024-01-18"), ("dang_ky", "2024-02-20")],
    ),
    (
        "Tháng 6/2024 | Sơ kết 6 tháng, xong trước ngày 13/6; gửi báo cáo về Sở chậm nhất ngày 15/6 | Các phòng",
        [("so_ket", "2024-06-13"), ("so_ket", "2024-06-15")],
    ),
    (
        "Tháng 11/2024 | Hội thao từ 06/11 đến 10/11; sơ kết đợt I vào ngày 17/11 | Công đoàn",
        [("so_ket", "2024-11-17")],
    ),
]


@pytest.mark.parametrize(("row", "right"), ROWS)
def test_a_work_with_its_own_day_is_not_due_in_the_month_of_its_row(
    row: str, right: list[tuple[str, object]]
) -> None:
    found = read_letter(HEAD + row + "\n").deadlines
    assert [(one.kind.value, due_of(one)) for one in found] == right


@pytest.mark.parametrize(
    "work", ["Sơ kết đợt II", "Sơ kết theo Công văn ngày 07/02/2024", "Họp sơ kết 6 tháng"]
)
def test_a_work_alone_is_due_in_the_month_of_its_row(work: str) -> None:
    found = read_letter(f"{HEAD}Tháng 7/2024 | {work} | Các phòng\n").deadlines
    assert [(one.kind.value, due_of(one)) for one in found] == [
        ("so_ket", ("2024-07-01", "2024-07-31"))
    ]


def test_a_work_without_a_day_beside_one_with_a_day_is_told() -> None:
    row = "Tháng 7/2024 | Sơ kết đợt II; nộp hồ sơ khen thưởng trước ngày 20/7 | Các phòng\n"
    read = read_letter(HEAD + row)
    assert [due_of(one) for one in read.deadlines] == ["2024-07-20"]
    assert any("Tháng 7/2024" in note.text for note in read.unplaced)


def test_files_of_an_enrolment_are_an_enrolment() -> None:
    for words in ("Nộp hồ sơ đăng ký về Phòng", "Gửi hồ sơ đăng ký thi đua"):
        found = read_letter(f"- {words} trước ngày 30/3/2024.\n").deadlines
        assert [one.kind.value for one in found] == ["dang_ky"]


def test_the_month_of_works_with_days_is_not_told() -> None:
    for row, _right in ROWS:
        read = read_letter(f"{HEAD}{row}\n")
        month = row.split(" |")[0]
        assert not any(note.text.endswith(f"(chưa hiểu: “{month}”)") for note in read.unplaced)
