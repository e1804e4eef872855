"""Tables copied cell by cell whose rows are numbered: between lone bars, or one cell a line."""

from collections.abc import Callable

import pytest

from scheduler.directives.page.stacked_tables import stacked_rows
from tests.directives.letters import due_of, dues, read_letter

Rows = list[list[str]]
WORKS: Rows = [
    ["TT", "Nội dung công việc", "Thời gian hoàn\nthành", "Đơn vị chủ trì", "Đơn vị phối hợp"],
    ["1", "Xây dựng kế hoạch thi đua\ncủa đơn vị", "Trước ngày\n20/02/2024", "Các xã", "Văn phòng"],
    ["2", "Đăng ký danh hiệu thi đua", "Chậm nhất\n29/02/2024", "Các phòng", ""],
    ["3", "Báo cáo sơ kết 6 tháng", "Nửa đầu\ntháng 7/2024", "Văn phòng", "Các xã"],
    ["4", "Nộp hồ sơ khen thưởng", "15/11/2024", "Các xã", ""],
]
OWED = [
    ("ke_hoach", "2024-02-20", "Các xã"),
    ("dang_ky", "2024-02-29", "Các phòng"),
    ("so_ket", ("2024-07-01", "2024-07-15"), "Văn phòng"),
    ("ho_so_khen_thuong", "2024-11-15", "Các xã"),
]
LEVELS: Rows = [
    ["Stt", "Nội dung công việc", "Mầm non", "Tiểu học", "THCS, PTDTBT"],
    ["1", "Bản đăng ký thi đua (mẫu 1a)", "25/9", "27/9", "29/9"],
    ["2", "Ký giao ước thi đua tại cụm", "09/10", "10/10", "11/10"],
    ["3", "Hội đồng huyện chấm sáng kiến", "Từ 16/4 đến 27/4"],
    ["4", "Hồ sơ khen thưởng cấp tỉnh (nếu có)", "Chung các cấp: trước 08/6"],
]
OF_LEVELS = [
    ("dang_ky", "2024-09-25"),
    ("dang_ky", "2024-09-27"),
    ("dang_ky", "2024-09-29"),
    ("ky_giao_uoc", "2024-10-09"),
    ("ky_giao_uoc", "2024-10-10"),
    ("ky_giao_uoc", "2024-10-11"),
    ("sang_kien", ("2025-04-16", "2025-04-27")),
    ("ho_so_khen_thuong", "2025-06-08"),
]


def barred(rows: Rows) -> str:
    return "\n".join(f"{cell}\n|" if cell else "|" for row in rows for cell in row)


def barred_before(rows: Rows) -> str:
    return "|\n" + barred(rows)


def barred_with_gaps(rows: Rows) -> str:
    return "\n\n".join(f"{cell}\n\n|" if cell else "|" for row in rows for cell in row)


def barred_twice(rows: Rows) -> str:
    return "\n|\n".join(barred([row]) for row in rows)


def lines(rows: Rows) -> str:
    return "\n\n".join(cell.replace("\n", " ") for row in rows for cell in row if cell)


def close_lines(rows: Rows) -> str:
    return lines(rows).replace("\n\n", "\n")


@pytest.mark.parametrize(
    "printed", [barred, barred_before, barred_with_gaps, barred_twice, lines, close_lines]
)
def test_every_row_is_read_for_itself(printed: Callable[[Rows], str]) -> None:
    read = read_letter(
        f"III. CÁC CÔNG VIỆC\n{printed(WORKS)}\nIV. TỔ CHỨC THỰC HIỆN\n1. Các xã thực hiện."
    )
    assert [(one.kind.value, due_of(one)) for one in read.deadlines] == [one[:2] for one in OWED]
    assert (read.phases, read.peaks, read.milestones) == ((), (), ())


@pytest.mark.parametrize("printed", [barred, barred_before, barred_with_gaps])
def test_who_owes_stands_in_the_column_of_who(printed: Callable[[Rows], str]) -> None:
    read = read_letter(f"III. CÁC CÔNG VIỆC\n{printed(WORKS)}\nIV. TỔ CHỨC THỰC HIỆN")
    assert [(one.kind.value, due_of(one), one.who) for one in read.deadlines] == OWED


@pytest.mark.parametrize("printed", [barred, lines, close_lines])
def test_one_cell_over_several_columns(printed: Callable[[Rows], str]) -> None:
    school = "Hướng dẫn thi đua năm học 2024-2025"
    text = f"PHỤ LỤC\nLỊCH NỘP HỒ SƠ\n\n{printed(LEVELS)}\n\nXem thêm: văn bản khác"
    assert dues(text, title=school) == OF_LEVELS


def test_sections_of_a_table_begin_again_with_one() -> None:
    rows = [*WORKS[:3], ["II", "Cuối năm", "", "", ""], ["1", *WORKS[3][1:]], ["2", *WORKS[4][1:]]]
    read = read_letter(f"III. CÁC CÔNG VIỆC\n{barred(rows)}\nIV. TỔ CHỨC THỰC HIỆN")
    assert [(one.kind.value, due_of(one), one.who) for one in read.deadlines] == OWED


def test_next_annex_is_another_table() -> None:
    parts = [
        ["STT", "Hình thức", "Hồ sơ gồm"],
        ["1", "Bằng khen", "Tờ trình"],
        ["2", "Cờ", "Biên bản"],
    ]
    text = f"{barred(parts)}\nPHỤ LỤC 2\nLỊCH CÔNG VIỆC\n{barred(WORKS)}\nHết."
    assert [(one.kind.value, due_of(one), one.who) for one in read_letter(text).deadlines] == OWED


@pytest.mark.parametrize(
    "text",
    [
        "TT\nNội dung\n1\n2\nTrước 15/6",
        "Số người\n1\n12/6\n2\n13/6",
        "TT\n\n1. Các xã gửi báo cáo.\n\n2. Các phòng đăng ký.",
        "STT\nHọ và tên\nChức vụ\n1\nMột người\nTrưởng phòng\n2\nHai người\nPhó phòng",
        "|\nCỘNG HÒA XÃ HỘI\n|\nSố: 1/KH\n|\nngày 15/6/2024\n|",
    ],
)
def test_numbers_in_lines_are_no_table(text: str) -> None:
    assert stacked_rows(text.split("\n")) == {}
