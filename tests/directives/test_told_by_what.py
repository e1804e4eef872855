"""What a day is for, where its clause leaves the name to a heading or says by what a thing is done."""

import pytest

from tests.directives.letters import dues, read_letter


@pytest.mark.parametrize("mark", ["1. ", "1/- ", "1/ ", "I. ", "a) "])
@pytest.mark.parametrize(("named", "kind"), [("tổng kết", "tong_ket"), ("sơ kết", "so_ket")])
def test_report_without_a_name_is_that_of_its_heading(mark: str, named: str, kind: str) -> None:
    text = (
        f"{mark}Báo cáo {named}:\nBáo cáo gửi về Sở Nội vụ trước ngày 15/11/2024, bản mềm gửi kèm."
    )
    assert dues(text) == [(kind, "2024-11-15")]


@pytest.mark.parametrize(
    "text",
    [
        "1. Báo cáo tổng kết:\nBáo cáo quý gửi về Sở Nội vụ trước ngày 15/11/2024.",
        "1. Sơ kết, tổng kết:\nBáo cáo kết quả đợt 1 gửi về Sở Nội vụ trước ngày 15/11/2024.",
    ],
)
def test_report_with_a_name_keeps_it(text: str) -> None:
    assert [kind for kind, _due in dues(text)] not in (["tong_ket"], ["so_ket"])


@pytest.mark.parametrize(
    "by",
    [
        "bảng tiêu chí đã thống nhất",
        "kế hoạch đã phê duyệt",
        "mẫu đã ban hành",
        "nội dung đã đăng ký",
    ],
)
def test_what_a_thing_is_done_by_is_no_past(by: str) -> None:
    assert dues(f"Các đơn vị tự chấm điểm theo {by}, gửi Cụm trưởng trước 25/11/2024.") == [
        ("binh_xet", "2024-11-25")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Các đơn vị đã tự chấm điểm xong trước 25/11/2024.",
        "Theo báo cáo của các xã, toàn huyện đã nộp hồ sơ khen thưởng trước ngày 25/11/2024.",
    ],
)
def test_what_is_over_stays_past(text: str) -> None:
    assert dues(text) == []


def test_bracket_that_ends_in_a_number_on_its_own_line_is_no_page() -> None:
    lines = "Các đơn vị báo cáo kết quả (theo Biểu số\n01).\nĐăng ký thi đua trước ngày 15/3/2024."
    assert dues(lines) == [("dang_ky", "2024-03-15")]
    assert all("Biểu số Đăng" not in note.text for note in read_letter(lines).unplaced)
