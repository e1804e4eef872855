"""When two names mean one body: the same answer for a document, a definition and a list of units."""

import unicodedata

import pytest

from scheduler import body_names
from scheduler.body_names import begins, differ, same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ủy ban nhân dân tỉnh Hòa An", "UỶ BAN NHÂN DÂN TỈNH HOÀ AN"),
        ("Ủy ban nhân dân tỉnh Hòa An", "UBND tỉnh Hoà An"),
        ("Ủy ban nhân dân tỉnh Hòa An", "U B N D  tỉnh Hòa An"),
        (
            "Ủy ban nhân dân tỉnh Hòa An",
            unicodedata.normalize("NFD", "Uỷ ban nhân dân  tỉnh Hòa An"),
        ),
        ("Ủy ban nhân dân tỉnh Hòa An", "uy ban nhan dan tinh Hoa An"),
        ("Ủy ban nhân dân tỉnh Hòa An", "UBND tinh Hoa An"),
        ("Sở Giáo dục và Đào tạo", "SỞ GIÁO DỤC & ĐÀO TẠO"),
        ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT"),
        ("Sở Giáo dục và Đào tạo", "Sở GDĐT"),
        ("Ban Thi đua - Khen thưởng", "Ban Thi đua – Khen thưởng"),
        ("Ban Thi đua - Khen thưởng", "Ban Thi đua, Khen thưởng"),
        ("Ban Thi đua - Khen thưởng", "BAN TĐKT"),
        ("UBND thành phố Bạch Sơn", "Ủy ban nhân dân TP. Bạch Sơn"),
    ],
)
def test_one_body_in_two_spellings(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)
    assert begins(one, other)
    assert not differ(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xã Hùng Long", "Xã Hưng Long"),
        ("Ủy ban nhân dân tỉnh Hòa An", "Ủy ban nhân dân huyện Hòa An"),
        ("Ủy ban nhân dân tỉnh Hòa An", "Ủy ban nhân dân tỉnh Hòa Ân"),
        ("Sở Nội vụ", "Sở Nội vụ tỉnh Hòa An"),
    ],
)
def test_two_bodies(one: str, other: str) -> None:
    assert not same(one, other)


def test_part_of_a_name_begins_it_at_whole_words() -> None:
    whole = "Ủy ban nhân dân tỉnh Hòa An"
    assert begins(whole, "UBND")
    assert begins(whole, "Uỷ ban nhân dân tỉnh")
    assert not begins(whole, "Ủy ban nhân dân tỉnh Hòa A")
    assert not begins(whole, "")


def test_key_tells_bodies_apart_as_the_comparison_does() -> None:
    assert body_names.key("UBND tỉnh Hoà An") == body_names.key("Ủy ban nhân dân Tỉnh Hòa An")
    assert body_names.key("Xã Hùng Long") != body_names.key("Xã Hưng Long")
