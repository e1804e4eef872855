"""Tables copied from a page or a PDF: one cell a line."""

from itertools import permutations

import pytest

from scheduler.directives.page.stacked_tables import stacked_rows
from tests.directives.letters import dues, read_letter, stretches

TITLES = ("Thời hạn", "Công việc", "Người thực hiện")
ROWS = (
    ("Trước 28/02", "Đăng ký thi đua", "Các phòng"),
    ("25/6 - 30/6", "Sơ kết 6 tháng", "Văn phòng"),
    ("Tháng 9", "Nộp sáng kiến", "Cá nhân"),
    ("15/12", "Tổng kết năm", "Hội đồng"),
)
WANTED = [
    ("dang_ky", "2024-02-28"),
    ("so_ket", ("2024-06-25", "2024-06-30")),
    ("sang_kien", ("2024-09-01", "2024-09-30")),
    ("tong_ket", "2024-12-15"),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize(("cell_gap", "row_gap"), [("\n", "\n\n"), ("\n", "\n"), ("\n\n", "\n\n")])
def test_dues_of_a_table_in_any_order_of_columns(
    order: tuple[int, ...], cell_gap: str, row_gap: str
) -> None:
    table = row_gap.join(cell_gap.join(row[at] for at in order) for row in (TITLES, *ROWS))
    assert dues(table) == WANTED


def test_numbers_and_days_of_rows_are_no_page_numbers() -> None:
    table = "STT\nNội dung\nHạn gửi\n\n1\nBáo cáo sơ kết\n15/6\n\n2\nBáo cáo tổng kết\n15/12"
    assert dues(table) == [("so_ket", "2024-06-15"), ("tong_ket", "2024-12-15")]


def test_rounds_of_a_table_without_borders() -> None:
    table = "Đợt\nThời gian\nNội dung\n\nĐợt 1\n05/02 - 30/4\nMừng Đảng\n\nĐợt 2\n01/5 - 02/9\nMừng Quốc khánh"
    assert stretches(table) == [(1, "2024-02-05", "2024-04-30"), (2, "2024-05-01", "2024-09-02")]


def test_quotation_of_a_cell_is_the_cell() -> None:
    table = "Công việc\nThời hạn\n\nĐăng ký thi đua\nTrước 28/02\n\nTổng kết năm\n15/12"
    assert [one.evidence.quote for one in read_letter(table).deadlines] == ["Trước 28/02", "15/12"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Nội dung", "Thời gian", "", "Các đơn vị thi đua.", "Kinh phí tự lo."],
        ["Thời gian", "", "Từ 01/3 đến 30/6."],
        ["Nội dung thi đua", "Đối tượng", "", "Mọi người: 100%", "Từ 18 tuổi"],
    ],
)
def test_headings_are_no_titles_of_columns(lines: list[str]) -> None:
    assert stacked_rows(lines) == {}


def test_lines_of_a_record_share_its_due() -> None:
    records = (
        "Loại báo cáo: Bản đăng ký thi đua\n  Nơi gửi: Văn phòng\n  Thời hạn: 31/3\n"
        "Loại báo cáo: Báo cáo tổng kết và hồ sơ khen thưởng\n  Nơi gửi: Hội đồng\n  Thời hạn: trước 10/12"
    )
    assert dues(records) == [
        ("dang_ky", "2024-03-31"),
        ("tong_ket", "2024-12-10"),
        ("ho_so_khen_thuong", "2024-12-10"),
    ]
