"""Lists as they lie about in offices: titles above, merged cells, groups, totals, old encodings."""

import pytest

from scheduler.definition.organisation import Rotation
from scheduler.errors import UnreadableList, WhyNoList
from scheduler.unit_lists.columns import Field
from scheduler.unit_lists.listed import Listed
from scheduler.unit_lists.rows import Line
from tests.unit_lists.books import WRITERS, Cells, delimited, listed, xlsx

UGLY: Cells = (
    ("ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", "", "", "", ""),
    ("DANH SÁCH KHỐI, CỤM THI ĐUA NĂM 2024", "", "", "", ""),
    ("", "", "", "", ""),
    ("TT", "Khối thi đua", "Tên đơn vị", "Email", "Vai trò trong khối"),
    (
        1,
        "Khối các huyện, thành, thị",
        "UBND huyện Lâm Thao",
        "lamthao@phutho.example",
        "Khối trưởng",
    ),
    (2, "", "UBND huyện Đoan Hùng", "", "Phó Trưởng khối"),
    (3, "", "UBND thị xã  Phú Thọ ", "txphutho@phutho.example", ""),
    (4, "Khối các sở, ngành", "Sở Nội vụ", "snv@phutho.example", "Trưởng khối"),
    (5, "", "Sở KH&ĐT", "", ""),
    ("", "", "Tổng cộng: 5 đơn vị", "", ""),
    ("", "", "", "", ""),
    ("", "", "Phú Thọ, ngày 05 tháng 01 năm 2024", "", ""),
)
MERGED = ((0, 0, 0, 4), (1, 0, 1, 4), (4, 1, 6, 1), (7, 1, 8, 1))


def units_of(found: Listed) -> dict[str, tuple[str, str | None]]:
    assert found.wanted is not None, found.faults
    return {one.id: (one.kind, one.block) for one in found.wanted.units}


WANTED = {
    "so-noi-vu": ("so", "khoi-2"),
    "ubnd-lam-thao": ("huyen", "khoi-1"),
    "ubnd-doan-hung": ("huyen", "khoi-1"),
    "ubnd-phu-tho": ("thi-xa", "khoi-1"),
    "so-kh-dt": ("so", "khoi-2"),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_one_list_in_every_format_is_the_same(kind: str) -> None:
    found = listed(WRITERS[kind](UGLY, MERGED))
    assert units_of(found) == WANTED
    assert found.wanted is not None
    heads = {one.id: one.rotation for one in found.wanted.blocks}
    assert heads["khoi-1"] == (Rotation(year=2024, head="ubnd-lam-thao", deputy="ubnd-doan-hung"),)
    assert [one.line for one in found.skipped] == [Line.TOTAL, Line.TOTAL]
    assert found.is_ready


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8-sig"), (";", "utf-16"), ("\t", "utf-8")]
)
def test_delimited_lists_are_read_in_the_encodings_in_use(separator: str, encoding: str) -> None:
    assert units_of(listed(delimited(UGLY, separator=separator, encoding=encoding))) == WANTED


def test_windows_1258_is_read() -> None:
    """Marks of tone stand behind their letters there."""
    text = "Tên đơn vi\u0323\nSơ\u0309 Tài chính\nSơ\u0309 Y tê\u0301\n"
    found = listed(text.encode("cp1258"))
    assert found.wanted is not None
    assert [one.name for one in found.wanted.units] == ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"]


def test_blocks_on_lines_of_their_own() -> None:
    rows = [
        ("Số TT", "Cơ quan, đơn vị", "Ghi chú"),
        ("I", "KHỐI CÁC SỞ", ""),
        (1, "Sở Tài chính", ""),
        (2, "Sở Y tế", "x"),
        ("II. Cụm thi đua số 3", "", ""),
        (3, "Huyện Lâm Thao", ""),
    ]
    found = listed(xlsx(rows))
    assert units_of(found)["so-y-te"] == ("so", "khoi-1")
    assert units_of(found)["ubnd-lam-thao"] == ("huyen", "cum-3")
    assert [(one.number, one.line) for one in found.skipped] == [(2, Line.BLOCK), (5, Line.BLOCK)]


def test_header_over_two_rows_and_a_block_named_in_its_parent() -> None:
    rows = [
        ("TT", "Đơn vị", "", "Khối thi đua", ""),
        ("", "Tên đơn vị", "Viết tắt", "Tên khối", "Trưởng khối năm 2026"),
        (1, "Sở Tài chính", "STC", "Khối 1", "x"),
        (2, "Sở Y tế", "SYT", "Khối 1", ""),
    ]
    merged = ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4))
    found = listed(xlsx(rows, merged))
    fields = {one.letter: one.field for one in found.header.columns}
    assert fields == {
        "A": None, "B": Field.NAME, "C": Field.SHORT, "D": Field.BLOCK, "E": Field.BLOCK_HEAD,
    }  # fmt: skip
    assert found.wanted is not None
    assert found.wanted.blocks[0].rotation == (Rotation(year=2026, head="so-tai-chinh"),)


def test_a_bare_column_of_names_is_a_list() -> None:
    found = listed(xlsx([("Sở Tài chính",), ("Sở Y tế",), ("UBND xã Hùng Việt",)]))
    assert units_of(found).keys() == {"so-noi-vu", "so-tai-chinh", "so-y-te", "ubnd-hung-viet"}


def test_the_sheet_with_most_columns_is_read_and_the_others_are_named() -> None:
    more = {"Danh sách": [("TT", "Tên đơn vị", "Khối"), (1, "Sở Y tế", "Khối 1")]}
    found = listed(xlsx([("Đơn vị",), ("Sở Tài chính",)], more=more))
    assert (found.sheet, found.others) == ("Danh sách", ("Sheet1",))


def test_what_vni_fonts_drew_is_refused() -> None:
    rows = [("TT", "Tên đơn vị"), (1, "Sôû Noäi vuï"), (2, "Sôû Taøi chính")]
    with pytest.raises(UnreadableList) as refused:
        listed(xlsx(rows))
    assert refused.value.reason is WhyNoList.ENCODING


def test_the_number_of_a_row_is_no_part_of_a_name() -> None:
    rows = [("Đơn vị",), ("I. Khối sở, ngành",), ("1. Sở Y tế",), ("2) Sở Tài chính",)]
    found = listed(xlsx(rows))
    assert [(one.unit.id, one.unit.kind) for one in found.entries] == [
        ("so-y-te", "so"),
        ("so-tai-chinh", "so"),
    ]


def test_in_a_numbered_list_a_line_without_number_heads_those_below() -> None:
    rows = [
        ("TT", "Đơn vị", "Email"),
        ("", "Các sở, ban, ngành", ""),
        (1, "Sở Y tế", ""),
        ("", "Các huyện, thị", ""),
        (2, "UBND huyện Lâm Thao", ""),
        ("", "Công an tỉnh", ""),
    ]
    found = listed(xlsx(rows))
    assert [(one.unit.id, one.unit.block) for one in found.entries] == [
        ("so-y-te", "khoi-1"),
        ("ubnd-lam-thao", "khoi-2"),
        ("cong-an", "khoi-2"),
    ]
    assert [one.line for one in found.skipped] == [Line.BLOCK, Line.BLOCK]
