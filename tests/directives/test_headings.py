"""Who owes what stands under a heading: the draft asks those whom the text asks, and nobody else."""

import re

import pytest

from tests.directives.test_from_text_to_plan import drafted, planned

TWO_LISTS = """1. Các sở, ban, ngành tỉnh
a) Báo cáo tổng kết gửi về Sở Nội vụ trước ngày 10/12/2027.
2. Ủy ban nhân dân các xã, phường
a) Đăng ký thi đua về Sở Nội vụ trước ngày 28/02/2027.
b) Báo cáo tổng kết gửi về Sở Nội vụ trước ngày 10/12/2027.
3. Sở Nội vụ
a) Theo dõi, đôn đốc việc thực hiện Kế hoạch này.
b) Tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/12/2027.
4. Báo cáo đột xuất khi có yêu cầu của Ủy ban nhân dân tỉnh.
"""


def owed(text: str) -> dict[str, str]:
    """`owed_by` of each duty, by its id."""
    duties = text.partition("\nduties:")[2]
    return {
        one[1]: one[2]
        for one in re.finditer(
            r"  - id: (\S+)\n(?:    (?!owed_by).*\n)*    owed_by: (.*?)(?=  #|\n)", duties
        )
    }


def test_heading_over_a_list_says_who_owes_it() -> None:
    assert owed(drafted(TWO_LISTS)) == {
        "bao-cao-tong-ket": "{ids: [cac-so-ban-nganh-tinh]}",
        "dang-ky-thi-dua": "{kinds: [xa, phuong]}",
        "bao-cao-tong-ket-2": "{kinds: [xa, phuong]}",
        "bao-cao-uy-ban-nhan-dan-tinh": "{ids: [co-quan-thuong-truc]}",
        "bao-cao-dot-xuat-khi-co-yeu-cau": "{}",
    }


def test_set_of_units_that_has_no_name_in_the_units_file_is_asked_for() -> None:
    text = drafted(TWO_LISTS).replace("kinds: [xa, phuong]", "kinds: [xa]")
    with pytest.raises(AssertionError, match="cac-so-ban-nganh-tinh không có trong danh sách"):
        planned(text)
    plan = planned(text.replace("{ids: [cac-so-ban-nganh-tinh]}", "{kinds: [so]}"))
    units = {one.duty: tuple(sorted(one.units)) for one in plan.occurrences}
    assert units["bao-cao-tong-ket"] == ("so-giao-duc", "so-y-te")
    assert units["bao-cao-tong-ket-2"] == units["dang-ky-thi-dua"] == ("xa-an-binh",)
    assert units["bao-cao-uy-ban-nhan-dan-tinh"] == ("so-noi-vu",)


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("Đối với các cụm, khối thi đua:", "{block_heads: all}"),
        ("2.1. Cụm trưởng, Khối trưởng", "{block_heads: all}"),
        ("1. Trách nhiệm của Công an tỉnh", "{ids: [cong-an-tinh]}"),
        ("1. Các cơ quan, đơn vị, địa phương", "{all: true}"),
        ("1. Các nội dung báo cáo", "{}"),
        ("1. Tổ chức thực hiện", "{}"),
        ("Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:", "{}"),
    ],
)
def test_heading_is_a_body_or_it_says_nothing(heading: str, who: str) -> None:
    text = drafted(f"{heading}\n- Báo cáo kết quả về Sở Nội vụ trước ngày 10/12/2027.\n")
    assert owed(text) == {"bao-cao-ket-qua": who}


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("2.2. Công an tỉnh: báo cáo kết quả", "{ids: [cong-an-tinh]}"),
        ("2.4. Phòng Nội vụ là cơ quan thường trực, có trách nhiệm báo cáo kết quả", "{ids: [co-quan-thuong-truc]}"),
        ("3. Doanh nghiệp trên địa bàn báo cáo kết quả", "{ids: [doanh-nghiep-tren-dia-ban]}"),
        ("Vụ Tổ chức cán bộ tổng hợp, báo cáo kết quả", "{ids: [vu-to-chuc-can-bo]}"),
        ("Các cơ quan, Giám đốc các Sở Xây dựng báo cáo kết quả", "{ids: [cac-co-quan-giam-doc-cac-so-xay-dung]}"),
        ("Tổ chức cho các hộ đăng ký, báo cáo kết quả", "{}"),
    ],
)  # fmt: skip
def test_body_of_the_clause_itself(clause: str, who: str) -> None:
    text = drafted(f"{clause} trước ngày 10/12/2027.\n")
    assert set(owed(text).values()) == {who}


def test_bodies_that_a_letter_is_addressed_to_are_no_heading() -> None:
    text = drafted(
        "Kính gửi:\n- Các cụm, khối thi đua;\n- Công an tỉnh.\n"
        "Ủy ban nhân dân tỉnh hướng dẫn như sau:\n"
        "1. Đối với các sở, ban, ngành tỉnh\n"
        "- Gửi hồ sơ khen thưởng về Sở Nội vụ trước ngày 10/12/2027.\n"
        "2. Báo cáo tổng kết về Sở Nội vụ trước ngày 05/12/2027.\n"
    )
    assert list(owed(text).values()) == ["{ids: [cac-so-ban-nganh-tinh]}", "{}"]


def test_sum_of_another_department_is_its_own() -> None:
    """Reports go to it, yet it need not be the standing body."""
    text = drafted(
        "Các đơn vị báo cáo kết quả về Sở Y tế trước ngày 10/12/2027.\n"
        "Sở Y tế tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/12/2027.\n"
    )
    assert list(owed(text).values()) == ["{all: true}", "{ids: [so-y-te]}"]
    assert {one.duty: one.units for one in planned(text).occurrences}[
        "bao-cao-uy-ban-nhan-dan-tinh"
    ] == ("so-y-te",)


@pytest.mark.parametrize(
    ("clause", "to"),
    [
        ("Các tổ báo cáo Hiệu trưởng kết quả", '{name: "Hiệu trưởng"}'),
        ("Các đơn vị báo cáo Sở Y tế kết quả", "so-y-te"),
        ("Hoàn thiện hồ sơ trình Sở Y tế", "so-y-te"),
        ("Báo cáo gửi Ủy ban nhân dân tỉnh qua Sở Nội vụ", '{name: "Ủy ban nhân dân tỉnh", via: so-noi-vu}'),
    ],
)  # fmt: skip
def test_who_is_named_first_receives(clause: str, to: str) -> None:
    assert f"    to: {to}  #" in drafted(f"{clause} trước ngày 10/12/2027.\n")


TABLE = """| STT | Nội dung | Đơn vị thực hiện | Nơi nhận | Thời hạn |
|---|---|---|---|---|
| 1 | Bản đăng ký thi đua | Ủy ban nhân dân các xã | Sở Nội vụ | 15/02/2027 |
| 2 | Báo cáo tổng kết | Các cụm, khối thi đua | Sở Y tế | Trước ngày 25/11/2027 |
| 3 | Hồ sơ khen thưởng |  |  | Trước ngày 05/12/2027 |
"""


def test_columns_of_a_table_say_who_owes_and_who_receives() -> None:
    text = drafted(TABLE)
    assert owed(text) == {
        "ban-dang-ky-thi-dua": "{kinds: [xa]}",
        "bao-cao-tong-ket": "{block_heads: all}",
        "ho-so-khen-thuong": "{}",
    }
    assert re.findall(r"    to: (\S+)", text) == ["so-noi-vu", "so-y-te", "co-quan-thuong-truc"]


def test_column_that_is_named_twice_says_nothing() -> None:
    text = drafted(TABLE.replace("Nơi nhận", "Đơn vị báo cáo"))
    assert set(owed(text).values()) == {"{}"}
