"""What is wrong with a list is told by row and column, all at once; nothing is guessed in silence."""

import io
from datetime import date

import xlsxwriter

from scheduler.definition.organisation import Organisation
from scheduler.unit_lists.choices import Choices, Fate, choices_of
from scheduler.unit_lists.columns import Field
from scheduler.unit_lists.difference import difference
from tests.build import organisation
from tests.unit_lists.books import Cells, listed, xlsx

HEAD = ("TT", "Tên đơn vị", "Email", "Kênh", "Khối", "Trưởng khối", "Ngày kết thúc", "Sáp nhập vào")
WRONG: Cells = (
    HEAD,
    (1, "Sở Tài chính", "stc(at)tinh", "Zalo", "Khối 1", "Sở Xây dựng", "", ""),
    (2, "Sở Tài chính", "", "telegram, email", "Khối 1", "", "", ""),
    (3, "", "x@y.vn", "", "", "", "", ""),
    (4, "Sở Y tế", "", "", "Khối 1", "", "hết tháng 6", "Sở Nào đó"),
    (5, "Sở Công Thương", "", "", "", "x", "", "Sở Y tế"),
)


def test_every_fault_is_told_at_its_cell() -> None:
    found = listed(xlsx(WRONG))
    assert [one.cell for one in found.faults] == [
        "C2", "D2", "F2", "B3", "B4", "G5", "H5", "F6", "G6",
    ]  # fmt: skip
    assert found.wanted is None
    told = {one.cell: one.text for one in found.faults}
    assert "“Zalo”" in told["D2"] and "dòng 2" in told["B3"] and "“Sở Xây dựng”" in told["F2"]


def test_rows_are_corrected_or_left_out_on_the_page() -> None:
    said = Choices(
        rows={
            2: {Field.EMAIL: "stc@tinh.vn", Field.CHANNELS: "email", Field.BLOCK_HEAD: "Sở Y tế"},
            5: {Field.LAST_DAY: "30/6/2024", Field.INTO: "Sở Tài chính"},
            6: {Field.BLOCK: "Khối 2", Field.INTO: ""},
        },
        left_out=frozenset({3, 4}),
    )
    said = choices_of(said.columns_text(), said.rows_text())
    found = listed(xlsx(WRONG), choices=said)
    assert found.faults == () and found.wanted is not None
    assert [row.number for row in found.left_out] == [3, 4]
    units = {one.id: one for one in found.wanted.units}
    assert units["so-y-te"].last_day == date(2024, 6, 30)
    assert units["so-y-te"].into == ("so-tai-chinh",)
    assert found.wanted.blocks[0].rotation[0].head == "so-y-te"


def known() -> Organisation:
    units = [
        {"id": "snv", "name": "Sở Nội vụ", "kind": "so"},
        {"id": "skhdt", "name": "Sở Kế hoạch và Đầu tư", "kind": "so", "email": "a@b.vn", "block": "k1"},
        {"id": "lam-thao", "name": "Ủy ban nhân dân huyện Lâm Thao", "kind": "huyen", "block": "k1"},
        {"id": "p-1", "name": "Ủy ban nhân dân phường Hùng Vương", "kind": "phuong"},
        {"id": "x-1", "name": "Ủy ban nhân dân xã Hùng Vương", "kind": "xa"},
        {"id": "cu", "name": "Sở Cũ", "kind": "so", "last_day": "2023-12-31"},
    ]  # fmt: skip
    issuer = {"name": "Ủy ban nhân dân tỉnh Phú Thọ", "standing_body": "snv"}
    blocks = [{"id": "k1", "name": "Khối thi đua các sở, ngành"}]
    return organisation(issuer=issuer, units=units, blocks=blocks)


def test_rows_find_the_units_there_are_however_they_are_spelt() -> None:
    rows = [
        ("Đơn vị", "Khối"),
        ("sở kh & đt", "Khối các sở ngành"),
        ("LÂM THAO", "k1"),
        ("UBND phường Hùng Vương", ""),
        ("Xã Hùng Vương tỉnh Phú Thọ", ""),
    ]
    found = listed(xlsx(rows), known())
    assert {one.unit.id for one in found.entries} == {"lam-thao", "p-1", "x-1"} | {"so-kh-dt"}
    rows[1] = ("Sở KH & ĐT", "Khối các sở ngành")
    found = listed(xlsx(rows), known())
    assert [one.unit.id for one in found.entries] == ["skhdt", "lam-thao", "p-1", "x-1"]
    assert found.missing == () and found.wanted is not None
    assert difference(known(), found.wanted).units == ()


def test_a_name_that_may_be_two_units_is_asked_about() -> None:
    found = listed(xlsx([("Đơn vị", "Khối"), ("Hùng Vương", "")]), known())
    assert [(one.cell, one.field) for one in found.faults] == [("A2", Field.NAME)]
    assert "(p-1)" in found.faults[0].text and "(x-1)" in found.faults[0].text


def test_who_is_missing_is_asked_about_and_never_deleted() -> None:
    rows = [("Mã đơn vị", "Tên đơn vị", "Email"), ("lam-thao", "UBND huyện Lâm Thao mới", "")]
    data = xlsx(rows)
    found = listed(data, known())
    assert [one.id for one in found.unanswered] == ["skhdt", "p-1", "x-1"]
    assert not found.is_ready
    fates = {"p-1": Fate(), "x-1": Fate(date(2024, 6, 30), ("p-1",)), "skhdt": Fate()}
    found = listed(data, known(), Choices(fates=fates))
    assert found.is_ready and found.wanted is not None
    changes = difference(known(), found.wanted).units
    assert [(one.unit.id, one.fields) for one in changes] == [
        ("lam-thao", ("name",)),
        ("x-1", ("last_day", "into")),
    ]
    assert listed(data, known(), Choices(all_stay=True)).is_ready


def test_an_empty_cell_takes_away_and_a_missing_column_does_not() -> None:
    rows = [("Tên đơn vị", "Email"), ("Sở Kế hoạch và Đầu tư", "")]
    found = listed(xlsx(rows), known(), Choices(all_stay=True))
    assert found.wanted is not None
    change = difference(known(), found.wanted).units[0]
    assert change.fields == ("email",) and change.loses_mailbox and not change.loses_block


def test_numbers_and_days_of_excel_are_what_they_say() -> None:
    rows = [
        ("Tên đơn vị", "Ngày thành lập", "Ngày kết thúc", "Mã số"),
        ("Sở Mới", date(2024, 7, 1), 45900, 5),
    ]
    found = listed(xlsx(rows))
    assert found.wanted is not None
    unit = found.wanted.units[-1]
    assert (unit.first_day, unit.last_day, unit.id) == (
        date(2024, 7, 1),
        date(2025, 8, 31),
        "so-moi",
    )
    assert [one.header for one in found.unused] == ["Mã số"]


def test_columns_are_chosen_by_a_person() -> None:
    rows = [("Tên đơn vị", "Liên hệ"), ("Sở Y tế", "syt@x.vn")]
    found = listed(xlsx(rows), choices=Choices(columns={1: Field.EMAIL}))
    assert found.wanted is not None and found.wanted.units[-1].email == "syt@x.vn"


def place(name: str) -> Organisation:
    units = [
        {"id": "snv", "name": "Sở Nội vụ", "kind": "so"},
        {"id": "hung-long", "name": name, "kind": "xa"},
    ]
    issuer = {"name": "Ủy ban nhân dân tỉnh Phú Thọ", "standing_body": "snv"}
    return organisation(issuer=issuer, units=units, blocks=[])


def test_names_that_differ_by_their_marks_are_not_one_unit() -> None:
    before, rows = place("Ủy ban nhân dân xã Hùng Long"), [("Tên đơn vị",), ("Xã Hưng Long",)]
    found = listed(xlsx(rows), before)
    assert [(one.cell, "(mã hung-long)" in one.text) for one in found.faults] == [("A2", True)]
    own = Choices(rows={2: {Field.ID: "hung-long-2"}}, all_stay=True)
    found = listed(xlsx(rows), before, own)
    assert found.wanted is not None and found.wanted.units[-1].name == "Xã Hưng Long"
    found = listed(xlsx([*rows, ("Xã Hùng Long",)]), choices=Choices(all_stay=True))
    assert [one.unit.name for one in found.entries] == ["Xã Hưng Long", "Xã Hùng Long"]
    for same in ("Xa Hung Long", "XÃ HÙNG LONG", "UBND xã Hùng Long"):
        found = listed(xlsx([("Tên đơn vị",), (same,)]), before)
        assert [one.unit.id for one in found.entries] == ["hung-long"], same


def test_a_name_is_corrected_beside_its_id() -> None:
    before = place("Ủy ban nhân dân xã Hùng long")
    rows = [("Mã đơn vị", "Tên đơn vị"), ("hung-long", "Ủy ban nhân dân xã Hùng Long")]
    found = listed(xlsx(rows), before, Choices(all_stay=True))
    assert found.wanted is not None and found.wanted.units[1].name == rows[1][1]
    rows[1] = ("hung-long", "UBND XÃ HÙNG LONG")
    found = listed(xlsx(rows), before, Choices(all_stay=True))
    assert found.wanted is not None and difference(before, found.wanted).units == ()


def test_what_a_formula_failed_to_find_is_no_empty_cell() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, ("Tên đơn vị", "Email"))
        sheet.write(1, 0, "Sở Y tế")
        sheet.write_formula(1, 1, "=VLOOKUP(A2,Sheet2!A:B,2,0)", None, "#N/A")
        sheet.write(2, 0, "Sở Tài chính")
        sheet.write_formula(2, 1, '="tai.chinh@mau.example"', None, "tai.chinh@mau.example")
    found = listed(file.getvalue())
    assert [(one.cell, one.row) for one in found.faults] == [("B2", 2)]
    assert found.wanted is None


def test_what_is_no_name_makes_no_unit() -> None:
    rows = [("Tên đơn vị", "Khối"), ("#REF!", ""), (0, ""), ("x", ""), ("Sở Y tế", "#N/A")]
    found = listed(xlsx(rows))
    assert [one.cell for one in found.faults] == ["A2", "A3", "A4", "B5"]
    assert found.wanted is None
