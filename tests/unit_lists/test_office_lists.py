"""What offices put into lists beside units, and how they shorten names: no wrong unit, none lost, none mistaken."""

import io

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # the library has no types

from scheduler.definition.organisation import Organisation, Rotation
from scheduler.unit_lists.columns import Field
from scheduler.unit_lists.export import as_csv
from scheduler.unit_lists.names import Known, head_title_of, kind_of
from scheduler.unit_lists.workbook import read_workbook
from tests.build import organisation
from tests.unit_lists.books import Cells, delimited, listed, xlsx


def known() -> Organisation:
    units = [
        {"id": "snv", "name": "Sở Nội vụ", "kind": "so"},
        {"id": "stc", "name": "Sở Tài chính", "kind": "so", "block": "k1"},
        {"id": "skhdt", "name": "Sở Kế hoạch và Đầu tư", "kind": "so", "block": "k1"},
        {"id": "lam-thao", "name": "Ủy ban nhân dân huyện Lâm Thao", "kind": "huyen"},
        {"id": "cu", "name": "Xã Hùng Việt", "kind": "xa", "last_day": "2023-12-31"},
    ]  # fmt: skip
    issuer = {"name": "Ủy ban nhân dân tỉnh Phú Thọ", "standing_body": "snv"}
    blocks = [{"id": "k1", "name": "Khối thi đua các sở, ngành"}]
    return organisation(issuer=issuer, units=units, blocks=blocks)


@pytest.mark.parametrize("name", ["H. Lâm Thao", "H.Lâm Thao", "UBND H. Lâm Thao", "LÂM THAO"])
def test_a_district_is_found_by_its_letter(name: str) -> None:
    assert Known(known().units, place="Phú Thọ").find(name) == ["lam-thao"]


def test_letters_are_no_place_where_a_field_of_work_follows() -> None:
    names = ("TT Y tế huyện Lâm Thao", "TT Hùng Sơn", "P. Nội vụ", "P. Gia Cẩm", "THPT Hùng Vương")
    kinds = ["don-vi-su-nghiep", "thi-tran", "phong", "phuong", "truong"]
    assert list(map(kind_of, names)) == kinds


def test_heads_are_called_as_they_are() -> None:
    names = ("Văn phòng UBND tỉnh", "Thanh tra tỉnh", "Tỉnh đoàn", "Vụ Pháp chế", "Văn phòng Bộ")
    titles = ["Chánh Văn phòng", "Chánh Thanh tra", "Bí thư", "Vụ trưởng", "Chánh Văn phòng"]
    assert list(map(head_title_of, names)) == titles


def test_communes_of_one_name_are_told_apart_by_their_district() -> None:
    rows = [("Tên đơn vị",), ("Xã Tân Lập (huyện Thanh Sơn)",), ("Xã Tân Lập (H. Yên Lập)",)]
    first = listed(xlsx(rows))
    assert first.wanted is not None and len(first.wanted.units) == 3
    again = listed(xlsx([("Tên đơn vị",), ("xã Tân Lập, huyện Yên Lập",)]), first.wanted)
    assert [(one.is_known, one.unit.name) for one in again.entries] == [
        (True, "Xã Tân Lập (H. Yên Lập)")
    ]


BELOW: Cells = (
    ("TT", "Tên đơn vị", "Số lượng", "Ghi chú"),
    ("I", "KHỐI CÁC SỞ, NGÀNH (2 đơn vị)", 2, ""),
    (1, "Sở Tài chính", 1, ""),
    (2, "Sở Y tế", 1, ""),
    ("II", "Các doanh nghiệp", 1, ""),
    (3, "Tổng công ty Giấy Việt Nam", 1, ""),
    ("III", "Công an tỉnh", 1, ""),
    ("", "Cộng", 4, ""),
    ("", "NGƯỜI LẬP BIỂU", "", "THỦ TRƯỞNG ĐƠN VỊ"),
    ("", "(Ký, ghi rõ họ tên)", "", "(Ký tên, đóng dấu)"),
    ("", "", "", "PHÓ CHỦ TỊCH"),
    ("", "Họ tên người lập", "", "Họ tên người ký"),
)


def test_groups_sums_and_signatures_are_no_units_and_others_are() -> None:
    found = listed(xlsx(BELOW), known())
    assert found.faults == ()
    assert [(one.unit.name, one.unit.block) for one in found.entries] == [
        ("Sở Tài chính", "k1"),
        ("Sở Y tế", "k1"),
        ("Tổng công ty Giấy Việt Nam", "khoi-1"),
        ("Công an tỉnh", "khoi-1"),
    ]
    assert [one.number for one in found.skipped] == [2, 5, 8, 9, 10, 11, 12]


def test_a_contact_and_a_person_are_no_title_of_the_head() -> None:
    contact = [
        ("TT", "Tên đơn vị", "Cán bộ đầu mối", ""),
        ("", "", "Họ và tên", "Chức vụ"),
        (1, "Sở Tài chính", "Một người", "Chuyên viên"),
    ]
    merged = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3))
    person = [("Tên đơn vị", "Thủ trưởng"), ("Sở Tài chính", "Một người")]
    for data in (xlsx(contact, merged), xlsx(person)):
        assert Field.HEAD_TITLE not in listed(data, known()).header.fields
    title = [("Tên đơn vị", "Thủ trưởng"), ("Sở Tài chính", "Q. Giám đốc")]
    assert Field.HEAD_TITLE in listed(xlsx(title), known()).header.fields


def test_a_role_says_its_year_and_who_is_deputy() -> None:
    rows = [
        ("Đơn vị", "Khối", "Khối trưởng, khối phó"),
        ("Sở Tài chính", "k1", "Khối trưởng năm 2025"),
        ("Sở Kế hoạch và Đầu tư", "k1", "Khối phó năm 2025"),
        ("Sở Nội vụ", "k1", "Nguyên khối trưởng"),
    ]
    found = listed(xlsx(rows), known())
    assert found.wanted is not None
    turn = Rotation(year=2025, head="stc", deputy="skhdt")
    assert found.wanted.blocks[0].rotation == (turn,)


def test_ids_that_slipped_against_their_names_are_told() -> None:
    rows = [("Mã", "Tên đơn vị"), ("stc", "Sở Kế hoạch và Đầu tư"), ("skhdt", "Sở Tài chính")]
    assert [one.cell for one in listed(xlsx(rows), known()).faults] == ["A2", "A3"]


def test_a_new_unit_is_not_taken_for_one_that_ended() -> None:
    rows = [("Mã", "Tên đơn vị"), ("", "Xã Hùng Việt")]
    found = listed(xlsx(rows), known())
    assert [one.cell for one in found.faults] == ["B2"] and "2023" in found.faults[0].text
    rows[1] = ("hung-viet-moi", "Xã Hùng Việt")
    assert [one.is_known for one in listed(xlsx(rows), known()).entries] == [False]


def test_a_second_column_of_names_is_asked_about() -> None:
    rows = [("TT", "Tên đơn vị", "TT", "Tên đơn vị"), (1, "Sở Tài chính", 2, "Sở Y tế")]
    assert "Cột D" in listed(xlsx(rows), known()).faults[0].text


def test_a_hidden_sheet_does_not_go_before_a_seen_one() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("Nay").write_column(0, 0, ["Tên đơn vị", "Sở Tài chính"])
        old = book.add_worksheet("Cũ")
        old.write_row(0, 0, ["Tên đơn vị", "Email", "Khối"])
        old.write_row(1, 0, ["Sở Y tế", "syt@p.vn", "Khối 1"])
        old.hide()
    found = listed(file.getvalue(), known())
    assert (found.sheet, found.others) == ("Nay", ("Cũ",))


def test_no_cell_of_a_csv_is_run_as_a_formula() -> None:
    rows = [("Tên đơn vị", "Viết tắt"), ("=Sở 1+1", "@a"), ("'+84 Hội", "-2")]
    wanted = listed(delimited(rows)).wanted
    assert wanted is not None
    data = as_csv(wanted)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in data.decode().split(","))
    again = listed(data, wanted)
    assert again.wanted == wanted and read_workbook(data, "a.csv")[0].cell(2, 1) == "=Sở 1+1"
