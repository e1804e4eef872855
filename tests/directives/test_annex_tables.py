"""Annex tables by column: each day belongs to the thing of its column and row, and the unit of the row owes it."""

from collections.abc import Callable

import pytest

from tests.directives.letters import due_of, dues, read_letter

Rows = list[list[str]]
Owed = list[tuple[str, object, str | None]]
BY_KIND: tuple[Rows, Owed] = (
    [
        ["Đơn vị", "Báo cáo sơ kết", "Báo cáo tổng kết"],
        ["Các phòng", "15/6/2024", "15/11/2024"],
        ["Các xã", "20/6/2024", "20/11/2024"],
    ],
    [
        ("so_ket", "2024-06-15", "Các phòng"),
        ("tong_ket", "2024-11-15", "Các phòng"),
        ("so_ket", "2024-06-20", "Các xã"),
        ("tong_ket", "2024-11-20", "Các xã"),
    ],
)
BY_TIME: tuple[Rows, Owed] = (
    [
        ["TT", "Nội dung", "Thời hạn", "Cơ quan thực hiện"],
        ["1", "Báo cáo sơ kết", "Trước 15/6/2024", "Các xã"],
        ["2", "Báo cáo tổng kết", "20/11/2024", "Các phòng"],
        ["3", "Hồ sơ khen thưởng", "Trước ngày 05/12/2024", "Văn phòng"],
    ],
    [
        ("so_ket", "2024-06-15", "Các xã"),
        ("tong_ket", "2024-11-20", "Các phòng"),
        ("ho_so_khen_thuong", "2024-12-05", "Văn phòng"),
    ],
)
NUMBERED: tuple[Rows, Owed] = (
    [
        ["TT", "Đơn vị", "Đăng ký thi đua", "Sơ kết", "Tổng kết"],
        ["1", "Phòng Nội vụ", "28/2", "15/6", "15/11"],
        ["2", "Phòng Tài chính", "29/2", "16/6", "16/11"],
    ],
    [
        ("dang_ky", "2024-02-28", "Phòng Nội vụ"),
        ("so_ket", "2024-06-15", "Phòng Nội vụ"),
        ("tong_ket", "2024-11-15", "Phòng Nội vụ"),
        ("dang_ky", "2024-02-29", "Phòng Tài chính"),
        ("so_ket", "2024-06-16", "Phòng Tài chính"),
        ("tong_ket", "2024-11-16", "Phòng Tài chính"),
    ],
)
BY_UNIT: tuple[Rows, Owed] = (
    [
        ["Loại báo cáo", "Các sở", "Các xã"],
        ["Báo cáo sơ kết", "20/6/2024", "15/6/2024"],
        ["Báo cáo tổng kết", "20/11/2024", "15/11/2024"],
    ],
    [
        ("so_ket", "2024-06-20", "Các sở"),
        ("so_ket", "2024-06-15", "Các xã"),
        ("tong_ket", "2024-11-20", "Các sở"),
        ("tong_ket", "2024-11-15", "Các xã"),
    ],
)
ONE_ROW: tuple[Rows, Owed] = (
    [["Báo cáo sơ kết", "Báo cáo tổng kết"], ["Trước ngày 15/6/2024", "Trước ngày 20/11/2024"]],
    [("so_ket", "2024-06-15", None), ("tong_ket", "2024-11-20", None)],
)


def bars(rows: Rows) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def markdown(rows: Rows) -> str:
    head, *body = bars(rows).split("\n")
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def bars_between(rows: Rows) -> str:
    return "\n".join(" | ".join(row) for row in rows)


def tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def gaps(rows: Rows) -> str:
    return "\n".join("     ".join(row) for row in rows)


def stacked(rows: Rows) -> str:
    return "\n\n".join("\n".join(row) for row in rows)


def stacked_close(rows: Rows) -> str:
    return "\n".join("\n".join(row) for row in rows)


def broken_titles(rows: Rows) -> str:
    head, *body = rows
    return bars([[title.replace(" ", "\n", 1) for title in head], *body])


@pytest.mark.parametrize("table", [BY_KIND, BY_TIME, NUMBERED, BY_UNIT, ONE_ROW])
@pytest.mark.parametrize(
    "printed",
    [bars, markdown, bars_between, tabs, gaps, stacked, stacked_close, broken_titles],
)
def test_day_belongs_to_its_column_and_row(
    table: tuple[Rows, Owed], printed: Callable[[Rows], str]
) -> None:
    rows, owed = table
    read = read_letter(f"LỊCH BÁO CÁO\n\n{printed(rows)}\n\nTổ chức thực hiện nghiêm túc.")
    assert [(one.kind.value, due_of(one), one.who) for one in read.deadlines] == owed
    assert (read.phases, read.milestones, read.unplaced) == ((), (), ())


@pytest.mark.parametrize(
    "lines",
    [
        "Thời gian\nSơ kết\n15/6/2024\nTổng kết\n15/11/2024",
        "Đợt | Nội dung\nĐợt 1 | Mừng Đảng, mừng Xuân\nĐợt 2 | Mừng Quốc khánh",
        "Chia sẻ | Facebook\nLượt xem | 15/6/2024",
    ],
)
def test_lines_side_by_side_are_no_table_of_dues(lines: str) -> None:
    assert dues(lines) == []
